import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOn } from '#test/support/postgres.ts';
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

describe('npm run centre, webhooks', () => {
  it('makes an address that works, lists it without its secrets, and removes it', async () => {
    const made = await centre('create-webhook', '--tenant', 'kv', '--name', 'sipgate');
    const path = /\/api\/cti\/webhook\/\S+/.exec(made)?.[0] ?? '';
    const post = (): Promise<Response> =>
      fetch(new URL(path, rig.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ event: 'newCall', callId: '1', from: '49221', to: '49222' }),
      });
    expect((await post()).status).toBe(204);

    const signed = await centre('create-webhook', '--tenant', 'kv', '--name', 'other', '--signed');
    const key = /: ([\w-]{43})$/m.exec(signed)?.[1];
    expect(key).toBeDefined();
    const listed = await centre('list-webhooks', '--tenant', 'kv');
    expect(listed).toMatch(/^\S{36} {2}sipgate\n\S{36} {2}other \(signed\)\n$/);
    expect(await centre('list-webhooks', '--tenant', 'fremd')).toBe('No webhooks.\n');

    const id = listed.slice(0, 36);
    expect(await errorOf(centre('remove-webhook', '--tenant', 'fremd', '--id', id))).toBe(`no webhook ${id}`);
    await centre('remove-webhook', '--tenant', 'kv', '--id', id);
    expect((await post()).status).toBe(401);
  });

  it('gives somebody a line and takes it away', async () => {
    const args = ['--tenant', 'kv', '--login', 'Nadine', '--line', '+49 221 4710-21'];
    const lines = () => runOn(rig.databaseUrl, 'SELECT line, user_id FROM cti_line');
    await centre('add-line', ...args);
    await centre('add-line', ...args);
    expect(await lines()).toEqual([{ line: '49221471021', user_id: rig.nadine.userId }]);
    await centre('remove-line', ...args);
    expect(await lines()).toEqual([]);
  });

  it('says what is missing or unknown', async () => {
    expect(await errorOf(centre('create-webhook', '--tenant', 'kv'))).toContain('--name is missing');
    expect(await errorOf(centre('add-line', '--tenant', 'kv', '--login', 'nobody', '--line', '1'))).toBe(
      'no login nobody',
    );
    expect(await errorOf(centre('list-webhooks', '--tenant', 'nowhere'))).toContain('no tenant nowhere');
  });
});
