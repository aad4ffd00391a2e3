import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Base, PushedCommand } from '#shared/sync/protocol.ts';
import { MAX_PUSH_BYTES, MAX_PUSH_COMMANDS, paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

let rig: Rig;
let nadine: TestDesk;
let mehmet: TestDesk;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

/** Fresh replicas with lines of their own. */
async function signIn(): Promise<void> {
  [nadine, mehmet] = [await rig.desk(rig.nadine), await rig.desk(rig.mehmet)];
  await Promise.all([nadine.pull(), mehmet.pull()]);
}

const rename = (desk: TestDesk, id: string, name: string, base: Base): PushedCommand =>
  desk.command('party.rename', { id, name, sortName: name }, base);

async function history(pk: string): Promise<object[]> {
  return runOn(
    rig.databaseUrl,
    'SELECT field, outcome, base, old, new, actor FROM field_history WHERE pk = $1 ORDER BY decided_at, ver, seq',
    [pk],
  );
}

describe('a push', () => {
  it('reaches another desk, with every value as it was', async () => {
    await signIn();
    const party = person('Erika Brandt „Ä\u{1F600}“');
    const contact = {
      id: newId(),
      kind: 'phone',
      label: 'privat',
      raw: '0221 4710-612',
      digits: '492214710612',
      stem: null,
    };
    const task = {
      id: newId(),
      kind: 'callback',
      title: 'Rückruf',
      partyId: party.id,
      assigneeId: rig.nadine.userId,
      dueAt: 1_790_000_000_000,
      dueHasTime: true,
      promised: false,
      from: { linkId: newId(), ref: { type: 'party', id: party.id } },
    };
    const pushed = await nadine.push(
      nadine.command('party.create', { ...party, contacts: [contact] }),
      nadine.command('task.create', task),
    );
    expect(pushed).toEqual({ kind: 'taken', lastMid: 2 });

    await mehmet.pull();
    expect(mehmet.rows.get(`party/${party.id}`)).toMatchObject({
      id: party.id,
      scope_id: nadine.session.scopeId,
      name: 'Erika Brandt „Ä\u{1F600}“',
      customer_no: null,
    });
    expect(mehmet.rows.get(`contact_point/${contact.id}`)).toMatchObject({
      party_id: party.id,
      digits: '492214710612',
    });
    expect(mehmet.rows.get(`task/${task.id}`)).toMatchObject({
      due_at: 1_790_000_000_000,
      due_has_time: true,
      promised: false,
      done_at: null,
      created_by: rig.nadine.userId,
    });
    expect(mehmet.rows.get(`link/${task.from.linkId}`)).toMatchObject({ to_type: 'task', to_id: task.id });
  });

  it('hands the outcomes to its client alone, with the complete page, until they are known to have arrived', async () => {
    await signIn();
    await nadine.push(nadine.command('party.create', person('Frank Brandt')));
    const first = await nadine.ask();
    const again = await nadine.ask();
    expect(first).toMatchObject({ lastMid: 1, outcomes: [{ mid: 1, outcome: 'applied', detail: null }] });
    expect(again).toEqual(first);
    await nadine.pull();
    expect(await nadine.ask()).toMatchObject({ lastMid: 1, outcomes: [] });
    expect(await mehmet.ask()).toMatchObject({ lastMid: 0, outcomes: [] });
  });

  it('F2 F3 F4: sent again – whole, in part or regrouped – changes nothing and is answered the same', async () => {
    await signIn();
    const commands = ['Eins', 'Zwei', 'Drei'].map((name) => nadine.command('party.create', person(name)));
    const answer = await nadine.push(...commands);
    const before = await runOn(rig.databaseUrl, 'SELECT * FROM tenant_clock ORDER BY tenant_id');
    expect(await nadine.push(...commands)).toEqual(answer);
    expect(await nadine.push(...commands.slice(1))).toEqual(answer);
    expect(await nadine.push(...commands.slice(0, 1))).toEqual(answer);
    expect(await runOn(rig.databaseUrl, 'SELECT * FROM tenant_clock ORDER BY tenant_id')).toEqual(before);
  });

  it('F4: sent twice at the same time is decided once', async () => {
    await signIn();
    const commands = ['Vier', 'Fünf'].map((name) => nadine.command('party.create', person(name)));
    const answers = await Promise.all([1, 2, 3, 4].map(() => nadine.push(...commands)));
    expect(answers).toEqual(answers.map(() => ({ kind: 'taken', lastMid: 2 })));
    const results = await runOn(rig.databaseUrl, 'SELECT mid FROM mutation_result WHERE client = $1', [
      nadine.client,
    ]);
    expect(results).toHaveLength(2);
  });

  it('F5: poison is rejected and kept, and the line moves on', async () => {
    await signIn();
    const good = person('nach dem Gift');
    const twice = person('doppelt');
    const first = nadine.command('party.create', twice);
    const poison = [
      nadine.command('party.create', { id: 'no' }),
      nadine.command('no.such-command', {}),
      nadine.command('staff.create', { id: newId(), name: 'X', shortName: 'X', extension: null, mail: null }),
      nadine.command('party.rename', { id: newId(), name: 'gone', sortName: 'gone' }),
      nadine.command('party.create', { ...person('Schwanz'), note: 'NUL \0 und \ud800' }),
      nadine.command('contact.add', {
        partyId: newId(),
        contact: { id: newId(), kind: 'phone', label: '', raw: '1', digits: null, stem: null },
      }),
    ];
    const pushed = await nadine.push(
      first,
      ...poison,
      nadine.command('party.create', { ...twice, name: 'anders' }),
      nadine.command('party.create', twice),
      nadine.command('party.create', good),
    );
    expect(pushed).toEqual({ kind: 'taken', lastMid: 10 });
    await nadine.pull();
    expect([...nadine.outcomes.values()].map(({ outcome, detail }) => detail ?? outcome)).toEqual([
      'applied',
      'command.bad-arguments',
      'command.unknown',
      'staff.admin-only',
      'party.gone',
      'row.bad-value',
      'party.gone',
      'row.exists',
      // The very same row once more is no error: the command had come through another client's line.
      'applied',
      'applied',
    ]);
    expect(nadine.rows.get(`party/${twice.id}`)).toMatchObject({ name: 'doppelt' });
    expect(nadine.rows.has(`party/${good.id}`)).toBe(true);
    const kept = await runOn<{ command: PushedCommand }>(
      rig.databaseUrl,
      `SELECT command FROM mutation_result WHERE client = $1 AND outcome = 'rejected' ORDER BY mid`,
      [nadine.client],
    );
    expect(kept.slice(0, -1).map(({ command }) => command)).toEqual(poison);
    expect(kept.at(-1)?.command.args).toMatchObject({ name: 'anders' });
  });

  it('F5: what a rejected command had already done is undone, and stays in the history', async () => {
    await signIn();
    const party = person('halb');
    const contact = { id: newId(), kind: 'phone', label: '', raw: '1', digits: null, stem: null };
    await nadine.push(
      nadine.command('party.create', { ...party, contacts: [contact, { ...contact, raw: '2' }] }),
    );
    await nadine.pull();
    expect(nadine.outcomes.get(1)).toMatchObject({ mid: 1, outcome: 'rejected', detail: 'row.exists' });
    expect(nadine.rows.has(`party/${party.id}`)).toBe(false);
    expect(await history(contact.id)).toEqual([
      expect.objectContaining({ field: '*', outcome: 'rejected' }),
      expect.objectContaining({
        field: '*',
        outcome: 'rejected',
        new: expect.objectContaining({ raw: '2' }),
      }),
    ]);
  });

  it('a constraint of the database is a rejection too', async () => {
    await signIn();
    const ticket = {
      number: '26-004711-9',
      title: 'Funkfinger',
      kind: 'support',
      partyId: newId(),
      ownerId: rig.nadine.userId,
      dueAt: null,
      from: null,
    };
    await nadine.push(
      nadine.command('ticket.create', { ...ticket, id: newId() }),
      nadine.command('ticket.create', { ...ticket, id: newId() }),
      nadine.command('party.create', person('danach')),
    );
    await nadine.pull();
    expect([...nadine.outcomes.values()].map(({ detail }) => detail)).toEqual([null, 'row.refused', null]);
  });

  it('F9: a gap is answered with the expected id, and both sides go on from there', async () => {
    await signIn();
    const [one, two, three] = ['a', 'b', 'c'].map((name) => nadine.command('party.create', person(name)));
    if (!one || !two || !three) throw new Error('three were made');
    expect(await nadine.push(three)).toEqual({ kind: 'gap', expectedMid: 1 });
    expect(await nadine.push(one, three)).toEqual({ kind: 'gap', expectedMid: 2 });
    expect(await nadine.push(two, three)).toEqual({ kind: 'taken', lastMid: 3 });
  });

  it('of another epoch decides nothing', async () => {
    await signIn();
    const answer = await nadine.send([nadine.command('party.create', person('alt'))], { epoch: 'another' });
    expect(answer.body).toEqual({ kind: 'epoch', epoch: nadine.position.epoch });
    expect(await nadine.ask()).toMatchObject({ lastMid: 0 });
  });

  it('may carry 100 commands and 256 KB, and no more', async () => {
    await signIn();
    const many = Array.from({ length: MAX_PUSH_COMMANDS + 1 }, () => nadine.command('x', {}));
    expect(codeOf(await nadine.send(many))).toBe('request.invalid');
    const large = nadine.command('party.create', {
      ...person('groß'),
      note: 'x'.repeat(MAX_PUSH_BYTES + 4096),
    });
    const answer = await nadine.send([large]);
    expect([answer.status, codeOf(answer)]).toEqual([413, 'request.too-large']);
  });
});

describe('two desks on one row', () => {
  async function shared(name: string): Promise<string> {
    await signIn();
    const party = person(name);
    await nadine.push(nadine.command('party.create', party));
    await Promise.all([nadine.pull(), mehmet.pull()]);
    return party.id;
  }

  it('the later of two edits of a field does not win: the value stays, the late one is kept', async () => {
    const id = await shared('Müller');
    const key = `party/${id}`;
    await mehmet.push(rename(mehmet, id, 'Möller', mehmet.base('party', id, 'name', 'sort_name')));
    await nadine.push(rename(nadine, id, 'Mueller', nadine.base('party', id, 'name', 'sort_name')));
    await Promise.all([nadine.pull(), mehmet.pull()]);
    expect(nadine.rows.get(key)).toMatchObject({ name: 'Möller' });
    expect(nadine.rows.get(key)).toEqual(mehmet.rows.get(key));
    expect(nadine.outcomes.get(2)).toMatchObject({
      mid: 2,
      outcome: 'conflict',
      detail: [
        { tbl: 'party', pk: id, field: 'name' },
        { tbl: 'party', pk: id, field: 'sort_name' },
      ],
    });
    expect(await history(id)).toEqual([
      { field: '*', outcome: 'applied', base: null, old: null, new: null, actor: rig.nadine.userId },
      ...['name', 'sort_name'].map((field) => ({
        field,
        outcome: 'applied',
        base: 'Müller',
        old: 'Müller',
        new: 'Möller',
        actor: rig.mehmet.userId,
      })),
      ...['name', 'sort_name'].map((field) => ({
        field,
        outcome: 'conflict',
        base: 'Müller',
        old: 'Möller',
        new: 'Mueller',
        actor: rig.nadine.userId,
      })),
    ]);
  });

  it('edits of different fields, and equal edits, merge', async () => {
    await signIn();
    const party = person('Kunde');
    const call = {
      id: newId(),
      type: 'note',
      direction: 'none',
      partyId: party.id,
      occurredAt: 1,
      outcome: null,
      body: 'Erster Stand',
    };
    await nadine.push(nadine.command('party.create', party), nadine.command('interaction.record', call));
    await Promise.all([nadine.pull(), mehmet.pull()]);
    const edit = (desk: TestDesk, patch: object, ...fields: string[]): PushedCommand =>
      desk.command(
        'interaction.describe',
        { id: call.id, ...patch },
        desk.base('interaction', call.id, ...fields),
      );
    await nadine.push(edit(nadine, { body: 'Notiz' }, 'body'));
    await mehmet.push(
      edit(mehmet, { outcome: 'resolved' }, 'outcome'),
      edit(mehmet, { body: 'Notiz' }, 'body'),
    );
    await mehmet.pull();
    expect(mehmet.rows.get(`interaction/${call.id}`)).toMatchObject({ body: 'Notiz', outcome: 'resolved' });
    expect([...mehmet.outcomes.values()].map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
  });

  it('a command that does not tell what it saw overwrites nothing', async () => {
    const id = await shared('gesehen');
    await nadine.push(rename(nadine, id, 'ungesehen', []));
    await nadine.pull();
    expect(nadine.outcomes.get(2)).toMatchObject({ outcome: 'conflict' });
    expect(nadine.rows.get(`party/${id}`)).toMatchObject({ name: 'gesehen' });
  });

  it('offline edits that build on each other all apply', async () => {
    const id = await shared('A');
    const step = (from: string, to: string): PushedCommand =>
      rename(nadine, id, to, [{ tbl: 'party', pk: id, ver: 1, fields: { name: from, sort_name: from } }]);
    await nadine.push(step('A', 'B'), step('B', 'C'), step('C', 'D'));
    await nadine.pull();
    expect(nadine.rows.get(`party/${id}`)).toMatchObject({ name: 'D' });
    expect([...nadine.outcomes.values()].map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'));
  });

  it('F21 F22: a stale edit does not bring a deleted row back, and is kept', async () => {
    await signIn();
    const link = { id: newId(), from: { type: 'party', id: newId() }, to: { type: 'ticket', id: newId() } };
    const party = person('gelöscht');
    await nadine.push(nadine.command('link.add', link), nadine.command('party.create', party));
    await Promise.all([nadine.pull(), mehmet.pull()]);
    await mehmet.push(mehmet.command('link.remove', { id: link.id }));
    // No command of today deletes a party: done as one would.
    await rig.centre.admin.inTenant('kv', async (tx) => {
      const [clock] = await tx.query<{ ver: number }>('UPDATE tenant_clock SET ver = ver + 1 RETURNING ver');
      await tx.query('UPDATE party SET deleted = true, ver = $2 WHERE id = $1', [party.id, clock?.ver]);
      await tx.query(
        `INSERT INTO change_log VALUES ($1, $2, 'party', $3, 'remove', (SELECT scope_id FROM party WHERE id = $3), null)`,
        [tx.tenantId, clock?.ver, party.id],
      );
    });
    await nadine.push(
      rename(nadine, party.id, 'zu spät', nadine.base('party', party.id, 'name', 'sort_name')),
    );
    await nadine.pull();
    expect(nadine.rows.has(`link/${link.id}`)).toBe(false);
    expect(nadine.rows.has(`party/${party.id}`)).toBe(false);
    expect(nadine.outcomes.get(3)).toMatchObject({
      outcome: 'conflict',
      detail: [{ field: 'name' }, { field: 'sort_name' }],
    });
    expect(await history(party.id)).toContainEqual(
      expect.objectContaining({ field: 'name', outcome: 'conflict', old: 'gelöscht', new: 'zu spät' }),
    );
  });

  it('F23: created and removed before the first push leaves nothing on the others', async () => {
    await signIn();
    const link = { id: newId(), from: { type: 'party', id: newId() }, to: { type: 'ticket', id: newId() } };
    await nadine.push(nadine.command('link.add', link), nadine.command('link.remove', { id: link.id }));
    await mehmet.pull();
    expect(mehmet.rows.has(`link/${link.id}`)).toBe(false);
  });
});

describe('F1: pushes at the same time', () => {
  it('over two nodes: no reader ever skips a row', async () => {
    const other = await rig.startNode();
    const writers = await Promise.all([
      ...[1, 2, 3].map(() => rig.desk(rig.nadine)),
      ...[1, 2, 3].map(() => rig.desk(rig.mehmet, other)),
    ]);
    const reader = await rig.desk(rig.birgit, other);
    const made = new Set<string>();
    const writing = { isDone: false };
    const write = async (desk: TestDesk): Promise<void> => {
      for (let round = 0; round < 15; round += 1) {
        const parties = [person('gleichzeitig'), person('gleichzeitig')];
        await desk.push(...parties.map((party) => desk.command('party.create', party)));
        for (const { id } of parties) made.add(id);
      }
    };
    const read = async (): Promise<void> => {
      while (!writing.isDone) await reader.pull();
      await reader.pull();
    };
    const reading = read();
    await Promise.all(writers.map(write));
    writing.isDone = true;
    await reading;
    expect(made.size).toBe(180);
    expect([...made].filter((id) => !reader.rows.has(`party/${id}`))).toEqual([]);
  });

  it('a push that waits for another one gets the later versions', async () => {
    await signIn();
    const party = person('wartet');
    let pushing: Promise<unknown> | undefined;
    const held = await rig.centre.admin.inTenant('kv', async (tx) => {
      const [clock] = await tx.query<{ ver: number }>('UPDATE tenant_clock SET ver = ver + 1 RETURNING ver');
      pushing = nadine.push(nadine.command('party.create', party));
      await until(async () => {
        const waiting = await runOn(
          rig.databaseUrl,
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return waiting.length > 0;
      });
      return clock?.ver ?? 0;
    });
    await pushing;
    await nadine.pull();
    expect(nadine.rows.get(`party/${party.id}`)?.['ver']).toBe(held + 1);
  });
});

describe('a push whose database connection breaks', () => {
  it('is answered 503, decides nothing, and succeeds when it is sent again', async () => {
    await signIn();
    const commands = ['eins', 'zwei'].map((name) => nadine.command('party.create', person(name)));
    const answer = await rig.centre.admin.inTenant('kv', async (tx) => {
      await tx.query('SELECT FROM tenant_clock FOR UPDATE');
      const pushing = nadine.send(commands);
      await until(async () => {
        const cut = await runOn(
          rig.databaseUrl,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return cut.length > 0;
      });
      return pushing;
    });
    expect([answer.status, codeOf(answer)]).toEqual([503, 'centre.busy']);
    expect(await nadine.ask()).toMatchObject({ lastMid: 0 });
    expect(await nadine.push(...commands)).toEqual({ kind: 'taken', lastMid: 2 });
  });

  it('loses no command to a statement that was cancelled half-way', async () => {
    await signIn();
    const party = person('gesperrt');
    await nadine.push(nadine.command('party.create', party));
    await nadine.pull();
    const edits = [
      nadine.command('party.create', person('davor')),
      rename(nadine, party.id, 'frei', nadine.base('party', party.id, 'name', 'sort_name')),
    ];
    const answer = await rig.centre.admin.inTenant('kv', async (tx) => {
      await tx.query('SELECT FROM party WHERE id = $1 FOR UPDATE', [party.id]);
      const pushing = nadine.send(edits);
      await until(async () => {
        const cut = await runOn(
          rig.databaseUrl,
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        );
        return cut.length > 0;
      });
      return pushing;
    });
    expect([answer.status, codeOf(answer)]).toEqual([503, 'centre.busy']);
    expect(await nadine.push(...edits)).toEqual({ kind: 'taken', lastMid: 3 });
    await nadine.pull();
    expect(nadine.rows.get(`party/${party.id}`)).toMatchObject({ name: 'frei' });
  });
});

describe('a compressed push', () => {
  const send = async (body: Buffer, encoding = 'gzip'): Promise<Response> =>
    fetch(new URL(paths.push, rig.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-encoding': encoding,
        authorization: `Bearer ${nadine.session.token}`,
      },
      body: new Uint8Array(body),
    });
  const bodyOf = (commands: readonly PushedCommand[]): string => {
    const { epoch } = nadine.position;
    return JSON.stringify({ client: nadine.client, epoch, schema: WIRE_SCHEMA, commands });
  };

  it('is taken like a plain one, and the centre says that it takes it', async () => {
    await signIn();
    const party = person('Gepackt');
    const answer = await send(gzipSync(bodyOf([nadine.command('party.create', party)])));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('accept-encoding')).toBe('gzip');
    await mehmet.pull();
    expect(mehmet.rows.get(`party/${party.id}`)).toMatchObject({ name: 'Gepackt' });
  });

  it('is refused with a clear answer when it is none, cut off, or unfolds into too much', async () => {
    await signIn();
    const whole = gzipSync(bodyOf([]));
    const bomb = gzipSync(Buffer.alloc(4 * MAX_PUSH_BYTES, ' '));
    expect((await send(Buffer.from('no gzip'))).status).toBe(400);
    expect((await send(whole.subarray(0, whole.length - 9))).status).toBe(400);
    expect((await send(bomb)).status).toBe(413);
    expect((await send(whole, 'br')).status).toBe(415);
  });
});
