import type { Binaries } from './binaries.ts';
import { identify, readPostmasterPid } from './postmaster-pid.ts';
import { answersForCluster } from './running-server.ts';
import { shutDown } from './shutdown.ts';
import type { ShutdownTimes } from './shutdown.ts';

export interface OrphanOptions {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly urlOf: (port: number) => string;
  readonly log: (line: string) => void;
  readonly times: ShutdownTimes;
}

export interface OrphanReport {
  /** The server that was found running without a supervisor and has been stopped. */
  readonly stopped: number | undefined;
  /**
   * A process that has the id in postmaster.pid and is proven to be no server of this cluster. PostgreSQL alone would
   * refuse to start; it is told to disregard this id, and keeps all its other checks.
   */
  readonly unrelated: number | undefined;
}

/**
 * Stops a server of this cluster that outlived its supervisor. The caller holds the claim on the folder: no living
 * supervisor owns the server, so nobody but the clients of a dead process can be cut off.
 *
 * Stopped rather than adopted: it may run older binaries or settings than ours, its exit could not be waited for, and
 * a fast shutdown costs a fraction of a second.
 */
export async function stopOrphan(options: OrphanOptions): Promise<OrphanReport> {
  const { cluster, binaries, log, times } = options;
  const found = await readPostmasterPid(cluster);
  if (!found) return { stopped: undefined, unrelated: undefined };
  const { pid } = found;
  const identity = await identify(pid, cluster);
  if (identity === 'gone' || identity === 'other') {
    log(
      `postmaster.pid is left over from process ${pid}, which is gone; PostgreSQL recovers from its write-ahead log.`,
    );
    return { stopped: undefined, unrelated: pid };
  }
  // Where the system does not tell what a process is.
  const isOurs = async (): Promise<boolean> =>
    found.port !== undefined && answersForCluster(options.urlOf(found.port), cluster);
  if (identity === 'unknown' && !(await isOurs())) {
    // Left to PostgreSQL itself: it starts where the process cannot be its like, and refuses otherwise.
    return { stopped: undefined, unrelated: undefined };
  }
  log(
    `PostgreSQL (process ${pid}) outlived the process that had started it; stopping it before a new start.`,
  );
  const isGone = async (): Promise<boolean> => (await identify(pid, cluster)) !== identity;
  await shutDown({ pid, isGone, pgCtl: binaries.pgCtl, log, times });
  return { stopped: pid, unrelated: undefined };
}
