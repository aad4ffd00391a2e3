import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { hintMessage, paths } from '#shared/sync/protocol.ts';
import { startTestDesk } from '#test/integration/desk/test-desk.ts';
import type { TestDesk } from '#test/integration/desk/test-desk.ts';
import { centreProcesses } from '#test/support/centre-process.ts';
import type { CentreNode, CentreProcesses } from '#test/support/centre-process.ts';
import { startLoadBalancer } from '#test/support/load-balancer.ts';
import type { LoadBalancer } from '#test/support/load-balancer.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { createTestDesk, person } from './test-desk.ts';

/* Three nodes, one PostgreSQL, a load balancer that knows nothing, desks at work: all of them real processes or sockets. */

vi.setConfig({ testTimeout: 300_000 });

const PASSWORD = 'Rufblatt-Probe-7';
const DESKS = 5;
const PARTIES_EACH = 30;

let postgres: TestPostgres;
let databaseUrl: string;
let centre: CentreProcesses;
let nodes: CentreNode[];
let balancer: LoadBalancer;
const desks: TestDesk[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  databaseUrl = await postgres.createCentreDatabase();
  centre = centreProcesses({ DATABASE_URL: databaseUrl });
  await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
  await centre.done(
    ['create-user', '--tenant', 'kv', '--login', 'nadine', '--name', 'Nadine', '--final'],
    PASSWORD,
  );
  nodes = await Promise.all([centre.serve(), centre.serve(), centre.serve()]);
  balancer = await startLoadBalancer(nodes.map(({ url }) => url));
});
afterAll(async () => {
  for (const desk of desks) await desk.stop();
  await balancer?.stop();
  await centre?.killAll();
  await postgres?.stop();
});

const statusOf = async (desk: TestDesk): Promise<DeskStatus['centre']> =>
  (await desk.ask<DeskStatus>('session.status')).centre;
const namesOf = async (desk: TestDesk): Promise<readonly string[]> =>
  (await desk.ask<readonly PartyHit[]>('parties.search', { text: '', limit: 200 }))
    .map(({ name }) => name)
    .toSorted();
const partiesStored = async (): Promise<number> =>
  Number((await runOn<{ count: string }>(databaseUrl, 'SELECT count(*) FROM party'))[0]?.count);

async function again(index: number): Promise<void> {
  const { url } = nodes[index] as CentreNode;
  nodes[index] = await centre.serve(['--port', new URL(url).port]);
}

async function work(desk: TestDesk, number: number): Promise<void> {
  for (let index = 0; index < PARTIES_EACH; index += 1) {
    await desk.ask('commands.run', { name: 'party.create', args: person(`Platz ${number} Nr. ${index}`) });
    // As people do: one thing, then the next; the pushes then overlap what happens to the nodes.
    const { pending } = await statusOf(desk);
    if (pending > 2)
      await until(
        async () => (await statusOf(desk)).pending <= 2 || (await statusOf(desk)).state !== 'online',
      );
  }
}

it('F37: three nodes, one killed under load, one restarted: every command once, all desks alike, hints everywhere', async () => {
  for (let number = 0; number < DESKS; number += 1) {
    const desk = await startTestDesk();
    desks.push(desk);
    await desk.ask('session.signIn', {
      centre: balancer.url,
      tenant: 'kv',
      login: 'nadine',
      password: PASSWORD,
    });
  }
  const working = Promise.all(desks.map(work));

  await until(async () => (await partiesStored()) >= 10);
  nodes[1]?.child.kill('SIGKILL');
  await nodes[1]?.exited;
  await until(async () => (await partiesStored()) >= 40);
  nodes[2]?.child.kill('SIGTERM');
  expect(await nodes[2]?.exited).toBe(0);
  await again(2);
  await again(1);
  await working;

  const all = DESKS * PARTIES_EACH;
  for (const desk of desks)
    await until(async () => {
      const { state, pending } = await statusOf(desk);
      return state === 'online' && pending === 0 && (await namesOf(desk)).length === all;
    });
  const expected = await namesOf(desks[0] as TestDesk);
  expect(new Set(expected).size).toBe(all);
  for (const desk of desks) expect(await namesOf(desk)).toEqual(expected);
  expect(await partiesStored()).toBe(all);
  const outcomes = await runOn<{ client: string; outcome: string; count: string; last: string }>(
    databaseUrl,
    `SELECT client, outcome, count(*) AS count, max(mid) AS last FROM mutation_result
     WHERE client NOT LIKE 'centre-%' GROUP BY client, outcome`,
  );
  expect(outcomes.map(({ outcome, count, last }) => [outcome, count, last])).toEqual(
    Array.from({ length: DESKS }, () => ['applied', String(PARTIES_EACH), String(PARTIES_EACH)]),
  );
  // Otherwise it was no test of several nodes.
  for (const count of balancer.taken) expect(count).toBeGreaterThan(0);

  const writer = await createTestDesk({
    url: nodes[0]?.url ?? '',
    tenant: 'kv',
    login: 'nadine',
    password: PASSWORD,
  });
  const ears = await Promise.all(
    nodes.map(async ({ url }) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}${paths.hints}`, {
        headers: { authorization: `Bearer ${writer.session.token}` },
      });
      const heard: number[] = [];
      socket.on('message', (data: Buffer) => heard.push(hintMessage.parse(JSON.parse(data.toString())).ver));
      await once(socket, 'open');
      return { socket, heard };
    }),
  );
  await writer.push(writer.command('party.create', person('Für alle Knoten')));
  await writer.pull();
  for (const { heard } of ears) await until(() => heard.at(-1) === writer.position.cursor);
  for (const { socket } of ears) socket.terminate();
  for (const desk of desks) await until(async () => (await namesOf(desk)).includes('Für alle Knoten'));
});

it('F33: all nodes gone and back: every desk comes back by itself, and asks a bounded number of times', async () => {
  for (const node of nodes) node.child.kill('SIGKILL');
  await Promise.all(nodes.map(({ exited }) => exited));
  for (const desk of desks) await until(async () => (await statusOf(desk)).state === 'offline');
  await desks[0]?.ask('commands.run', { name: 'party.create', args: person('Ohne Zentrale') });
  for (const index of nodes.keys()) await again(index);
  for (const desk of desks)
    await until(
      async () =>
        (await statusOf(desk)).state === 'online' && (await namesOf(desk)).includes('Ohne Zentrale'),
    );

  let pulls = 0;
  for (const { url } of nodes) {
    const text = await (await fetch(new URL('/metrics', url))).text();
    for (const [, count] of text.matchAll(
      /^rufblatt_sync_seconds_count\{direction="pull",kind="\w+"\} (\d+)$/gm,
    ))
      pulls += Number(count);
  }
  // On coming back, for the hint channel's opening, for the one change; and room for a poll of a slow machine.
  expect(pulls).toBeGreaterThanOrEqual(DESKS);
  expect(pulls).toBeLessThanOrEqual(DESKS * 12);
});
