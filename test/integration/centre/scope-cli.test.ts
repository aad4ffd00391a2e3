import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testKeyFile } from '#test/support/secret-key-file.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';

const SCRIPT = fileURLToPath(new URL('../../../src/launch/centre.ts', import.meta.url));
const run = promisify(execFile);

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

async function centre(...args: readonly string[]): Promise<string> {
  const own = { DATABASE_URL: rig.databaseUrl, CENTRE_SECRET_KEYS: testKeyFile(), LOG_LEVEL: 'warn' };
  const env = { ...process.env, ...own };
  const { stdout } = await run(process.execPath, [SCRIPT, ...args], { env });
  return stdout;
}

const errorOf = (output: Promise<string>): Promise<unknown> =>
  output.catch((error: { stderr: string }) => error.stderr.trim());

it('makes scopes, lists them, and gives people several', async () => {
  const made = await centre('create-scope', '--tenant', 'kv', '--name', 'Filiale Nord');
  const id = /\((\S{36})\)/.exec(made)?.[1] ?? '';
  expect(await errorOf(centre('create-scope', '--tenant', 'kv', '--name', 'Filiale Nord'))).toContain(
    'there is',
  );
  expect(await errorOf(centre('create-scope', '--tenant', 'kv', '--name', 'A, B'))).toContain(
    'without commas',
  );
  const { scopeId } = (await rig.desk(rig.nadine)).session;
  expect((await centre('list-scopes', '--tenant', 'kv')).trim().split('\n').toSorted()).toEqual(
    [scopeId, `Filiale Nord (${id})`].toSorted(),
  );
  expect(await centre('list-scopes', '--tenant', 'fremd')).not.toContain('Filiale Nord');

  const both = ['set-scopes', '--tenant', 'kv', '--login', 'Nadine', '--scopes', `Filiale Nord,${scopeId}`];
  expect(await centre(...both)).toContain(`Nadine has Filiale Nord (${id})`);
  const desk = await rig.desk(rig.nadine);
  expect(desk.session.scopeId).toBe(id);
  const reply = await desk.ask();
  expect(reply.kind === 'page' && reply.fed?.scopes.toSorted()).toEqual([id, scopeId].toSorted());

  const of = (login: string, scopes: string) =>
    errorOf(centre('set-scopes', '--tenant', 'kv', '--login', login, '--scopes', scopes));
  expect(await of('nadine', 'Süd')).toBe('no scope Süd');
  expect(await of('nobody', 'Filiale Nord')).toBe('no login nobody');
  expect(await of('nadine', ',')).toContain('one scope at least');
});
