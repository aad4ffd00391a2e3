import { collectInOwnThread } from '#main/host/collect-in-own-thread.ts';
import { startBenchCentre } from './bench-centre.ts';
import { benchBootstrap } from './bootstrap.ts';
import type { BootstrapResult } from './bootstrap.ts';
import { benchCallsMeanwhile } from './calls-meanwhile.ts';
import type { CallsMeanwhileResult } from './calls-meanwhile.ts';
import { benchLive } from './live.ts';
import type { LiveResult } from './live.ts';
import { seedCentre } from './seed-centre.ts';
import { benchSoak } from './soak.ts';
import type { SoakResult } from './soak.ts';

export interface SyncResult {
  readonly parties: number;
  readonly bootstrap: BootstrapResult;
  readonly callsMeanwhile: CallsMeanwhileResult;
  readonly live: readonly LiveResult[];
  readonly soak?: SoakResult;
}

export interface SyncOptions {
  readonly parties: number;
  readonly soakMinutes: number;
  readonly say: (line: string) => void;
}

/** The slower ways show their speed on fewer rows than a million parties have. */
const SAMPLE = 200_000;
/** Desks, and how many changes are watched. */
const LIVE = [
  [50, 40],
  [500, 15],
] as const;

export async function benchSync({ parties, soakMinutes, say }: SyncOptions): Promise<SyncResult> {
  const filling = await benchFilling(parties, say);
  const live = await benchSyncLive({ say });
  const soak = soakMinutes > 0 && { soak: await benchSoak(soakMinutes, say) };
  return { parties, ...filling, live, ...soak };
}

/** The part of it that is about changes on their way from desk to desk. */
export async function benchSyncLive({ say }: Pick<SyncOptions, 'say'>): Promise<readonly LiveResult[]> {
  const live: LiveResult[] = [];
  for (const [desks, changes] of LIVE) {
    const result = await benchLive({ desks, changes, say });
    say(JSON.stringify(result));
    live.push(result);
  }
  return live;
}

async function benchFilling(
  parties: number,
  say: SyncOptions['say'],
): Promise<Pick<SyncResult, 'bootstrap' | 'callsMeanwhile'>> {
  // As a desk in use does.
  collectInOwnThread();
  const centre = await startBenchCentre();
  try {
    const { scopeId, tenantId } = await centre.signIn();
    say(`writing ${parties} parties on the centre`);
    const { rows } = await seedCentre(centre.databaseUrl, tenantId, scopeId, parties);
    const bootstrap = await benchBootstrap({ centre, rows, sample: Math.min(SAMPLE, rows), say });
    say(JSON.stringify(bootstrap));
    const callsMeanwhile = await benchCallsMeanwhile({ centre, parties, say });
    say(JSON.stringify(callsMeanwhile));
    return { bootstrap, callsMeanwhile };
  } finally {
    await centre.stop();
  }
}
