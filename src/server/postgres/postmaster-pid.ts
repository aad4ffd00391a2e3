import { readFile, readlink, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCode } from './errors.ts';

/** What PostgreSQL wrote to `postmaster.pid`. We read this file and never write or delete it. */
export interface PostmasterPid {
  readonly pid: number;
  readonly port: number | undefined;
  /** `starting`, `ready`, `stopping`, `standby`; absent until the server got that far. */
  readonly status: string | undefined;
}

/**
 * Lines: pid, data folder, start time, port, socket folder, listen address, shared memory key, status
 * (src/include/utils/pidfile.h). The file grows line by line, so any later line can be absent.
 *
 * @returns undefined where there is no process id yet. A stand-alone backend's id is stored negated.
 */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = /^-?\d{1,9}$/.test(lines[0] ?? '') ? Math.abs(Number(lines[0])) : 0;
  if (pid === 0) return undefined;
  const port = /^\d{1,5}$/.test(lines[3] ?? '') ? Number(lines[3]) : undefined;
  return { pid, port, status: lines[7] === '' ? undefined : lines[7] };
}

export async function readPostmasterPid(cluster: string): Promise<PostmasterPid | undefined> {
  try {
    return parsePostmasterPid(await readFile(join(cluster, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * What a process id stands for now: `postmaster` = a PostgreSQL whose working folder is this cluster; `other` = it
 * lives but is something else (ids are reused); `gone` = no such process, or only its unreaped remains;
 * `unknown` = it lives and the system does not tell.
 */
export type ProcessIdentity = 'gone' | 'other' | 'postmaster' | 'unknown';

/** A PostgreSQL server changes into its data folder at start, which /proc shows and nobody can fake from outside. */
export async function identify(pid: number, cluster: string): Promise<ProcessIdentity> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return 'gone';
  }
  if (process.platform !== 'linux') return 'unknown';
  try {
    const folder = await readlink(`/proc/${pid}/cwd`);
    const program = basename(await readlink(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
    return folder === (await realpath(cluster)) && program === 'postgres' ? 'postmaster' : 'other';
  } catch (error) {
    // A zombie has neither folder nor program: ENOENT as well.
    return errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH' ? 'gone' : 'unknown';
  }
}
