import { setTimeout as sleep } from 'node:timers/promises';
import { readSyncState } from '#main/replica/sync-state.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { SyncedDesk, SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import type { BenchCentre } from './bench-centre.ts';
import type { CallSpread } from './call-parts.ts';
import { startCallProbe } from './call-probe.ts';
import type { ProbeSettings } from './call-probe.ts';
import { putBehind } from './put-behind.ts';

/** ms from a call's bytes to the answer of the look-up, beside the same on the same desk when nothing else happens. */
export interface CallsMeanwhileResult {
  readonly idle: CallSpread;
  readonly snapshot: CallSpread;
  readonly pages: CallSpread;
  readonly changes: CallSpread & { readonly rows: number };
  /** Node and PostgreSQL, which would be on another machine, have had what the desk left of the processors. */
  readonly isCentreBehind: boolean;
  /** p95 over the idle p95. */
  readonly times: Readonly<Record<'snapshot' | 'pages' | 'changes', number>>;
}

const IDLE_MS = 8_000;
const PAGES_MS = 30_000;
const CHECK_MS = 120_000;

export async function benchCallsMeanwhile({
  centre,
  parties,
  say,
}: {
  readonly centre: BenchCentre;
  readonly parties: number;
  readonly say: (line: string) => void;
}): Promise<CallsMeanwhileResult> {
  const behind = [centre.node.pid, centre.postgresPid];
  const isCentreBehind = putBehind(behind);
  const settings = { parties, behind };
  say('calls while a desk is filled by pages');
  const withoutFile: Partial<SyncedDeskOptions> = { through: ({ snapshots: _none, ...net }) => net };
  const pages = await withDesk(centre, withoutFile, (desk) =>
    probe(desk, settings, () => Promise.race([desk.sync(), sleep(PAGES_MS)])),
  );
  say('calls while a desk is filled from a snapshot, idle, and while it fetches changes');
  return withDesk(centre, {}, async (desk) => {
    const snapshot = await probe(desk, settings, () => desk.sync());
    // The first comparison with the centre follows the filling.
    for (let waited = 0; desk.check.last() === undefined && waited < CHECK_MS; waited += 100)
      await sleep(100);
    const idle = await probe(desk, settings, () => sleep(IDLE_MS));
    // More than a fifth of the rows would come as a file.
    const rows = Math.min(100_000, Math.floor(parties / 4));
    const head = await changeParties(centre, rows);
    const changes = await probe(desk, settings, async () => {
      desk.engine.kick();
      while (readSyncState(desk.replica.db).cursor < head) await sleep(20);
    });
    const times = (spread: CallSpread): number => Math.round((spread.p95 / idle.p95) * 10) / 10;
    return {
      idle,
      snapshot,
      pages,
      changes: { ...changes, rows },
      isCentreBehind,
      times: { snapshot: times(snapshot), pages: times(pages), changes: times(changes) },
    };
  });
}

async function withDesk<T>(
  centre: BenchCentre,
  more: Partial<SyncedDeskOptions>,
  work: (desk: SyncedDesk) => Promise<T>,
): Promise<T> {
  const session = await centre.signIn();
  const home = deskHome();
  const desk = openSyncedDesk({ url: centre.node.url, session, home, ...more });
  try {
    return await work(desk);
  } finally {
    await desk.close();
    home.remove();
  }
}

async function probe(
  desk: SyncedDesk,
  settings: ProbeSettings,
  meanwhile: () => Promise<unknown>,
): Promise<CallSpread> {
  const calls = await startCallProbe(desk.replica, settings);
  try {
    calls.begin();
    await meanwhile();
    return await calls.end();
  } finally {
    await calls.close();
  }
}

/** Somebody imports: so many parties have another note. The tenant's new version. */
async function changeParties({ databaseUrl }: BenchCentre, rows: number): Promise<number> {
  await runOn(
    databaseUrl,
    `WITH picked AS (
       SELECT p.tenant_id, p.id, p.scope_id, c.ver + row_number() OVER (ORDER BY p.id) AS ver
       FROM party p JOIN tenant_clock c USING (tenant_id) ORDER BY p.id LIMIT ${rows}
     ), changed AS (
       UPDATE party p SET note = 'geändert', ver = picked.ver FROM picked
       WHERE p.tenant_id = picked.tenant_id AND p.id = picked.id
     )
     INSERT INTO change_log (tenant_id, ver, tbl, pk, op, scope_before, scope_after)
     SELECT tenant_id, ver, 'party', id, 'update', scope_id, scope_id FROM picked`,
  );
  const [clock] = await runOn<{ ver: string }>(
    databaseUrl,
    `UPDATE tenant_clock SET ver = ver + ${rows} RETURNING ver`,
  );
  return Number(clock?.ver);
}
