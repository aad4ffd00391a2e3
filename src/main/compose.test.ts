import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { composeDesk } from './compose.ts';
import type { DeskHost } from './compose.ts';
import type { DeskOptions } from './options.ts';
import { parseDeskOptions } from './options.ts';
import { pageShell } from './shells/browser/page-shell.ts';
import { createFileKeyVault } from './shells/file-key-vault.ts';
import type { Shell } from './shells/shell.ts';

/** One that fails while the desk is put together: its replica is open by then. */
const brokenShell: Shell = {
  ...pageShell,
  get openAddress(): never {
    throw new Error('no window system');
  },
};

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rufblatt-compose-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const compose = (
  around: { readonly shell?: Shell; readonly options?: Partial<DeskOptions> } = {},
): Promise<DeskHost> =>
  composeDesk({
    shell: around.shell ?? pageShell,
    keyVault: createFileKeyVault(join(dataDir, 'replica.key')),
    dataDir,
    options: { ...parseDeskOptions([], {}), ...around.options },
    log: createRecordedLog(),
  });

describe('a desk that does not come up', () => {
  it('has let go of its replica where a piece could not be put together', async () => {
    await expect(compose({ shell: brokenShell })).rejects.toThrow('no window system');
    const next = await compose();
    // The file is one desk's alone: the next one has it now.
    await expect(compose()).rejects.toMatchObject({ code: 'replica.in-use' });
    await next.stop();
  });

  it('has opened nothing where a file it was told of is not there', async () => {
    const amiSecretFile = join(dataDir, 'nowhere');
    await expect(compose({ options: { amiSecretFile } })).rejects.toMatchObject({
      code: 'options.bad',
      params: { file: amiSecretFile },
    });
    await (await compose()).stop();
  });

  it('lets go of its replica when it is stopped after a start that failed half way', async () => {
    const signIn = { tenant: 'kv', login: 'nadine', passwordFile: join(dataDir, 'nowhere') };
    const told = await compose({ options: { signIn } });
    await expect(told.start()).rejects.toMatchObject({ code: 'options.bad' });
    await told.stop();
    const next = await compose();
    await next.start();
    await next.stop();
  });
});
