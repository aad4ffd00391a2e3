import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { centreProcesses } from '#test/support/centre-process.ts';
import type { CentreNode, CentreProcesses } from '#test/support/centre-process.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import type { TcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';

/* Real processes that are killed with SIGKILL while they work: a desk, a node of the centre, and the line between. */

const PASSWORD = 'Rufblatt-Probe-7';
const SCRIPT = join(import.meta.dirname, 'desk.test-process.ts');

let postgres: TestPostgres;
let databaseUrl: string;
let centre: CentreProcesses;
let node: CentreNode;
let line: TcpProxy;
let home: string;
const desks: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(async () => {
  databaseUrl = await postgres.createCentreDatabase();
  centre = centreProcesses({ DATABASE_URL: databaseUrl });
  await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
  await centre.done(
    ['create-user', '--tenant', 'kv', '--login', 'nadine', '--name', 'Nadine', '--final'],
    PASSWORD,
  );
  node = await centre.serve();
  line = await startTcpProxy(node.url);
  home = await mkdtemp(join(tmpdir(), 'rufblatt-killed-'));
  await writeFile(join(home, 'password'), `${PASSWORD}\n`);
});
afterEach(async () => {
  await Promise.all(desks.splice(0).map(kill));
  await line?.stop();
  await centre?.killAll();
  await rm(home, { recursive: true, force: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

interface Desk {
  readonly child: ChildProcess;
  readonly done: string[];
  isStarted: boolean;
}

/** @param most how many customers it types in before it only waits */
function startDesk(most: number, label: string): Desk {
  const flags = ['--centre', line.url, '--sign-in', 'kv/nadine', '--password-file', join(home, 'password')];
  const args = [
    '--disable-warning=ExperimentalWarning',
    SCRIPT,
    join(home, 'data'),
    String(most),
    label,
    ...flags,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  desks.push(child);
  const desk: Desk = { child, done: [], isStarted: false };
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const said = JSON.parse(text) as { readonly done?: string; readonly started?: boolean };
      if (said.started) desk.isStarted = true;
      if (said.done !== undefined) desk.done.push(said.done);
    }
  });
  return desk;
}

const stored = async (): Promise<readonly string[]> =>
  (await runOn<{ name: string }>(databaseUrl, 'SELECT name FROM party')).map(({ name }) => name);

/** Everything that was taken is at the centre, once; what was not may be there as well, once. */
async function arrived(names: readonly string[]): Promise<void> {
  await until(async () => {
    const found = new Set(await stored());
    return names.every((name) => found.has(name));
  });
  const found = await stored();
  expect(found).toHaveLength(new Set(found).size);
  const gaps = await runOn(
    databaseUrl,
    `SELECT client FROM mutation_result GROUP BY client HAVING count(*) <> max(mid)`,
  );
  expect(gaps).toEqual([]);
}

it('F10 F35 a desk killed in the middle of its work goes on with all of it, and its queue is not wedged', async () => {
  const taken: string[] = [];
  for (const round of ['eins', 'zwei', 'drei']) {
    const desk = startDesk(10_000, round);
    await until(() => desk.done.length >= 40);
    await kill(desk.child);
    taken.push(...desk.done);
  }
  startDesk(0, 'vier');
  await arrived(taken);
});

it('F2 F37 a node killed under a desk that writes: another takes over, nothing is lost and nothing twice', async () => {
  const desk = startDesk(120, 'weiter');
  await until(() => desk.done.length >= 30);
  node.child.kill('SIGKILL');
  await node.exited;
  const { port } = new URL(node.url);
  node = await centre.serve(['--port', port]);
  await until(() => desk.done.length === 120);
  await arrived(desk.done);
});

it('F2 F13 answers lost, delayed and cut off on the way: all of it arrives once', async () => {
  const desk = startDesk(120, 'unterwegs');
  await until(() => desk.done.length >= 20);
  line.loseAnswers(true);
  await until(() => desk.done.length >= 50);
  line.cut();
  line.loseAnswers(false);
  await until(() => desk.done.length >= 80);
  line.join();
  line.delayAnswers(50);
  await until(() => desk.done.length === 120);
  await arrived(desk.done);
});

it('F3 F4 every request comes twice, the second time late and over another connection: each command is decided once', async () => {
  line.repeatRequests(20);
  const desk = startDesk(120, 'doppelt');
  await until(async () => (await stored()).length >= 20);
  // What comes late meets another one that is sent again.
  line.loseAnswers(true);
  const before = desk.done.length;
  await until(() => desk.done.length >= Math.min(before + 20, 120));
  line.cut();
  line.loseAnswers(false);
  line.join();
  await until(() => desk.done.length === 120);
  await arrived(desk.done);
  expect(line.repeated()).toBeGreaterThan(0);
});
