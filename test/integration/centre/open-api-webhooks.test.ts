import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApi } from '#server/features/open-api/feature.ts';
import { leastCursor } from '#server/features/open-api/webhooks/subscriptions.ts';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { createPool, endPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import { prune, RETENTION_LIMITS } from '#server/sync/retention.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startReceiver, withStatus } from '#test/support/webhook-receiver.ts';
import type { ReceivedHook, WebhookReceiver } from '#test/support/webhook-receiver.ts';
import { idIn, makeToken, programOf } from './open-api-rig.ts';
import type { Made, Program } from './open-api-rig.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ahead = { ms: 0 };
const clock = { now: () => Date.now() + ahead.ms };

let rig: Rig;
let made: Made;
let api: Program;
let receiver: WebhookReceiver;

beforeAll(async () => {
  rig = await startRig({ clock, hintTimes: { pollMs: 100, pingMs: 30_000 } });
  // All of it with two nodes.
  await rig.startNode();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  made = await makeToken(rig);
  api = programOf(rig, made.token);
  receiver = await startReceiver();
});
afterEach(async () => {
  await runOn(rig.databaseUrl, 'DELETE FROM webhook_subscription');
  await receiver.stop();
});

const command = (name: string, flags: Record<string, string | boolean>) =>
  operate(rig, openApi.operatorCommands ?? [], `webhook-out ${name}`, { tenant: 'kv', ...flags });

async function subscribe(
  flags: Record<string, string | boolean> = {},
): Promise<{ id: string; secret: string }> {
  const printed = await command('create', {
    ...{ token: made.id, url: receiver.url, events: 'party.created,party.changed', 'allow-private': true },
    ...flags,
  });
  return { id: idIn(printed), secret: /whsec_\S+/.exec(printed)?.[0] ?? '' };
}

interface Written {
  readonly id: string;
  readonly ver: unknown;
}

async function createParty(name: string, more: object = {}): Promise<Written> {
  const body = { kind: 'person', status: 'customer', name, ...more };
  const { id, ver } = (await api('POST', '/parties', { body })).body;
  return { id: String(id), ver };
}

async function edit({ id, ver }: Written, body: object): Promise<Written> {
  const reply = await api('PATCH', `/parties/${id}`, { ver, body });
  expect(reply.status).toBe(200);
  return { id, ver: reply.body['ver'] };
}

const told = (): readonly unknown[] => receiver.all.map(({ event }) => [event.type, event.data.id]);

/** As a receiver checks it, by the text of the standard. */
function isSignedBy({ headers, body, id }: ReceivedHook, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${id}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

const pendingOf = async (state: string): Promise<number> =>
  (await runOn(rig.databaseUrl, 'SELECT 1 AS one FROM webhook_delivery WHERE state = $1', [state])).length;

const failedWith = async (code: string): Promise<number> =>
  (await runOn(rig.databaseUrl, 'SELECT 1 AS one FROM webhook_delivery WHERE last_error = $1', [code]))
    .length;

describe('a webhook', () => {
  it('tells what changed, in the order of each row, signed, once, without contents', async () => {
    const { secret } = await subscribe();
    const party = await createParty('Geheim Eins');
    let last = await edit(party, { city: 'Köln', postalCode: '50667' });
    for (const city of ['Bonn', 'Siegburg', 'Hennef']) last = await edit(last, { city });
    // Of what was not asked for nothing comes.
    const task = { kind: 'callback', title: 'x', partyId: party.id, assigneeId: rig.nadine.userId };
    await api('POST', '/tasks', { body: { ...task, dueAt: 1, dueHasTime: false, promised: false } });
    await until(() => receiver.all.length >= 5);
    await until(async () => (await pendingOf('pending')) === 0);
    expect(receiver.all.map(({ event }) => [event.type, event.data['fields']])).toEqual([
      ['party.created', []],
      ['party.changed', ['city', 'postalCode']],
      ['party.changed', ['city']],
      ['party.changed', ['city']],
      ['party.changed', ['city']],
    ]);
    expect(receiver.all.at(-1)?.event.data).toEqual({
      type: 'party',
      id: party.id,
      ver: last.ver,
      fields: ['city'],
    });
    for (const hook of receiver.all) {
      expect(isSignedBy(hook, secret)).toBe(true);
      expect(hook.body).not.toContain('Geheim');
    }
    expect(new Set(receiver.all.map(({ id }) => id)).size).toBe(5);
    const stored = JSON.stringify(await runOn(rig.databaseUrl, 'SELECT d::text FROM webhook_delivery d'));
    expect(stored).not.toContain('Hennef');
    expect(await command('status', {})).toMatch(/waiting 0 {2}given up 0 {2}behind 0 {2}last delivered 20/);
  });

  it('brings the row along where it was asked to, masked as the token sees it', async () => {
    await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query(
        `INSERT INTO tenant_setting VALUES ($1, 'sees', '{"health": ["lead"]}')
         ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value`,
        [tx.tenantId],
      ),
    );
    await subscribe({ 'with-row': true });
    const party = await createParty('Mit Zeile', { note: 'Diabetes' });
    const lead = programOf(rig, (await makeToken(rig, { roles: 'lead' })).token);
    const noted = await lead('PATCH', `/parties/${party.id}`, { ver: party.ver, body: { note: 'Demenz' } });
    await edit({ id: party.id, ver: noted.body['ver'] }, { city: 'Köln' });
    await until(() => receiver.all.length >= 2);
    await until(async () => (await pendingOf('pending')) === 0);
    // The change of a field that is not for the token is no event at all.
    expect(receiver.all.map(({ event }) => event.data['fields'])).toEqual([[], ['city']]);
    expect(receiver.all[1]?.event.data['row']).toMatchObject({ name: 'Mit Zeile', city: 'Köln', note: '' });
    for (const { body } of receiver.all) expect(body).not.toMatch(/Diabetes|Demenz/);
    await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query('DELETE FROM webhook_delivery WHERE tenant_id = $1', [tx.tenantId]),
    );
    await runOn(rig.databaseUrl, `DELETE FROM tenant_setting`);
  });

  it('tells only its own tenant, and nothing once its token is revoked', async () => {
    const hers = await makeToken(rig, { tenant: 'fremd' });
    await command('create', {
      ...{ tenant: 'fremd', token: hers.id, url: receiver.url },
      ...{ events: 'party.created,party.changed', 'allow-private': true },
    });
    await expect(
      command('create', {
        token: hers.id,
        url: receiver.url,
        events: 'party.created',
        'allow-private': true,
      }),
    ).rejects.toMatchObject({ code: 'api-token.unknown' });
    const own = await startReceiver();
    await subscribe({ url: own.url });
    await createParty('Hier');
    await until(() => own.all.length === 1);
    await operate(rig, openApi.operatorCommands ?? [], 'api-token revoke', { tenant: 'kv', id: made.id });
    api = programOf(rig, (await makeToken(rig)).token);
    await createParty('Danach');
    await programOf(rig, hers.token)('POST', '/parties', {
      body: { kind: 'person', status: 'customer', name: 'Dort' },
    });
    await until(() => receiver.all.length === 1);
    expect([own.all.length, told().length]).toEqual([1, 1]);
    expect(await command('status', {})).toContain('token revoked');
    await own.stop();
  });

  it('is refused where it could not work, or where it may not read', async () => {
    const reader = await makeToken(rig, { scopes: 'tickets:read' });
    for (const [flags, code] of [
      [{ events: 'party.exploded' }, 'flags.bad'],
      [{ events: '' }, 'flags.bad'],
      [{ url: 'ftp://example.com' }, 'outgoing.bad-address'],
      [{ 'allow-private': false }, 'outgoing.insecure'],
      [{ token: newId() }, 'api-token.unknown'],
      [{ token: reader.id }, 'access.denied'],
    ] as const)
      await expect(subscribe(flags)).rejects.toMatchObject({ code });
    for (const name of ['retry', 'rotate', 'remove'])
      await expect(command(name, { id: newId() })).rejects.toMatchObject({ code: 'webhook-out.unknown' });
  });
});

describe('a receiver', () => {
  it('that fails gets the same again, later, and later changes of the row behind it', async () => {
    const { secret } = await subscribe();
    const isDown = new Set<string>();
    receiver.answer = (hook, reply) => withStatus(isDown.has(hook.event.data.id) ? 500 : 200)(hook, reply);
    const party = { ...(await createParty('A')) };
    await until(() => receiver.all.length === 1);
    isDown.add(party.id);
    const second = await edit(party, { city: 'Eins' });
    await until(() => receiver.all.length === 2);
    await edit(second, { city: 'Zwei' });
    const other = await createParty('B');
    await until(() => told().some((each) => JSON.stringify(each).includes(other.id)));
    const before = receiver.all.length;
    expect(before).toBe(3);
    expect(await command('status', {})).toContain('last error http.500');

    isDown.clear();
    ahead.ms += HOUR_MS;
    await until(async () => (await pendingOf('pending')) === 0);
    const again = receiver.all.slice(before);
    expect(again.map(({ event }) => [event.data.id, event.data.ver])).toEqual([
      [party.id, second.ver],
      [party.id, Number(second.ver) + 1],
    ]);
    expect(again[0]?.id).toBe(receiver.all[1]?.id);
    expect(again[0]?.body).toBe(receiver.all[1]?.body);
    expect(again.every((hook) => isSignedBy(hook, secret))).toBe(true);
  });

  it('that stays away for three days is given up, visibly, and can be tried again', async () => {
    const { id } = await subscribe();
    receiver.answer = withStatus(503);
    await createParty('Verloren?');
    await until(() => receiver.all.length === 1);
    for (let tries = 2; (await pendingOf('parked')) === 0; tries += 1) {
      await until(() => receiver.all.length >= tries - 1);
      ahead.ms += 10 * HOUR_MS;
      expect(tries).toBeLessThan(20);
      await until(async () => receiver.all.length >= tries || (await pendingOf('parked')) === 1);
      await until(
        async () =>
          (await runOn(rig.databaseUrl, `SELECT 1 AS one FROM webhook_delivery WHERE last_error IS NULL`))
            .length === 0,
      );
    }
    expect(await command('status', {})).toMatch(/waiting 0 {2}given up 1.*last error http\.503/);
    receiver.answer = withStatus(204);
    expect(await command('retry', { id })).toBe('1 will be tried again.');
    await until(async () => (await pendingOf('pending')) === 0);
    expect(await pendingOf('parked')).toBe(0);
    expect(new Set(receiver.all.map((hook) => hook.id)).size).toBe(1);
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await startReceiver();
    await subscribe();
    receiver.answer = withStatus(307, { location: elsewhere.url });
    await createParty('Umgeleitet');
    await until(async () => (await command('status', {})).includes('last error http.307'));
    expect(elsewhere.all).toEqual([]);
    await elsewhere.stop();
  });

  it('that answers 410 is left alone until somebody says otherwise', async () => {
    const { id } = await subscribe();
    receiver.answer = withStatus(410);
    await createParty('Weg');
    await until(async () => / gone .*http\.410/.test(await command('status', {})));
    receiver.answer = withStatus(200);
    await command('retry', { id });
    await until(async () => (await pendingOf('pending')) === 0);
    expect(receiver.all).toHaveLength(2);
  });

  it('that answers 410 again has all that waited when it is believed in once more', async () => {
    const { id } = await subscribe();
    const refused = new Set<string>();
    receiver.answer = (hook, reply) => {
      refused.add(hook.id);
      withStatus(410)(hook, reply);
    };
    const isGone = async (): Promise<boolean> => (await command('status', {})).includes(' gone ');
    const ids = [(await createParty('Weg')).id];
    await until(isGone);
    // More than the nodes take at once.
    for (let each = 0; each < 25; each += 1) ids.push((await createParty(`Wartet ${each}`)).id);
    // A node may try the first one alone, while the other one still reads the log.
    await until(async () => {
      if (!(await isGone())) return false;
      if (refused.size > 1) return true;
      await command('retry', { id });
      return false;
    });
    ids.push((await createParty('Danach')).id);
    const taken = new Set<string>();
    receiver.answer = (hook, reply) => {
      refused.delete(hook.id);
      taken.add(hook.event.data.id);
      withStatus(200)(hook, reply);
    };
    // No answer is on its way any more that would end it yet again.
    await until(async () => (await failedWith('http.410')) === refused.size);
    await command('retry', { id });
    await until(() => ids.every((party) => taken.has(party)));
    expect(ids).toHaveLength(27);
  });

  it('is taken at its word, 2xx, however much it says besides', async () => {
    await subscribe();
    receiver.answer = (_hook, reply) => void reply.writeHead(200).end('x'.repeat(300_000));
    await createParty('Wortreich');
    await until(async () => receiver.all.length > 0 && (await pendingOf('pending')) === 0);
    expect(receiver.all).toHaveLength(1);
  });

  it('is signed for with both secrets for a day after a change', async () => {
    const { id, secret } = await subscribe();
    const next = /whsec_\S+/.exec(await command('rotate', { id }))?.[0] ?? '';
    expect(next).not.toBe(secret);
    await createParty('Heute');
    await until(() => receiver.all.length === 1);
    ahead.ms += DAY_MS + 1;
    await createParty('Morgen');
    await until(() => receiver.all.length === 2);
    const by = receiver.all.map((hook) => [isSignedBy(hook, secret), isSignedBy(hook, next)]);
    expect(by).toEqual([
      [true, true],
      [false, true],
    ]);
  });

  it('in a private network is refused unless the operator allowed it', async () => {
    await subscribe({ url: `https://127.0.0.1:${receiver.port}/hooks`, 'allow-private': false });
    await createParty('Privat');
    await until(async () => (await command('status', {})).includes('last error outgoing.private'));
    expect(receiver.all).toEqual([]);
  });
});

describe('the nodes', () => {
  it('take over what a node that died had begun', async () => {
    await subscribe();
    receiver.answer = () => undefined;
    await createParty('Angefangen');
    await until(() => receiver.all.length === 1);
    // The request hangs; its lease runs out.
    receiver.answer = withStatus(204);
    ahead.ms += 61_000;
    await until(() => receiver.all.length === 2);
    await until(async () => (await pendingOf('pending')) === 0);
    expect(receiver.all[1]?.id).toBe(receiver.all[0]?.id);
  });

  it('leave what one of them works on, and the log is kept until it was read', async () => {
    const { id } = await subscribe();
    const holder = new Client({ connectionString: rig.databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM webhook_subscription WHERE id = $1 FOR UPDATE', [id]);
    let party = await createParty('Gehalten');
    for (const city of ['a', 'b', 'c']) party = await edit(party, { city });
    const pool = createPool(rig.databaseUrl, () => undefined);
    const store = createStore(pool);
    const { tables } = createRegistry(serverFeatures);
    const tenantId = await rig.centre.admin.inTenant('kv', async (tx) => tx.tenantId);
    const limits = { ...RETENTION_LIMITS, deskMs: 0 };
    const options = {
      store,
      clock,
      tables,
      limits,
      keepsLogFrom: async (tx: Parameters<typeof leastCursor>[0]) => (await leastCursor(tx)) ?? Infinity,
    };
    await prune(tenantId, options, new AbortController().signal);
    const entries = await runOn(rig.databaseUrl, 'SELECT ver FROM change_log WHERE pk = $1', [party.id]);
    expect(entries).toHaveLength(4);
    expect(receiver.all).toEqual([]);
    await holder.query('COMMIT');
    await holder.end();
    await until(() => receiver.all.length === 4);
    await endPool(pool, 1000);
  });
});
