import { createHash, randomBytes } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gatherContents } from '#renderer/features/person-rights/gather-contents.ts';
import type { Gathered, Piece } from '#renderer/features/person-rights/gather-contents.ts';
import { personArchive } from '#renderer/features/person-rights/person-archive.ts';
import type { PaperWords } from '#renderer/features/person-rights/person-html.ts';
import { attachmentRemove } from '#shared/features/attachments/commands.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import { CHUNK_BYTES } from '#shared/features/attachments/transfer.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { PERSON_CONTENTS_PATH, personContentsReply } from '#shared/features/person-rights/person-file.ts';
import type { PersonFile } from '#shared/features/person-rights/person-file.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* The archive a person is given: what the desk and a real centre have of their files, as the window puts it together. */

let rig: Rig;
let nadine: Seat;
let birgit: Seat;
let party: string;
/** Two chunks, the last of them short. */
let contents: Buffer;

const words: PaperWords = {
  language: 'de',
  text: (key) => key,
  thing: (table) => table,
  field: (_table, field) => field,
  value: (_table, _field, value) => value,
  moment: (at) => `moment ${at}`,
};

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  const sit = (user: Rig['nadine']): Promise<Seat> => takeSeat(rig.url, user, 'attachments', 'person-rights');
  [nadine, birgit] = [await sit(rig.nadine), await sit(rig.birgit)];
  party = newId();
  contents = randomBytes(CHUNK_BYTES + 99);
  nadine.desk.addParty(party, 'Erika Brandt');
});
afterEach(async () => {
  for (const seat of [nadine, birgit]) await seat.close();
});

/** A letter with this file, at this desk. */
function attach(seat: Seat, name: string, bytes: Buffer): { readonly id: string; readonly letter: string } {
  const subject = { type: 'interaction' as const, id: newId() };
  seat.desk.run(interactionRecord, {
    ...{ id: subject.id, type: 'letter', direction: 'in', partyId: party, occurredAt: 500, outcome: null },
    body: 'Widerspruch',
  });
  const { id } = seat.ask('attachments.begin', {
    ...{ subject, fileName: name, mediaType: 'application/pdf', bytes: bytes.length },
  }) as { id: string };
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    seat.ask('attachments.piece', { id, base64: bytes.subarray(at, at + CHUNK_BYTES).toString('base64') });
  return { id: (seat.ask('attachments.end', { id }) as { id: string }).id, letter: subject.id };
}

async function sent(seat: Seat, letter: string): Promise<void> {
  await seat.sync();
  const subject = { type: 'interaction', id: letter };
  await until(() => {
    seat.desk.tellStatus();
    return (seat.ask('attachments.of', { subject }) as readonly AttachmentView[]).every(
      ({ state }) => state === 'sent',
    );
  });
}

const fileAt = async (seat: Seat): Promise<PersonFile> =>
  (await seat.ask('person-rights.file', { partyId: party })) as PersonFile;

const never = new AbortController().signal;

interface Asked {
  readonly before?: Gathered['found'];
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

const gather = (
  seat: Seat,
  file: PersonFile,
  { before = new Map(), onProgress = () => undefined, signal = never }: Asked = {},
): Promise<Gathered | undefined> =>
  gatherContents(file.contents, before, {
    async piece({ table, id, sha256 }, no, isHereOnly) {
      const asked = { partyId: party, table, id, sha256, no, isHereOnly };
      return (await seat.ask('person-rights.contents', asked)) as Piece;
    },
    ...{ onProgress, signal },
  });

interface Unpacked {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly html: string;
  readonly json: {
    readonly files: readonly {
      readonly name: string;
      readonly path: string | null;
      readonly missing: unknown;
    }[];
  };
}

async function unpacked(file: PersonFile, gathered: Gathered | undefined): Promise<Unpacked> {
  if (!gathered) throw new Error('nothing was gathered');
  const archive = await personArchive(file, gathered, words, never);
  const files = unzipSync(new Uint8Array((await archive?.arrayBuffer()) ?? []));
  const text = (path: string): string => Buffer.from(files[path] ?? []).toString();
  return { files, html: text('auskunft.html'), json: JSON.parse(text('auskunft.json')) as Unpacked['json'] };
}

describe('the archive of one person', () => {
  it('has every file, from the centre and from this desk, under names of their own', async () => {
    const other = randomBytes(5_000);
    const first = attach(nadine, 'Widerspruch.pdf', contents);
    await sent(nadine, first.letter);
    await birgit.sync();
    attach(birgit, 'widerspruch.PDF', other);
    // The row is at the centre, and its contents on this desk alone.
    const line = birgit.desk.centre;
    birgit.desk.centre = async (path, body) => {
      if (path.startsWith('/api/attachments/'))
        throw new AppError('centre.offline', 'no uploads in this test');
      return line(path, body);
    };
    await birgit.sync();

    const file = await fileAt(birgit);
    const told: number[] = [];
    const gathered = await gather(birgit, file, { onProgress: (done) => void told.push(done) });
    expect(told.at(-1)).toBe(contents.length + other.length);
    expect(told).toHaveLength(3);
    const { files, html, json } = await unpacked(file, gathered);
    // Which of the two comes first, and keeps its name, is by their ids.
    const paths = json.files.map(({ path }) => path ?? '');
    const pathOf = (name: string): string => json.files.find((each) => each.name === name)?.path ?? '';
    expect([pathOf('Widerspruch.pdf'), pathOf('widerspruch.PDF')]).toEqual([
      expect.stringMatching(/^attachments\/Widerspruch( \(2\))?\.pdf$/),
      expect.stringMatching(/^attachments\/widerspruch( \(2\))?\.PDF$/),
    ]);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(2);
    expect(Object.keys(files).toSorted()).toEqual(['auskunft.html', 'auskunft.json', ...paths].toSorted());
    expect(Buffer.compare(Buffer.from(files[pathOf('Widerspruch.pdf')] ?? []), contents)).toBe(0);
    expect(Buffer.compare(Buffer.from(files[pathOf('widerspruch.PDF')] ?? []), other)).toBe(0);
    for (const path of paths) expect(html).toContain(path);
    expect(html).not.toContain('notEnclosed');
  });

  it('tells what is missing and why, and has it with the next try', async () => {
    const { letter } = attach(nadine, 'Widerspruch.pdf', contents);
    await sent(nadine, letter);
    const file = await fileAt(birgit);
    const line = birgit.desk.centre;
    birgit.desk.centre = async (path, body) => {
      if (path === PERSON_CONTENTS_PATH && (body as { no: number }).no === 1)
        throw new AppError('centre.offline', 'cut in the middle');
      return line(path, body);
    };
    const cut = await gather(birgit, file);
    expect([...(cut?.missing.values() ?? [])]).toEqual(['offline']);
    const { files, html, json } = await unpacked(file, cut);
    expect(Object.keys(files).toSorted()).toEqual(['auskunft.html', 'auskunft.json']);
    expect(html).toContain('notEnclosed missing.offline');
    expect(json.files).toMatchObject([{ name: 'Widerspruch.pdf', path: null, missing: 'offline' }]);

    birgit.desk.centre = line;
    const whole = await gather(birgit, file, { before: cut?.found ?? new Map() });
    expect((await unpacked(file, whole)).json.files).toMatchObject([{ missing: null }]);
  });

  it('knows what nobody has uploaded from what was removed, and what is damaged', async () => {
    const line = nadine.desk.centre;
    nadine.desk.centre = async (path, body) => {
      if (path.startsWith('/api/attachments/')) throw new AppError('centre.offline', 'no uploads');
      return line(path, body);
    };
    const removed = attach(nadine, 'Weg.pdf', randomBytes(10));
    attach(nadine, 'Da.pdf', randomBytes(20));
    await nadine.sync();
    nadine.desk.run(attachmentRemove, { id: removed.id });
    await nadine.sync();
    const { letter } = attach(birgit, 'Kaputt.pdf', contents);
    await sent(birgit, letter);
    await runOn(
      rig.databaseUrl,
      `UPDATE attachment_chunk SET bytes = set_byte(bytes, 0, 255 - get_byte(bytes, 0)) WHERE sha256 = $1 AND no = 1`,
      [createHash('sha256').update(contents).digest('hex')],
    );
    const stranger = await takeSeat(rig.url, rig.birgit, 'attachments', 'person-rights');
    try {
      const file = await fileAt(stranger);
      const gathered = await gather(stranger, file);
      const why = Object.fromEntries(
        file.contents.map(({ name, sha256 }) => [name, gathered?.missing.get(sha256)]),
      );
      expect(why).toEqual({ 'Weg.pdf': 'removed', 'Da.pdf': 'not-uploaded', 'Kaputt.pdf': 'damaged' });
    } finally {
      await stranger.close();
    }
  });

  it('stops in the middle, with nothing made', async () => {
    const { letter } = attach(nadine, 'Widerspruch.pdf', contents);
    await sent(nadine, letter);
    const abort = new AbortController();
    const asked: number[] = [];
    const gathered = await gather(birgit, await fileAt(birgit), {
      signal: abort.signal,
      onProgress(done) {
        asked.push(done);
        abort.abort();
      },
    });
    expect(gathered).toBeUndefined();
    expect(asked).toEqual([CHUNK_BYTES]);
  });

  it('is nobody else’s: not an agent’s, not another tenant’s, and of this person alone', async () => {
    const { id, letter } = attach(nadine, 'Widerspruch.pdf', contents);
    await sent(nadine, letter);
    const other = newId();
    nadine.desk.addParty(other, 'Karl Voss');
    await nadine.sync();
    const asked = { partyId: party, table: 'attachment', id, no: 0 };
    const refused = async (seat: Seat, body: object): Promise<string> => {
      try {
        await seat.desk.host.centre(PERSON_CONTENTS_PATH, body, personContentsReply);
        return 'answered';
      } catch (error) {
        return error instanceof AppError ? error.code : String(error);
      }
    };
    expect(await refused(nadine, asked)).toBe('person-rights.not-yours');
    expect(await refused(birgit, { ...asked, partyId: other })).toBe('person-rights.no-contents');
    expect(await refused(birgit, { ...asked, table: 'party', id: party })).toBe('person-rights.no-contents');
    expect(await refused(birgit, { ...asked, no: 2 })).toBe('person-rights.no-contents');
    const olga = await takeSeat(rig.url, rig.olga, 'person-rights');
    try {
      expect(await refused(olga, asked)).toBe('party.gone');
    } finally {
      await olga.close();
    }
    const here = { ...asked, sha256: 'a'.repeat(64), isHereOnly: false };
    expect(() => nadine.ask('person-rights.contents', here)).toThrow(
      expect.objectContaining({ code: 'person-rights.not-yours' }),
    );
  });
});
