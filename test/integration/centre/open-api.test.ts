import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi } from '#server/features/open-api/feature.ts';
import { runOn } from '#test/support/postgres.ts';
import { itemsOf, makeToken, programOf } from './open-api-rig.ts';
import type { Made, Program, Reply } from './open-api-rig.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/** Moved on by the tests; starts at the real time, which other parts go by as well. */
const ahead = { ms: 0 };
const clock = { now: () => Date.now() + ahead.ms };
const DAY_MS = 86_400_000;

let rig: Rig;
let nadine: TestDesk;
let made: Made;
let api: Program;

beforeAll(async () => {
  rig = await startRig({ clock });
  nadine = await rig.desk(rig.nadine);
  made = await makeToken(rig);
  api = programOf(rig, made.token);
});
afterAll(() => rig?.stop());

const ERIKA = {
  kind: 'person',
  status: 'customer',
  name: 'Erika Brandt',
  contacts: [{ kind: 'phone', label: 'privat', raw: '0221 4710-612' }],
};

describe('writing', () => {
  it('makes rows that every desk gets, with the program as who did it', async () => {
    const party = await api('POST', '/parties', { body: ERIKA });
    expect(party).toMatchObject({ status: 201, body: { id: expect.any(String), ver: expect.any(Number) } });
    const id = String(party.body['id']);
    expect(party.headers.get('location')).toBe(`/api/v1/parties/${id}`);
    const partyId = id;
    const ownerId = rig.nadine.userId;
    const ticket = await api('POST', '/tickets', {
      body: { title: 'Rollator', kind: 'order', partyId, ownerId, from: { type: 'party', id } },
    });
    const interaction = await api('POST', '/interactions', {
      body: { type: 'mail', direction: 'in', partyId, occurredAt: 1, body: 'Bestellung' },
    });
    const task = await api('POST', '/tasks', {
      body: {
        ...{ kind: 'follow-up', title: 'Nachfragen', partyId, assigneeId: ownerId },
        ...{ dueAt: 5, dueHasTime: false, promised: true },
      },
    });
    expect([ticket.status, interaction.status, task.status]).toEqual([201, 201, 201]);

    await nadine.pull();
    expect(nadine.rows.get(`party/${id}`)).toMatchObject({ name: 'Erika Brandt', sort_name: 'Erika Brandt' });
    expect([...nadine.rows.values()].filter((row) => row['party_id'] === id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ digits: '492214710612', extension: '612', raw: '0221 4710-612' }),
        // It named no day: it is due as the form would have proposed.
        expect.objectContaining({
          ...{ number: expect.stringMatching(/^\d\d-\d{6}-\d$/), opened_by: made.id },
          due_at: expect.any(Number),
        }),
        expect.objectContaining({ type: 'mail', staff_id: made.id }),
        expect.objectContaining({ title: 'Nachfragen', created_by: made.id }),
      ]),
    );
    // Desks name it as they name people.
    expect(nadine.rows.get(`staff/${made.id}`)).toMatchObject({ name: 'API: Warenwirtschaft' });
    const history = await runOn<{ actor: string }>(
      rig.databaseUrl,
      'SELECT DISTINCT actor FROM field_history WHERE pk = $1',
      [id],
    );
    expect(history).toEqual([{ actor: made.id }]);
    // A command of a desk goes on from there.
    const rename = { id, name: 'Erika Brandt-Sander', sortName: 'Brandt' };
    await nadine.push(nadine.command('party.rename', rename, nadine.base('party', id, 'name', 'sort_name')));
    expect((await api('GET', `/parties/${id}`)).body).toMatchObject({
      name: 'Erika Brandt-Sander',
      contacts: [{ label: 'privat', state: 'own' }],
    });
  });

  it('goes all the way through the acts of a task and a contact point', async () => {
    const partyId = String((await api('POST', '/parties', { body: ERIKA })).body['id']);
    const body = { partyId, kind: 'phone', raw: '+49 221 999001' };
    const contact = (await api('POST', '/contact-points', { body })).body;
    const at = `/contact-points/${String(contact['id'])}`;
    let { ver } = (await api('PATCH', at, { ver: contact['ver'], body: { raw: '+49 221 999002' } })).body;
    ({ ver } = (await api('POST', `${at}/mark`, { ver, body: { state: 'former' } })).body);
    expect((await api('GET', at)).body).toMatchObject({ ver, digits: '49221999002', state: 'former' });
    const gone = await api('DELETE', at, { ver });
    expect(gone).toMatchObject({ status: 200 });
    expect((await api('GET', at)).status).toBe(404);
    const several = { partyId, kind: 'phone', raw: '0221 999003, 0221 999004' };
    expect((await api('POST', '/contact-points', { body: several })).body['code']).toBe(
      'contact.several-numbers',
    );

    const task = { kind: 'callback', title: 'x', partyId, assigneeId: rig.nadine.userId };
    const due = { dueAt: 5, dueHasTime: true, promised: false };
    const { id, ver: first } = (await api('POST', '/tasks', { body: { ...task, ...due } })).body;
    const here = `/tasks/${String(id)}`;
    const done = await api('POST', `${here}/complete`, { ver: first });
    expect((await api('GET', here)).body).toMatchObject({ state: 'done' });
    const open = await api('POST', `${here}/reopen`, { ver: done.body['ver'] });
    const moved = await api('PATCH', here, { ver: open.body['ver'], body: { dueAt: 9, dueHasTime: false } });
    expect((await api('GET', here)).body).toMatchObject({ state: 'open', dueAt: 9, dueHasTime: false });
    expect((await api('DELETE', `${here}?ver=${String(moved.body['ver'])}`)).status).toBe(200);
    expect((await api('GET', here)).status).toBe(404);
  });

  it('takes an id in either case for the same', async () => {
    const id = newId();
    const partyId = id.toUpperCase();
    expect(await api('POST', '/parties', { body: { ...ERIKA, id: partyId } })).toMatchObject({
      status: 201,
      body: { id },
    });
    expect(await api('GET', `/parties/${partyId}`)).toMatchObject({ status: 200, body: { id } });
    expect((await api('POST', '/parties', { body: { ...ERIKA, id } })).status).toBe(409);
    const note = { type: 'note', direction: 'none', partyId, occurredAt: 1, body: 'Rückruf' };
    const { body } = await api('POST', '/interactions', { body: note });
    expect((await api('GET', `/interactions/${String(body['id'])}`)).body).toMatchObject({ partyId: id });
  });

  it('overwrites nothing that was not seen', async () => {
    const { id, ver } = (await api('POST', '/parties', { body: ERIKA })).body;
    const at = `/parties/${String(id)}`;
    expect((await api('PATCH', at, { body: { city: 'Köln' } })).status).toBe(428);
    const first = await api('PATCH', at, { ver, body: { city: 'Köln' } });
    expect(first.status).toBe(200);
    const late = await api('PATCH', at, { ver, body: { city: 'Bonn' } });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'row.changed', current: { id, city: 'Köln', ver: first.body['ver'] } },
    });
    expect(late.headers.get('content-type')).toContain('application/problem+json');
    expect((await api('GET', at)).headers.get('etag')).toBe(`"${String(first.body['ver'])}"`);
  });

  it('tells what is wrong, by the codes of the commands', async () => {
    const { id, ver } = (await api('POST', '/parties', { body: ERIKA })).body;
    const at = `/parties/${String(id)}`;
    const answers = [
      await api('POST', '/parties', { body: { ...ERIKA, kind: 'robot' } }),
      await api('POST', '/parties', { body: { ...ERIKA, scope_id: newId() } }),
      await api('POST', '/parties', { body: ERIKA, key: null }),
      await api('POST', '/parties', { body: { ...ERIKA, id } }),
      await api('PATCH', at, { ver, body: { parentId: id } }),
      await api('PATCH', at, { ver, body: {} }),
      await api('GET', `/parties/${newId()}`),
      await api('GET', '/parties/not-an-id'),
      await api('GET', '/parties/%zz'),
      await api('GET', `/parties/${'1'.repeat(300)}`),
      await api('GET', '/nowhere'),
      await api('POST', '/parties', { body: { ...ERIKA, note: 'x'.repeat(70_000) } }),
      await api('POST', '/interactions', {
        body: {
          ...{ type: 'note', direction: 'none', partyId: id, staffId: rig.nadine.userId },
          ...{ occurredAt: 1, body: '' },
        },
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'idempotency.missing'],
      [409, 'row.exists'],
      [422, 'party.circle'],
      [422, 'command.bad-arguments'],
      [404, 'row.gone'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [404, 'request.not-found'],
      [413, 'request.too-large'],
      [403, 'interaction.foreign-author'],
    ]);
    for (const { body, status } of answers)
      expect(body).toMatchObject({ type: `urn:rufblatt:error:${String(body['code'])}`, status });
  });
});

describe('a repetition', () => {
  const countOf = async (name: string): Promise<number> => {
    const rows = await runOn<{ count: number }>(
      rig.databaseUrl,
      'SELECT count(*)::int AS count FROM party WHERE name = $1',
      [name],
    );
    return rows[0]?.count ?? -1;
  };

  it('gets the same answer, and nothing happens twice', async () => {
    const body = { ...ERIKA, name: 'Einmal', sortName: 'Einmal' };
    const key = randomUUID();
    const first = await api('POST', '/parties', { body, key });
    const again = await api('POST', '/parties', { body, key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await countOf('Einmal')).toBe(1);
    // A refusal is an answer like any other.
    const circle = { ver: first.body['ver'], key: randomUUID(), body: { parentId: first.body['id'] } };
    const at = `/parties/${String(first.body['id'])}`;
    const refused = await api('PATCH', at, circle);
    expect(await api('PATCH', at, circle)).toMatchObject({ status: 422, body: refused.body });

    const other = await api('POST', '/parties', { key, body: { ...body, name: 'Anders' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.other-request' } });
    expect(await countOf('Anders')).toBe(0);
  });

  it('at once, at two nodes, is one write', async () => {
    const node = await rig.startNode();
    const there = programOf(node, made.token);
    const body = { ...ERIKA, name: 'Gleichzeitig' };
    const key = randomUUID();
    const ask = { body, key };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? api : there)('POST', '/parties', ask)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
    expect(await countOf('Gleichzeitig')).toBe(1);
  });

  it('after a day is a request of its own; another token has keys of its own', async () => {
    const key = randomUUID();
    const body = { ...ERIKA, name: 'Morgen' };
    await api('POST', '/parties', { body, key });
    const other = programOf(rig, (await makeToken(rig)).token);
    await other('POST', '/parties', { body, key });
    expect(await countOf('Morgen')).toBe(2);
    ahead.ms += DAY_MS + 1;
    await api('POST', '/parties', { body, key });
    expect(await countOf('Morgen')).toBe(3);
    const [kept] = await runOn<{ count: number }>(
      rig.databaseUrl,
      'SELECT count(*)::int AS count FROM api_answer',
    );
    expect(kept?.count).toBe(1);
  });
});

describe('reading', () => {
  it('lists what changed since, each row where it stands now, and what was removed', async () => {
    const reader = programOf(
      rig,
      (await makeToken(rig, { scopes: 'tasks:read,tasks:write,parties:write' })).token,
    );
    const start = (await reader('GET', '/tasks?limit=500')).body['cursor'];
    const party = String((await reader('POST', '/parties', { body: ERIKA })).body['id']);
    const bodyOf = (title: string) => ({
      ...{ kind: 'follow-up', title, partyId: party, assigneeId: rig.nadine.userId },
      ...{ dueAt: 5, dueHasTime: false, promised: title === 'b' },
    });
    const tasks: Reply['body'][] = [];
    for (const title of ['a', 'b', 'c', 'd', 'e'])
      tasks.push((await reader('POST', '/tasks', { body: bodyOf(title) })).body);
    const at = (n: number): string => `/tasks/${String(tasks[n]?.['id'])}`;
    await reader('POST', `${at(0)}/complete`, { ver: tasks[0]?.['ver'] });
    await reader('DELETE', at(3), { ver: tasks[3]?.['ver'] });

    const seen: unknown[] = [];
    let cursor = start;
    for (;;) {
      const page = await reader('GET', `/tasks?limit=2&deleted=true&cursor=${String(cursor)}`);
      seen.push(...itemsOf(page).map((item) => item['title'] ?? [item['id'], item['deleted']]));
      ({ cursor } = page.body);
      if (page.body['more'] === false) break;
    }
    expect(seen).toEqual(['b', 'c', 'e', 'a', [tasks[3]?.['id'], true]]);
    expect(itemsOf(await reader('GET', `/tasks?cursor=${String(cursor)}`))).toEqual([]);
    const titles = async (query: string) =>
      itemsOf(await reader('GET', `/tasks?partyId=${party}&${query}`)).map((item) => item['title']);
    expect(await titles('state=done')).toEqual(['a']);
    expect(await titles('promised=true')).toEqual(['b']);
    for (const query of ['nothing=1', 'limit=0', 'limit=501', 'cursor=xx', 'promised=maybe'])
      expect([query, (await reader('GET', `/tasks?${query}`)).status]).toEqual([query, 400]);
    await runOn(rig.databaseUrl, 'UPDATE tenant_clock SET epoch = $1', [newId()]);
    const after = await reader('GET', `/tasks?cursor=${String(cursor)}`);
    expect(after).toMatchObject({ status: 410, body: { code: 'cursor.gone' } });
  });

  it('keeps hidden fields hidden, in rows, in conflicts and for writing', async () => {
    const { id, ver } = (await api('POST', '/parties', { body: { ...ERIKA, note: 'Diabetes' } })).body;
    await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query(`INSERT INTO tenant_setting VALUES ($1, 'sees', '{"health": ["lead"]}')`, [tx.tenantId]),
    );
    const at = `/parties/${String(id)}`;
    const lead = programOf(rig, (await makeToken(rig, { roles: 'lead' })).token);
    expect((await lead('GET', at)).body).toMatchObject({ note: 'Diabetes' });
    for (const answer of [
      await api('GET', at),
      await api('GET', '/parties?limit=500'),
      await api('PATCH', at, { ver: 1, body: { city: 'x' } }),
    ])
      expect(JSON.stringify(answer.body)).not.toContain('Diabetes');
    const forbidden = await api('PATCH', at, { ver, body: { note: 'anders' } });
    expect(forbidden).toMatchObject({ status: 403, body: { code: 'field.forbidden' } });
    expect((await lead('GET', at)).body).toMatchObject({ note: 'Diabetes' });
    await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query(`UPDATE tenant_setting SET value = '{}' WHERE tenant_id = $1`, [tx.tenantId]),
    );
  });
});

describe('a token', () => {
  const command = (name: string, flags: Record<string, string>) =>
    operate(rig, openApi.operatorCommands ?? [], name, { tenant: 'kv', ...flags });

  it('lets in for what it may and nothing else, and denied access is written down', async () => {
    const reads = await makeToken(rig, { scopes: 'parties:read', name: 'Leser' });
    const reader = programOf(rig, reads.token);
    expect((await reader('GET', '/parties')).status).toBe(200);
    expect((await reader('GET', '/contact-points')).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/tickets'],
      ['POST', '/parties'],
      ['POST', '/contact-points'],
    ] as const)
      expect(await reader(method, path, method === 'POST' ? { body: ERIKA } : {})).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      });
    const audit = await runOn(rig.databaseUrl, `SELECT what FROM audit_log WHERE actor = $1`, [reads.id]);
    expect(audit).toHaveLength(3);
    expect(await command('api-token list', {})).toMatch(/Leser {2}parties:read {2}as agent {2}last used 20/);
  });

  it('is kept as a hash, can be changed for another, and is worth nothing once revoked', async () => {
    const { id, token } = await makeToken(rig);
    const stored = JSON.stringify(await runOn(rig.databaseUrl, 'SELECT t::text FROM api_token t'));
    expect(stored).not.toContain(token);
    const rotated = /^Token: (\S+)$/m.exec(await command('api-token rotate', { id }))?.[1] ?? '';
    const statusOf = async (text: string) => (await programOf(rig, text)('GET', '/parties?limit=1')).status;
    expect([await statusOf(token), await statusOf(rotated)]).toEqual([401, 200]);
    await command('api-token revoke', { id });
    expect(await statusOf(rotated)).toBe(401);
    await nadine.pull();
    expect(nadine.rows.get(`staff/${id}`)).toMatchObject({ name: 'API: Warenwirtschaft', extension: null });
    await expect(command('api-token rotate', { id })).rejects.toMatchObject({ code: 'api-token.unknown' });
    await expect(command('api-token revoke', { id })).rejects.toMatchObject({ code: 'api-token.unknown' });
    const audit = await runOn(
      rig.databaseUrl,
      'SELECT what, actor FROM audit_log WHERE subject = $1 ORDER BY what',
      [id],
    );
    expect(audit).toEqual(
      ['created', 'revoked', 'rotated'].map((what) => ({ what: `api-token.${what}`, actor: 'operator' })),
    );
    // A person's session is no token, and a token opens no session.
    expect(await statusOf(nadine.session.token)).toBe(401);
    expect(await statusOf(`rfb_${nadine.session.token}`)).toBe(401);
  });

  it('is refused what it was never given', async () => {
    for (const flags of [
      { scopes: 'parties:delete' },
      { scopes: '' },
      { roles: 'root' },
      { 'per-minute': '0' },
      { 'per-minute': 'many' },
    ])
      await expect(makeToken(rig, flags as Record<string, string>)).rejects.toMatchObject({
        code: 'flags.bad',
      });
    await expect(makeToken(rig, { branches: 'Nirgendwo' })).rejects.toMatchObject({ code: 'scope.unknown' });
  });

  it('may ask so often a minute, whatever others do', async () => {
    const slow = programOf(rig, (await makeToken(rig, { 'per-minute': '3' })).token);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await slow('GET', '/parties?limit=1')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await slow('GET', '/parties');
    expect(refused.body).toMatchObject({ code: 'request.too-many', status: 429 });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api('GET', '/parties?limit=1')).status).toBe(200);
  });

  it('sees one branch alone where it was given one, and writes there', async () => {
    const branch = newId();
    await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query(`INSERT INTO scope VALUES ($1, $2, 'Filiale Süd', 1)`, [tx.tenantId, branch]),
    );
    const south = programOf(rig, (await makeToken(rig, { branches: 'Filiale Süd' })).token);
    expect(itemsOf(await south('GET', '/parties'))).toEqual([]);
    const [other] = itemsOf(await api('GET', '/parties?limit=1'));
    const at = `/parties/${String(other?.['id'])}`;
    expect((await south('GET', at)).status).toBe(404);
    expect((await south('PATCH', at, { ver: other?.['ver'], body: { city: 'x' } })).status).toBe(404);
    await south('POST', '/parties', { body: ERIKA });
    expect(itemsOf(await south('GET', '/parties'))).toMatchObject([{ scopeId: branch }]);
  });
});

describe('a hostile program of another tenant', () => {
  it('sees nothing and changes nothing, whatever it claims', async () => {
    const SECRET = 'Geheime Kundin 4712';
    const party = person(SECRET);
    await nadine.push(nadine.command('party.create', party));
    const { tenantId, scopeId } = nadine.session;
    const contents = () =>
      runOn(rig.databaseUrl, 'SELECT t::text FROM party t WHERE tenant_id = $1 ORDER BY 1', [tenantId]);
    const before = await contents();
    const hers = await makeToken(rig, { tenant: 'fremd', roles: 'admin' });
    const olga = programOf(rig, hers.token);
    const at = `/parties/${party.id}`;
    const answers = [
      await olga('GET', at),
      await olga('GET', `/parties?limit=500&deleted=true`),
      await olga('GET', `/parties?tenantId=${tenantId}`),
      await olga('PATCH', at, { ver: 1, body: { name: 'gekapert' } }),
      await olga('POST', '/parties', { body: { ...ERIKA, scopeId } }),
      await olga('POST', '/contact-points', { body: { partyId: party.id, kind: 'mail', raw: 'x@y.de' } }),
      // The same id in another tenant is another row.
      await olga('POST', '/parties', { body: { ...ERIKA, id: party.id } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 200, 400, 404, 400, 422, 201]);
    for (const { body } of answers) {
      expect(JSON.stringify(body)).not.toContain(SECRET);
      expect(JSON.stringify(body)).not.toContain(scopeId);
    }
    const bytes = Buffer.from(hers.token.slice(4), 'base64url');
    Buffer.from(tenantId.replaceAll('-', ''), 'hex').copy(bytes);
    const rewritten = programOf(rig, `rfb_${bytes.toString('base64url')}`);
    expect((await rewritten('GET', '/parties')).status).toBe(401);
    expect(await contents()).toEqual(before);
  });
});
