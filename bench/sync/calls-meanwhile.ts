import { setTimeout as sleep } from 'node:timers/promises';
import { readSyncState } from '#main/replica/sync-state.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { deskHome } from '#test/support/bootstrap-desk.ts';
import type { SyncedDesk, SyncedDeskOptions } from '#test/support/bootstrap-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import type { BenchCentre } from './bench-centre.ts';
import { openBuiltDesk } from './built-desk.ts';
import type { CallSpread } from './call-parts.ts';
import { startCallProbe } from './call-probe.ts';
import type { ProbeSettings } from './call-probe.ts';
import { putBehind } from './put-behind.ts';
import { startRecorder } from './recorder.ts';

/** ms from a call's bytes to the answer of the look-up, beside the same on the same desk when nothing else happens. */
export interface CallsSpreads {
  readonly idle: CallSpread;
  readonly snapshot: CallSpread;
  readonly pages: CallSpread;
  readonly changes: CallSpread;
  /** p95 over the idle p95. */
  readonly times: Readonly<Record<'snapshot' | 'pages' | 'changes', number>>;
}

/** A centre is another machine; here it is not, so both are told. */
export interface CallsMeanwhileResult {
  /** Parties. */
  readonly changed: number;
  /** The desk gets a centre's answers from a process that has heard them before (recorder.ts). */
  readonly byItself: CallsSpreads & {
    /** Requests the centre had to answer after all. */
    readonly unheard: number;
  };
  /** Node and PostgreSQL answer meanwhile on the processors of the desk they fill. */
  readonly besideCentre: CallsSpreads & {
    /** They have had what the desk left of the processors. */
    readonly isCentreBehind: boolean;
  };
}

const IDLE_MS = 8_000;
const PAGES_MS = 30_000;
const CHECK_MS = 120_000;

interface Options {
  readonly centre: BenchCentre;
  readonly parties: number;
  readonly say: (line: string) => void;
}

export async function benchCallsMeanwhile({ centre, parties, say }: Options): Promise<CallsMeanwhileResult> {
  const behind = centre.pids;
  const isCentreBehind = putBehind(behind);
  const changed = Math.min(100_000, Math.floor(parties / 4));
  const recorder = await startRecorder(centre.node.url);
  const { url, pid } = recorder;
  const heard = deskHome();
  try {
    say('what the centre answers a desk that is filled is heard');
    await recorder.hear('filled');
    await withDesk(await centre.signIn(), { url, ...WITHOUT_FILE }, (desk) => fillFor(desk, PAGES_MS));
    const session = await centre.signIn();
    const filled = { url, home: heard };
    await withDesk(session, filled, fillAndCheck);
    let head = 0;
    const besideCentre = await measure({
      centre,
      url: centre.node.url,
      settings: { parties, behind },
      say: (what) => say(`calls beside the centre: ${what}`),
      change: async () => (head = await changeParties(centre, changed)),
    });
    say('what it answers about changes is heard');
    await recorder.hear('changed');
    await withDesk(session, filled, (desk) => desk.sync());
    await recorder.replay('filled');
    const byItself = await measure({
      centre,
      url,
      settings: { parties, behind: [pid] },
      say: (what) => say(`calls while the same is told again: ${what}`),
      untilOver: recorder.untilUnheard,
      change: async () => {
        await recorder.replay('changed');
        return head;
      },
    });
    return {
      changed,
      byItself: { ...byItself, unheard: recorder.unheard() },
      besideCentre: { ...besideCentre, isCentreBehind },
    };
  } finally {
    await recorder.stop();
    heard.remove();
  }
}

const WITHOUT_FILE: Partial<SyncedDeskOptions> = { through: ({ snapshots: _none, ...net }) => net };

interface Measured {
  readonly centre: BenchCentre;
  readonly url: string;
  readonly settings: ProbeSettings;
  readonly say: (what: string) => void;
  /** There are no more pages that are worth measuring. */
  readonly untilOver?: () => Promise<void>;
  /** The tenant's version once parties have changed. */
  readonly change: () => Promise<number>;
}

async function measure({ centre, url, settings, say, untilOver, change }: Measured): Promise<CallsSpreads> {
  say('filled by pages');
  const pages = await withDesk(await centre.signIn(), { url, ...WITHOUT_FILE }, (desk) =>
    probe(desk, settings, () =>
      Promise.race([fillFor(desk, PAGES_MS), ...(untilOver === undefined ? [] : [untilOver()])]),
    ),
  );
  say('filled from a snapshot, idle, changes');
  return withDesk(await centre.signIn(), { url }, async (desk) => {
    const snapshot = await probe(desk, settings, () => desk.sync());
    await untilChecked(desk);
    const idle = await probe(desk, settings, () => sleep(IDLE_MS));
    const head = await change();
    const changes = await probe(desk, settings, async () => {
      desk.engine.kick();
      while (readSyncState(desk.replica.db).cursor < head) await sleep(20);
    });
    const times = (spread: CallSpread): number => Math.round((spread.p95 / idle.p95) * 10) / 10;
    return {
      ...{ idle, snapshot, pages, changes },
      times: { snapshot: times(snapshot), pages: times(pages), changes: times(changes) },
    };
  });
}

const fillFor = (desk: SyncedDesk, ms: number): Promise<unknown> => Promise.race([desk.sync(), sleep(ms)]);

async function fillAndCheck(desk: SyncedDesk): Promise<void> {
  await desk.sync();
  await untilChecked(desk);
}

/** The first comparison with the centre follows the filling. */
async function untilChecked(desk: SyncedDesk): Promise<void> {
  for (let waited = 0; desk.check.last() === undefined && waited < CHECK_MS; waited += 100) await sleep(100);
}

type DeskAt = Pick<SyncedDeskOptions, 'url'> & Partial<SyncedDeskOptions>;

/** Without a home it gets one of its own, which goes with it. */
async function withDesk<T>(
  session: LoginReply,
  at: DeskAt,
  work: (desk: SyncedDesk) => Promise<T>,
): Promise<T> {
  const home = at.home ?? deskHome();
  const desk = openBuiltDesk({ session, ...at, home });
  try {
    return await work(desk);
  } finally {
    await desk.close();
    if (!at.home) home.remove();
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
