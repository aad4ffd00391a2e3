import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import { replicaParts } from '#main/replica-parts.ts';
import { deskHome } from '#test/support/bootstrap-desk.ts';
import type { DeskHome } from '#test/support/bootstrap-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startRig } from '../centre/rig.ts';
import type { Rig } from '../centre/rig.ts';
import { person } from '../centre/test-desk.ts';

/* A desk's process that is killed with SIGKILL while its replica is being filled from a snapshot. */

const SCRIPT = join(import.meta.dirname, 'bootstrap.test-process.ts');
const CUSTOMERS = 600;

interface Said {
  readonly at: 'open' | 'fetching' | 'waiting' | 'fetched' | 'synced';
  readonly from?: number;
  readonly bytes?: number;
  readonly integrity?: string;
  readonly wasFilled?: boolean;
}

interface Run {
  readonly child: ChildProcess;
  readonly said: Said[];
}

let rig: Rig;
let home: DeskHome;
const running: ChildProcess[] = [];

beforeAll(async () => {
  rig = await startRig({ replicaSchema: replicaSchema(replicaParts), snapshotMinRows: 100 });
  const feeder = await rig.desk(rig.nadine);
  for (let made = 0; made < CUSTOMERS; made += 100)
    await feeder.push(
      ...Array.from({ length: 100 }, (_, index) =>
        feeder.command('party.create', { ...person(`Kunde ${made + index}`), contacts: [] }),
      ),
    );
  home = deskHome();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(kill));
});
afterAll(async () => {
  await rig?.stop();
  home?.remove();
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function start(stopAt: number, customer = ''): Promise<Run> {
  const { session } = await rig.desk(rig.mehmet);
  const args = [home.folder, Buffer.from(home.key).toString('hex'), rig.url, JSON.stringify(session)];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', SCRIPT, ...args, String(stopAt), customer],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  running.push(child);
  const said: Said[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => JSON.parse(line) as Said));
  });
  return { child, said };
}

const has = ({ child, said }: Run, ...places: readonly Said['at'][]): Promise<void> =>
  until(() => said.some(({ at }) => places.includes(at)) || child.exitCode !== null);

it('F10 F31 killed while it is being filled – fetching, re-encrypting, changing over – it goes on, whole and once', async () => {
  const first = await start(40_000, 'Vor dem ersten Kontakt');
  await has(first, 'waiting');
  expect(first.said).toContainEqual({ at: 'waiting' });
  await kill(first.child);
  const bytes = first.said.find(({ at }) => at === 'fetching')?.bytes ?? 0;
  expect(bytes).toBeGreaterThan(80_000);

  // The next one goes on where that was, and is killed in turn at some moment after the last byte has come.
  const froms: number[] = [];
  let hasFilled = false;
  for (const afterMs of [0, 15, 60, 150, 400]) {
    const run = await start(0);
    await has(run, 'fetched', 'synced');
    await sleep(afterMs);
    await kill(run.child);
    expect(run.said.filter(({ at }) => at === 'open').map(({ integrity }) => integrity)).toEqual(['ok']);
    froms.push(
      ...run.said.flatMap(({ at, from }) => (at === 'fetching' && from !== undefined ? [from] : [])),
    );
    hasFilled ||= run.said.some(({ wasFilled }) => wasFilled === true);
  }
  expect(froms[0]).toBeGreaterThanOrEqual(40_000);
  // What had come was not fetched again, not even after it was there as a whole.
  expect(froms.every((from) => from >= 40_000)).toBe(true);

  const last = await start(0);
  await has(last, 'synced');
  expect(last.said.at(-1)).toMatchObject({ at: 'synced', parties: CUSTOMERS + 1, outbox: 0, shadows: 0 });
  const found = await runOn<{ name: string }>(
    rig.databaseUrl,
    `SELECT name FROM party WHERE name = 'Vor dem ersten Kontakt'`,
  );
  expect(found).toHaveLength(1);
  expect(readdirSync(home.folder).filter((name) => name.includes('.snapshot'))).toEqual([]);
});
