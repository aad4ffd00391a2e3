import { setTimeout as sleep } from 'node:timers/promises';
import { deskHome } from '#test/support/bootstrap-desk.ts';
import type { SyncedDesk, SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';
import { estimateRows } from '#main/replica/leave-scopes.ts';
import { readSyncState } from '#main/replica/sync-state.ts';
import { runOn } from '#test/support/postgres.ts';
import type { BenchCentre } from './bench-centre.ts';
import { openBuiltDesk } from './built-desk.ts';
import { fillClients } from './fill-clients.ts';
import type { Filled, Filling } from './fill-clients.ts';
import { benchPouch, benchZero, installPeers } from './peer-processes.ts';

export interface BootstrapResult {
  /** Rows of all synced tables: parties, numbers, tickets, contacts. Search index and numbers are built as well. */
  readonly rows: number;
  /** Until the centre had made its file and the first desk was filled from it. */
  readonly firstDesk: Filling;
  /** From the file that is there already. */
  readonly snapshot: Filling;
  readonly pages: Filling;
  readonly pouchdb: Filling | string;
  readonly zero: Filling | string;
  readonly snapshotOverPouchdb: number | undefined;
  readonly pagesOverZero: number | undefined;
  readonly pagesOverPouchdb: number | undefined;
}

export interface BootstrapOptions {
  readonly centre: BenchCentre;
  /** What the centre holds. */
  readonly rows: number;
  /** How many rows the slower ways are measured on. */
  readonly sample: number;
  readonly say: (line: string) => void;
}

export async function benchBootstrap({
  centre,
  rows,
  sample,
  say,
}: BootstrapOptions): Promise<BootstrapResult> {
  const servers = centre.pids;
  const fill = (): Promise<Filled> => fillDesk(centre, {}, rows);
  const fillByPages = (): Promise<Filled> =>
    fillDesk(centre, { through: ({ snapshots: _none, ...net }) => net }, sample);
  say('a desk is filled from a snapshot that is yet to be made');
  const firstDesk = await fillClients(servers, fill, 1);
  await settle(centre.databaseUrl);
  say('a desk is filled from the snapshot');
  const snapshot = await fillClients(servers, fill);
  say('a desk is filled by pages');
  const pages = await fillClients(servers, fillByPages);
  await installPeers(say);
  say('PouchDB');
  const pouchdb = await benchPouch(Math.min(sample, 20_000)).catch(told);
  say('Zero');
  const zero = await benchZero(sample).catch(told);
  return {
    rows,
    firstDesk,
    snapshot,
    pages,
    pouchdb,
    zero,
    snapshotOverPouchdb: ratio(snapshot, pouchdb),
    pagesOverZero: ratio(pages, zero),
    pagesOverPouchdb: ratio(pages, pouchdb),
  };
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function ratio(ours: Filling, theirs: Filling | string): number | undefined {
  return typeof theirs === 'string'
    ? undefined
    : Math.round((ours.rowsPerSecond / theirs.rowsPerSecond) * 10) / 10;
}

const SETTLE_MS = 120_000;

/** PostgreSQL has written, vacuumed and counted what was seeded and made: nothing runs beside what is measured next. */
async function settle(databaseUrl: string): Promise<void> {
  await runOn(databaseUrl, 'CHECKPOINT');
  const end = performance.now() + SETTLE_MS;
  const isBusy = async (): Promise<boolean> => {
    const [found] = await runOn<{ workers: number }>(
      databaseUrl,
      "SELECT count(*)::int AS workers FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'",
    );
    return found !== undefined && found.workers > 0;
  };
  while ((await isBusy()) && performance.now() < end) await sleep(500);
}

/** A fresh desk up to so many rows; it ends there. */
async function fillDesk(
  centre: BenchCentre,
  more: Partial<SyncedDeskOptions>,
  enough: number,
): Promise<Filled> {
  const session = await centre.signIn();
  const home = deskHome();
  const desk = openBuiltDesk({ url: centre.node.url, session, home, ...more });
  try {
    const begin = performance.now();
    const reached = new Promise<void>((resolve) => {
      desk.replica.onChanged(() => hasSoMany(desk, enough) && resolve());
    });
    await Promise.race([desk.sync(), reached]);
    const ms = performance.now() - begin;
    const rows = rowsOf(desk);
    if (rows < enough) throw new Error(`${rows} of ${enough} rows came`);
    return { rows, ms };
  } finally {
    await desk.close();
    home.remove();
  }
}

/** Each row has a version of its own, so that there are no more of them than versions; counting takes longer. */
const hasSoMany = (desk: SyncedDesk, enough: number): boolean =>
  readSyncState(desk.replica.db).cursor >= enough && rowsOf(desk) >= enough;

/** Nothing is removed here, so the estimate is the number. */
const rowsOf = ({ replica }: SyncedDesk): number => estimateRows(replica.db, replica.tables);
