import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Replica } from '#main/replica/replica.ts';
import { createLocalSettings } from '#main/settings/local-settings.ts';
import { fillReplica, openDeskReplica } from './load-replica.ts';

/** A desk's profile as after months: everything in the replica, somebody signed in, the centre not there. */
export interface FilledProfile {
  /** `--data` of the desk. */
  readonly home: string;
  /** `--profile` of the desk. */
  readonly profile: string;
  readonly parties: number;
  /** For work beside a desk that is not running. */
  withReplica<T>(work: (replica: Replica) => T): T;
  dispose(): Promise<void>;
}

const PROFILE = 'bench';

export async function createFilledProfile(
  parties: number,
  say: (line: string) => void,
): Promise<FilledProfile> {
  const home = await mkdtemp(join(tmpdir(), 'rufblatt-bench-'));
  const dispose = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const dir = join(home, PROFILE);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const key = randomBytes(32);
    await writeFile(join(dir, 'replica.key'), key, { mode: 0o600 });
    const withReplica = <T>(work: (replica: Replica) => T): T => {
      const replica = openDeskReplica(join(dir, 'replica.db'), key);
      try {
        return work(replica);
      } finally {
        replica.close();
      }
    };
    withReplica((replica) => {
      fillReplica(replica, parties, (done) => {
        if (done % 200_000 === 0 || done === parties) say(`${done} of ${parties} parties written`);
      });
      createLocalSettings(replica.db, (tables, write) => replica.write(tables, write)).set('session', {
        token: 'none',
        tenantId: '00000000-0000-7000-8000-00000000000a',
        tenantName: 'Bench',
        demo: false,
        userId: '00000000-0000-7000-8000-00000000000b',
        userName: 'Nadine Kröger',
        roles: ['agent'],
        scopeId: 's',
        centre: 'http://127.0.0.1:9',
      });
    });
    return { home, profile: PROFILE, parties, withReplica, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
