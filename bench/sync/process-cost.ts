import { readFile } from 'node:fs/promises';
import { paths } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import type { BenchCentre } from './bench-centre.ts';

/** What a node has used up so far. */
export interface Usage {
  readonly at: number;
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly heapMb: number;
  readonly transactions: number;
  /** Of PostgreSQL's connections that are open now; undefined where the system does not say it in /proc. */
  readonly databaseCpuMs: number | undefined;
  /** Answered, over HTTP or on the socket. */
  readonly pulls: number;
  /** Of these over HTTP. */
  readonly httpPulls: number;
}

const MB = 1024 * 1024;

/** From the node's own metrics and PostgreSQL's statistics. */
export async function readUsage({ node, databaseUrl }: BenchCentre): Promise<Usage> {
  const text = await (await fetch(new URL('/metrics', node.url))).text();
  const metric = (name: string): number => {
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(text) ?? [];
    if (value === undefined) throw new Error(`the node does not tell ${name}`);
    return Number(value);
  };
  const sum = (name: string, label: string): number =>
    [...text.matchAll(new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (\\S+)$`, 'gm'))].reduce(
      (all, [, value]) => all + Number(value),
      0,
    );
  const [counted] = await runOn<{ transactions: string }>(
    databaseUrl,
    'SELECT sum(xact_commit + xact_rollback) AS transactions FROM pg_stat_database',
  );
  return {
    at: performance.now(),
    cpuMs: metric('process_cpu_seconds_total') * 1000,
    residentMb: metric('process_resident_memory_bytes') / MB,
    heapMb: metric('nodejs_heap_size_used_bytes') / MB,
    transactions: Number(counted?.transactions ?? 0),
    databaseCpuMs: await databaseCpuMs(databaseUrl),
    pulls: sum('rufblatt_sync_seconds_count', 'direction="pull"'),
    httpPulls: sum('rufblatt_http_request_seconds_count', `route="${paths.pull}"`),
  };
}

/** Of PostgreSQL's processes that are there now. */
export async function databaseCpuMs(databaseUrl: string): Promise<number | undefined> {
  const backends = await runOn<{ pid: number }>(databaseUrl, 'SELECT pid FROM pg_stat_activity');
  const each = await Promise.all(backends.map(({ pid }) => cpuMs(pid)));
  const known = each.filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : known.reduce((all, ms) => all + ms, 0);
}

/** What a process has used of the processors, ms; undefined where the system does not say it in /proc. */
export async function cpuMs(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name may hold spaces and brackets; user and system time are the 14th and 15th field, in ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? undefined : (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of any process, MB; undefined where the system does not say it in /proc. */
export async function residentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
}
