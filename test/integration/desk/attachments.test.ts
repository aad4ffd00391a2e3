import { createHash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepFiles, UNUSED_MS } from '#server/features/attachments/sweep.ts';
import { accountPaths } from '#shared/auth/protocol.ts';
import { attachmentAdd, attachmentRemove } from '#shared/features/attachments/commands.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { CHUNK_BYTES, CHUNK_PATH, FETCH_PATH, UPLOAD_PATH } from '#shared/features/attachments/transfer.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { partyErase } from '#shared/features/person-rights/erase.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { partyRestrict } from '#shared/features/person-rights/restrict.ts';
import { MB } from '#shared/files/file-limit.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { codeOf, newId } from '#test/integration/centre/test-desk.ts';
import type { TestDesk } from '#test/integration/centre/test-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* Files from desk to desk over a real centre, with the line cut in the middle; and clients that try what they may not. */

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let party: string;
let subject: { readonly type: 'interaction'; readonly id: string };
/** Three chunks, the last of them short, and nobody else's. */
let contents: Buffer;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  const sit = (user: Rig['nadine']): Promise<Seat> => takeSeat(rig.url, user, 'attachments', 'person-rights');
  [nadine, mehmet, birgit] = [await sit(rig.nadine), await sit(rig.mehmet), await sit(rig.birgit)];
  [party, subject] = [newId(), { type: 'interaction', id: newId() }];
  contents = randomBytes(2 * CHUNK_BYTES + 99);
  nadine.desk.addParty(party, 'Erika Brandt');
  nadine.desk.run(interactionRecord, {
    ...{ id: subject.id, type: 'letter', direction: 'in', partyId: party, occurredAt: 500, outcome: null },
    body: 'Widerspruch',
  });
});
afterEach(async () => {
  for (const seat of [nadine, mehmet, birgit]) await seat.close();
});

/** As the window sends it. */
function attach(seat: Seat, name: string, bytes = contents): string {
  const { id } = seat.ask('attachments.begin', {
    ...{ subject, fileName: name, mediaType: 'application/pdf', bytes: bytes.length },
  }) as { id: string };
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    seat.ask('attachments.piece', { id, base64: bytes.subarray(at, at + CHUNK_BYTES).toString('base64') });
  return (seat.ask('attachments.end', { id }) as { id: string }).id;
}
const files = (seat: Seat): readonly AttachmentView[] =>
  seat.ask('attachments.of', { subject }) as readonly AttachmentView[];
const sent = (seat: Seat): Promise<void> =>
  until(() => {
    // The line is there again; nobody waits for the rest of a pause.
    seat.desk.tellStatus();
    return files(seat).every(({ state }) => state === 'sent');
  });
async function contentsOn(seat: Seat, id: string): Promise<Buffer> {
  await seat.ask('attachments.fetch', { id });
  await seat.ask('attachments.handOver', { id, how: 'save' });
  return Buffer.from(seat.desk.handedOver.at(-1)?.bytes ?? []);
}
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const atCentre = async (): Promise<readonly { no: number }[]> =>
  runOn<{ no: number }>(rig.databaseUrl, 'SELECT no FROM attachment_chunk WHERE sha256 = $1 ORDER BY no', [
    digest(contents),
  ]);
const count = ({ desk }: Seat, table: string): number =>
  desk.replica.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? -1;

describe('a file', () => {
  it('added without a line goes up in pieces, with the line cut in between, and another desk has the same bytes', async () => {
    const line = nadine.desk.centre;
    let isCut = true;
    const asked: string[] = [];
    nadine.desk.centre = async (path, body) => {
      if (isCut) throw new Error('no line');
      const { no } = body as { no?: number };
      asked.push(no === undefined ? 'upload' : String(no));
      // The answer to the second chunk is lost, and the line with it.
      const answer = await line(path, body);
      if (no === 1 && asked.length === 3) {
        isCut = true;
        throw new Error('cut in the middle');
      }
      return answer;
    };
    const id = attach(nadine, 'Widerspruch.pdf');
    expect(files(nadine)).toMatchObject([{ id, state: 'waiting', isHere: true }]);
    await nadine.sync();
    await mehmet.sync();
    // Everybody knows of it; nobody has it.
    expect(files(mehmet)).toMatchObject([{ id, fileName: 'Widerspruch.pdf', isHere: false }]);
    await expect(mehmet.ask('attachments.fetch', { id })).rejects.toMatchObject({
      code: 'attachment.not-uploaded',
    });

    isCut = false;
    await until(() => {
      nadine.desk.tellStatus();
      return asked.length === 3 && isCut;
    });
    expect(await atCentre()).toHaveLength(2);
    isCut = false;
    await sent(nadine);
    expect(asked).toEqual(['upload', '0', '1', 'upload', '2']);
    expect(await atCentre()).toHaveLength(3);
    expect(Buffer.compare(await contentsOn(mehmet, id), contents)).toBe(0);
    expect(files(mehmet)).toMatchObject([{ isHere: true, state: 'sent' }]);
  });

  it('survives a desk that is stopped in the middle', async () => {
    const line = nadine.desk.centre;
    nadine.desk.centre = async (path, body) => {
      if ((body as { no?: number }).no === 1) return new Promise(() => undefined);
      return line(path, body);
    };
    attach(nadine, 'Widerspruch.pdf');
    await nadine.sync();
    await until(async () => (await atCentre()).length === 1);
    await nadine.ask('attachments.of', { subject });
    // The services end with a request under way that never comes back.
    const again = await nadine.desk.start('attachments');
    nadine.desk.centre = line;
    const view = again.ask('attachments.of', { subject }) as readonly AttachmentView[];
    expect(view).toMatchObject([{ state: 'waiting' }]);
    await until(async () => (await atCentre()).length === 3);
    await again.stop();
  });

  it('that two desks have added is one at the centre, and goes with neither of them alone', async () => {
    const mine = attach(nadine, 'Eins.pdf');
    await nadine.sync();
    await sent(nadine);
    await mehmet.sync();
    const other = { type: 'interaction' as const, id: newId() };
    mehmet.desk.run(interactionRecord, {
      ...{ id: other.id, type: 'mail', direction: 'in', partyId: party, occurredAt: 600, outcome: null },
      body: 'dasselbe noch einmal',
    });
    mehmet.desk.run(attachmentAdd, {
      ...{ id: newId(), subject: other, fileName: 'Zwei.pdf', mediaType: 'application/pdf' },
      ...{ bytes: contents.length, sha256: digest(contents) },
    });
    await mehmet.sync();
    const asTenant = async (now: number): Promise<number> => {
      const [tenant] = await runOn<{ id: string }>(
        rig.databaseUrl,
        "SELECT tenant_id AS id FROM tenant WHERE slug = 'kv'",
      );
      // As the round does it, of the tenant it is in.
      return sweepFiles(
        {
          tenantId: tenant?.id ?? '',
          query: (sql, values = []) => runOn(rig.databaseUrl, sql, [...values]),
          queryValues: () => Promise.reject(new Error('it asks for few')),
        },
        now,
      );
    };
    nadine.desk.run(attachmentRemove, { id: mine });
    await nadine.sync();
    await asTenant(1_000);
    expect(await asTenant(1_001 + UNUSED_MS)).toBe(0);
    const [left] = mehmet.ask('attachments.of', { subject: other }) as readonly AttachmentView[];
    mehmet.desk.run(attachmentRemove, { id: left?.id ?? '' });
    await mehmet.sync();
    expect(await asTenant(2_000)).toBe(0);
    expect(await asTenant(2_000 + UNUSED_MS)).toBe(0);
    expect(await atCentre()).toHaveLength(3);
    expect(await asTenant(2_001 + UNUSED_MS)).toBe(1);
    expect(await atCentre()).toEqual([]);
  });

  it('stays where its party becomes part of another', async () => {
    const id = attach(nadine, 'Widerspruch.pdf');
    const double = newId();
    nadine.desk.addParty(double, 'E. Brandt');
    await nadine.sync();
    await sent(nadine);
    await birgit.sync();
    const merge = { id: newId(), keepId: double, dropId: party, take: [], joinNotes: false };
    birgit.desk.run(partyMerge, merge, birgit.actor);
    await birgit.sync();
    expect(Buffer.compare(await contentsOn(birgit, id), contents)).toBe(0);
  });
});

describe('an erasure', () => {
  it('takes the bytes from the centre and from every desk, one that has not sent them included', async () => {
    const id = attach(nadine, 'Widerspruch.pdf');
    await nadine.sync();
    await sent(nadine);
    await mehmet.sync();
    await contentsOn(mehmet, id);
    await birgit.sync();
    const file = (await birgit.ask('person-rights.file', { partyId: party })) as PersonFile;
    expect(file.tables.find(({ table }) => table === 'attachment')?.rows).toMatchObject([
      { id, fields: { file_name: 'Widerspruch.pdf', sha256: digest(contents) } },
    ]);
    // Mehmet is away and adds another, which nobody but his desk has.
    const unsent = randomBytes(1_000);
    attach(mehmet, 'Nachtrag.pdf', unsent);
    birgit.desk.run(partyErase, { id: newId(), partyId: party, reason: 'request' }, birgit.actor);
    await birgit.sync();
    expect(await atCentre()).toEqual([]);
    for (const seat of [nadine, mehmet, mehmet]) await seat.sync();
    for (const seat of [nadine, mehmet]) {
      await until(() => count(seat, 'attachment_piece') === 0);
      expect(files(seat)).toEqual([]);
      expect([count(seat, 'attachment_blob'), count(seat, 'attachment_upload')]).toEqual([0, 0]);
    }
    expect(
      await runOn(rig.databaseUrl, 'SELECT 1 FROM attachment WHERE subject_id = $1', [subject.id]),
    ).toEqual([]);
  });

  it('leaves the bytes that somebody else has as well', async () => {
    attach(nadine, 'Rundschreiben.pdf');
    const [neighbour, letter] = [newId(), { type: 'interaction' as const, id: newId() }];
    nadine.desk.addParty(neighbour, 'Kurt Fremd');
    nadine.desk.run(interactionRecord, {
      ...{
        id: letter.id,
        type: 'letter',
        direction: 'out',
        partyId: neighbour,
        occurredAt: 500,
        outcome: null,
      },
      body: 'Rundschreiben',
    });
    nadine.desk.run(attachmentAdd, {
      ...{ id: newId(), subject: letter, fileName: 'Rundschreiben.pdf', mediaType: 'application/pdf' },
      ...{ bytes: contents.length, sha256: digest(contents) },
    });
    await nadine.sync();
    await sent(nadine);
    await birgit.sync();
    birgit.desk.run(partyErase, { id: newId(), partyId: party, reason: 'request' }, birgit.actor);
    await birgit.sync();
    expect(await atCentre()).toHaveLength(3);
  });

  it('and a restriction differ: what was added before it still arrives, and no agent gets it', async () => {
    const line = nadine.desk.centre;
    nadine.desk.centre = () => Promise.reject(new Error('no line'));
    const id = attach(nadine, 'Widerspruch.pdf');
    await nadine.sync();
    await birgit.sync();
    const restricted = { id: newId(), partyId: party, reason: 'disputed' as const, until: null };
    birgit.desk.run(partyRestrict, restricted, birgit.actor);
    await birgit.sync();
    await nadine.sync();
    expect(files(nadine)).toEqual([]);
    nadine.desk.centre = line;
    // The next start of her desk asks what became of it.
    const again = await nadine.desk.start('attachments');
    await until(() => count(nadine, 'attachment_upload') === 0);
    await again.stop();
    expect(await atCentre()).toHaveLength(3);
    await until(() => count(nadine, 'attachment_piece') === 0);
    const hostile = await rig.desk(rig.nadine);
    expect(codeOf(await hostile.post(FETCH_PATH, { id, no: 0 }))).toBe('attachment.gone');
    await birgit.sync();
    expect(Buffer.compare(await contentsOn(birgit, id), contents)).toBe(0);
  });
});

describe('whoever tries what is not theirs', () => {
  let agent: TestDesk;
  let olga: TestDesk;
  let id: string;
  const request = (no: number, bytes: Buffer, sha256 = digest(contents)) => ({
    ...{ id, sha256, no, base64: bytes.toString('base64') },
  });

  beforeEach(async () => {
    [agent, olga] = [await rig.desk(rig.nadine), await rig.desk(rig.olga)];
    nadine.desk.centre = () => Promise.reject(new Error('no line'));
    id = attach(nadine, 'Widerspruch.pdf');
    await nadine.sync();
  });

  it('of another tenant finds neither the attachment nor the contents', async () => {
    for (let no = 0; no < 3; no += 1)
      await agent.post(CHUNK_PATH, request(no, contents.subarray(no * CHUNK_BYTES, (no + 1) * CHUNK_BYTES)));
    expect((await agent.post(FETCH_PATH, { id, no: 0 })).status).toBe(200);
    expect(codeOf(await olga.post(FETCH_PATH, { id, no: 0 }))).toBe('attachment.gone');
    expect(codeOf(await olga.post(UPLOAD_PATH, { id, sha256: digest(contents) }))).toBe('attachment.gone');
    // With a row of her own that claims the same digest she gets nothing of it either.
    const [ownParty, letter, own] = [newId(), newId(), newId()];
    const claims = {
      ...{ id: own, subject: { type: 'interaction', id: letter }, fileName: 'a.pdf' },
      ...{ mediaType: 'application/pdf', bytes: contents.length, sha256: digest(contents) },
    };
    await olga.push(
      olga.command('party.create', {
        ...{ id: ownParty, kind: 'person', status: 'customer', name: 'Eigene', sortName: 'Eigene' },
        ...{ customerNo: null, street: null, postalCode: null, city: null, note: '', contacts: [] },
      }),
      olga.command('interaction.record', {
        ...{ id: letter, type: 'letter', direction: 'in', partyId: ownParty, occurredAt: 5, outcome: null },
        body: 'eigener',
      }),
      olga.command('attachment.add', claims),
    );
    expect((await olga.post(UPLOAD_PATH, { id: own, sha256: digest(contents) })).body).toEqual({
      missing: [0, 1, 2],
    });
    expect(codeOf(await olga.post(FETCH_PATH, { id: own, no: 0 }))).toBe('attachment.not-uploaded');
  });

  it('sends more than was announced, chunks there are not, or nothing', async () => {
    const full = contents.subarray(0, CHUNK_BYTES);
    for (const [no, bytes] of [
      [3, full],
      [2, full],
      [0, full.subarray(1)],
      [1, Buffer.alloc(0)],
    ] as const)
      expect(codeOf(await agent.post(CHUNK_PATH, request(no, bytes)))).toBe('attachment.bad-chunk');
    const tooLong = request(0, Buffer.alloc(CHUNK_BYTES + 3));
    expect(codeOf(await agent.post(CHUNK_PATH, tooLong))).toBe('request.invalid');
    expect((await agent.post(CHUNK_PATH, request(0, Buffer.alloc(2 * CHUNK_BYTES)))).status).toBe(413);
    expect(await atCentre()).toEqual([]);
  });

  it('sends another file than was announced: none of it is kept, and the right one still arrives', async () => {
    const wrong = Buffer.alloc(contents.length, 'falsch');
    const chunk = (of: Buffer, no: number) =>
      request(no, of.subarray(no * CHUNK_BYTES, (no + 1) * CHUNK_BYTES));
    await agent.post(CHUNK_PATH, chunk(wrong, 0));
    await agent.post(CHUNK_PATH, chunk(contents, 1));
    expect(codeOf(await agent.post(CHUNK_PATH, chunk(contents, 2)))).toBe('attachment.wrong-hash');
    expect(await atCentre()).toEqual([]);
    expect(codeOf(await agent.post(FETCH_PATH, { id, no: 0 }))).toBe('attachment.not-uploaded');
    expect(codeOf(await agent.post(UPLOAD_PATH, { id, sha256: digest(wrong) }))).toBe(
      'attachment.wrong-hash',
    );
    for (const no of [2, 0, 1]) await agent.post(CHUNK_PATH, chunk(contents, no));
    expect(await atCentre()).toHaveLength(3);
    expect((await agent.post(UPLOAD_PATH, { id, sha256: digest(contents) })).body).toEqual({ missing: [] });
  });

  it('asks for a chunk that is none', async () => {
    for (let no = 0; no < 3; no += 1)
      await agent.post(CHUNK_PATH, request(no, contents.subarray(no * CHUNK_BYTES, (no + 1) * CHUNK_BYTES)));
    expect(codeOf(await agent.post(FETCH_PATH, { id, no: 3 }))).toBe('attachment.bad-chunk');
    for (const body of [{}, { id, no: -1 }, { id: 'x', no: 0 }, { id, no: 1e9 }, []])
      expect(codeOf(await agent.post(FETCH_PATH, body))).toBe('request.invalid');
  });
});

describe('the size an operator allows', () => {
  it('is told with the sign-in, and what is larger is refused, waits there, and holds nothing up', async () => {
    const node = await rig.startNode({ limits: { fileMb: 2 } });
    const told = await rig.desk(rig.nadine, node);
    expect(told.session.policy?.fileMb).toBe(2);
    expect((await told.post(accountPaths.standing, {})).body).toMatchObject({ policy: { fileMb: 2 } });
    expect((await rig.desk(rig.nadine)).session.policy?.fileMb).toBe(20);

    const [large, small] = [newId(), newId()];
    const add = (id: string, bytes: number) => ({
      ...{ id, subject, fileName: 'Scan.pdf', mediaType: 'application/pdf', bytes, sha256: digest(contents) },
    });
    await nadine.sync();
    const commands = [
      told.command('attachment.add', add(large, 2 * MB + 1)),
      told.command('attachment.add', add(small, 2 * MB)),
    ];
    await told.push(...commands);
    await told.pull();
    expect(commands.map(({ mid }) => told.outcomes.get(mid))).toMatchObject([
      { outcome: 'rejected', detail: 'attachment.over-limit' },
      { outcome: 'applied' },
    ]);
    expect(told.rows.has(`attachment/${large}`)).toBe(false);
    expect(told.rows.has(`attachment/${small}`)).toBe(true);
  });
});
