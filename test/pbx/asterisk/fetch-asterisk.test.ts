import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureAsterisk, NoAsteriskError } from './fetch-asterisk.ts';

/** Nothing here reaches a mirror: apt is out of reach or a stand-in. */
describe('fetching Asterisk', () => {
  let cache: string;
  let bin: string;

  /** A stand-in for a command: `sh` runs the script. */
  const command = (name: string, script: string): Promise<void> =>
    writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'fetch-'));
    bin = await mkdtemp(join(tmpdir(), 'fetch-bin-'));
    vi.stubEnv('PATH', bin);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const folder of [cache, bin]) await rm(folder, { recursive: true });
  });

  const failure = async (): Promise<NoAsteriskError> => {
    const error: unknown = await ensureAsterisk({ cache, pauseMs: 0 }).catch((e: unknown) => e);
    if (!(error instanceof NoAsteriskError)) throw new Error(`no NoAsteriskError: ${String(error)}`);
    return error;
  };

  it('takes what is cached, and asks nobody', async () => {
    const real = await ensureAsterisk();
    const copy = join(cache, basename(real.folder));
    await mkdir(copy);
    await writeFile(join(copy, 'VERSION'), '1:22.0.0\n');
    expect(await ensureAsterisk({ cache })).toEqual({ folder: copy, version: '1:22.0.0' });
  });

  it('says so where there is no apt, and leaves nothing behind', async () => {
    const { message } = await failure();
    expect(message).toMatch(/apt-get indextargets: not found\nNext step: run it on Debian/);
    expect(await readdir(cache)).toEqual([]);
  });

  it('says so where apt names no Debian mirror', async () => {
    await command('apt-get', 'echo "http://127.0.0.1:9/other other-suite main"');
    expect((await failure()).message).toMatch(
      /no mirror of the Debian archive.*\nNext step: name a Debian mirror/,
    );
  });

  it('passes on what apt says of the mirror, after three attempts', async () => {
    const counter = join(bin, 'attempts');
    const indexTargets = 'echo "http://127.0.0.1:9/debian bookworm main"; exit 0';
    const update = `echo x >> ${counter}; echo "E: forky has no Release file" >&2; exit 100`;
    await command('apt-get', `if [ "$1" = indextargets ]; then ${indexTargets}; fi\n${update}`);
    await command('apt-config', '');
    await command('dpkg', 'echo amd64');
    const { message } = await failure();
    expect(message).toMatch(
      /3 attempts.*\n.*apt-get update: ended with 100\nE: forky has no Release file\nNext step: see that/,
    );
    expect(await readFile(counter, 'utf8')).toBe('x\nx\nx\n');
  });
});
