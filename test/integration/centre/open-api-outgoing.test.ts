import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi } from '#server/features/open-api/feature.ts';
import { Dispatcher } from '#server/features/open-api/webhooks/dispatcher.ts';
import { serverFeatures } from '#server/features.ts';
import { sendOutgoing } from '#server/http/outgoing.ts';
import type { Resolve } from '#server/http/outgoing.ts';
import { SecretVault } from '#server/secrets/secrets.ts';
import { createPool, endPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import { createInProcessNotifier } from '#server/sync/change-notifier.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startReceiver } from '#test/support/webhook-receiver.ts';
import { idIn, makeToken, programOf } from './open-api-rig.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

/* Names that resolve to something else, and receivers that never answer: with a resolver and a limit of the test's. */

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

it('a slow receiver holds nobody up, a name is resolved once, and none leads into the own network', async () => {
  const { id: token, token: text } = await makeToken(rig);
  const [slow, good, decoy] = [await startReceiver(), await startReceiver(), await startReceiver()];
  slow.answer = () => undefined;
  const subscribe = async (url: string, allowPrivate: boolean): Promise<string> => {
    const flags = { tenant: 'kv', token, url, events: 'party.created', 'allow-private': allowPrivate };
    return idIn(await operate(rig, openApi.operatorCommands ?? [], 'webhook-out create', flags));
  };
  const ids = {
    slow: await subscribe(slow.url, true),
    good: await subscribe(good.url, true),
    moving: await subscribe(`http://moving.example:${good.port}/moving`, true),
    inside: await subscribe(`https://inside.example:${decoy.port}/`, false),
  };
  // Held, so that the centre, which has another resolver, leaves them alone; then it is gone.
  const holder = new Client({ connectionString: rig.databaseUrl });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT 1 FROM webhook_subscription FOR UPDATE');
  const body = { kind: 'person', status: 'customer', name: 'Langsam' };
  expect((await programOf(rig, text)('POST', '/parties', { body })).status).toBe(201);
  await rig.centre.stop();
  await holder.query('COMMIT');
  await holder.end();

  const asked: string[] = [];
  const resolve: Resolve = async (hostname) => {
    const isFirst = !asked.includes(hostname);
    asked.push(hostname);
    // What it says the second time nobody must ask.
    if (hostname === 'moving.example') return [{ address: isFirst ? '127.0.0.1' : '127.0.0.9', family: 4 }];
    return [
      { address: '203.0.113.7', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
  };
  const pool = createPool(rig.databaseUrl, () => undefined);
  const errors: unknown[] = [];
  const store = createStore(pool);
  const vault = new SecretVault({ store, keys: rig.secretKeys, onCreated: () => undefined });
  await vault.unlock();
  const dispatcher = new Dispatcher({
    store,
    secrets: vault,
    clock: { now: () => Date.now() },
    newId,
    resources: serverFeatures.flatMap((feature) => feature.resources ?? []),
    notifier: createInProcessNotifier(),
    signals: { on: () => () => undefined },
    send: (request) => sendOutgoing(request, { timeoutMs: 2000 }, resolve),
    random: () => 0.5,
    pollMs: 50,
    onError: (error) => void errors.push(error),
  });
  dispatcher.start();
  await until(() => good.all.length === 2 && slow.all.length === 1);
  // Delivered elsewhere while the slow one still keeps its line waiting.
  const errorOf = async (id: string) =>
    (
      await runOn<{ error: string | null }>(
        rig.databaseUrl,
        'SELECT last_error AS error FROM webhook_delivery WHERE subscription_id = $1',
        [id],
      )
    ).map(({ error }) => error);
  await until(async () => (await errorOf(ids.slow))[0] === 'outgoing.unreachable');
  await until(async () => (await errorOf(ids.inside))[0] === 'outgoing.private');
  await dispatcher.stop();
  expect(await errorOf(ids.good)).toEqual([]);
  expect(await errorOf(ids.moving)).toEqual([]);
  expect(asked.filter((name) => name === 'moving.example')).toHaveLength(1);
  expect(decoy.all).toEqual([]);
  expect(errors).toEqual([]);
  await endPool(pool, 1000);
  for (const receiver of [slow, good, decoy]) await receiver.stop();
});
