import { readFile } from 'node:fs/promises';
import { runOn } from '#test/support/postgres.ts';
import type { BenchCentre } from './bench-centre.ts';

/** What a node has used up so far. */
export interface Usage {
  readonly at: number;
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly heapMb: number;
  readonly transactions: number;
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
  };
}

/** Resident memory of any process, MB; undefined where the system does not say it in /proc. */
export async function residentMb(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
}
