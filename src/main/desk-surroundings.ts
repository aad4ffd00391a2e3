import type { Log } from './host/host.ts';
import type { DeskOptions } from './options.ts';
import type { KeyVault } from './shells/key-vault.ts';
import type { Shell } from './shells/shell.ts';

/** What the shell gives the desk it runs. */
export interface DeskSurroundings {
  readonly shell: Shell;
  readonly keyVault: KeyVault;
  /** This profile's private folder; it exists. */
  readonly dataDir: string;
  readonly options: DeskOptions;
  readonly log: Log;
}
