import { messageOf } from '#shared/kernel/app-error.ts';
import { differingRanges, rangeSize } from '#shared/sync/checksum.ts';
import type { Range } from '#shared/sync/checksum.ts';
import type { ChecksumRequest, RangeSum } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import { firstPending } from '../replica/outbox.ts';
import { readFed, readSyncState } from '../replica/sync-state.ts';
import { replaceRange } from './apply-page.ts';
import { sumRange, sumTable } from './checksum.ts';
import type { SyncCore } from './core.ts';
import type { CheckNet, Delay } from './net.ts';

export interface ReplicaCheckDeps extends SyncCore {
  readonly delay: Delay;
  readonly log: Log;
  /** How often by itself, ms. */
  readonly everyMs: number;
}

export interface CheckResult {
  /** ms */
  readonly at: number;
  /** Ranges that were other than the centre's and are the same now. */
  readonly repaired: number;
  /** Ranges that are still other than the centre's. */
  readonly differing: number;
}

/**
 * Compares what the replica holds with what the centre says it should, range by range, and fetches again what
 * differs. Each range is fetched once a check: a difference that stays is a fault to be looked into, and no reason to
 * fetch it for ever (F15).
 */
export interface ReplicaCheck {
  /** After a complete pull; does nothing where one was done lately. Never throws but the signal's reason. */
  whenDue(net: CheckNet, signal: AbortSignal): Promise<void>;
  /** At the next opportunity, whenever the last one was. */
  demand(): void;
  last(): CheckResult | undefined;
}

const SETTING = 'sync.checked';
const TRY_AGAIN_MS = 600_000;

export function createReplicaCheck(deps: ReplicaCheckDeps): ReplicaCheck {
  const { clock, log, everyMs } = deps;
  let isDemanded = false;
  let tried = -TRY_AGAIN_MS;
  /** undefined: not read yet. */
  let result: CheckResult | null | undefined;

  const last = (): CheckResult | undefined => {
    result ??= readLast(deps) ?? null;
    return result ?? undefined;
  };
  const isDue = (): boolean => {
    const before = last();
    // A clock that was set back must not put it off for ever.
    const isOld = !before || Math.abs(clock.now() - before.at) >= everyMs;
    // A desk that is always busy must not have the centre add everything up after every pull.
    return isDemanded || (isOld && Math.abs(clock.now() - tried) >= TRY_AGAIN_MS);
  };

  return {
    last,
    demand: () => void (isDemanded = true),
    async whenDue(net, signal) {
      if (!isDue()) return;
      tried = clock.now();
      try {
        const found = await compare(deps, net, signal);
        if (!found) return;
        isDemanded = false;
        result = { at: clock.now(), ...found };
        store(deps, result);
        if (found.repaired + found.differing === 0) log.info('the replica is the same as the centre', {});
      } catch (error) {
        signal.throwIfAborted();
        log.warn('the replica could not be compared with the centre now', { error: messageOf(error) });
      }
    },
  };
}

function readLast({ replica }: SyncCore): CheckResult | undefined {
  const row = replica.db
    .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
    .get(SETTING);
  return row && (JSON.parse(row.value) as CheckResult);
}

function store({ replica }: SyncCore, result: CheckResult): void {
  replica.write(['local_setting'], (db) =>
    db
      .prepare(
        'INSERT INTO local_setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(SETTING, JSON.stringify(result)),
  );
}

/** undefined: not now – work is pending, or something newer has come. */
async function compare(
  deps: ReplicaCheckDeps,
  net: CheckNet,
  signal: AbortSignal,
): Promise<Pick<CheckResult, 'repaired' | 'differing'> | undefined> {
  const { replica, log } = deps;
  const place = placeOf(deps);
  if (!place) return undefined;
  const reply = await net.sums({ ...place, tables: [...replica.tables.keys()] }, signal);
  if (reply.kind === 'moved') return undefined;
  const ours = [];
  for (const table of replica.tables.values()) {
    ours.push(...(await sumTable(replica.db, table, place.size, () => deps.delay(0, signal))));
    if (!isAt(deps, place)) return undefined;
  }
  let repaired = 0;
  let differing = 0;
  for (const range of differingRanges(ours, reply.sums)) {
    const should = reply.sums.filter(({ tbl, index }) => tbl === range.tbl && index === range.index);
    const became = await repair(deps, net, place, { range, should }, signal);
    if (became === 'moved') return undefined;
    if (became === 'repaired') repaired++;
    else differing++;
    log.warn('rows were other than the centre has them', { ...range, became });
  }
  return { repaired, differing };
}

type Place = Omit<ChecksumRequest, 'tables'>;

/** Where the replica is, when it is nothing but the centre's rows. */
function placeOf({ replica }: SyncCore): Place | undefined {
  const state = readSyncState(replica.db);
  const fed = readFed(state);
  const isPure = !firstPending(replica.db) && state.resetting === 0;
  if (!fed || state.epoch === null || !isPure) return undefined;
  const { epoch, cursor } = state;
  return { epoch, cursor, size: rangeSize(cursor), scopes: fed.scopes };
}

function isAt(core: SyncCore, { epoch, cursor }: Place): boolean {
  const now = placeOf(core);
  return now?.epoch === epoch && now.cursor === cursor;
}

async function repair(
  core: SyncCore,
  net: CheckNet,
  place: Place,
  { range, should }: { readonly range: Range; readonly should: readonly RangeSum[] },
  signal: AbortSignal,
): Promise<'repaired' | 'differing' | 'moved'> {
  const { tbl, index } = range;
  const table = core.replica.tables.get(tbl);
  if (!table) return 'differing';
  const reply = await net.range({ ...place, tbl, index }, signal);
  if (reply.kind === 'moved' || !isAt(core, place)) return 'moved';
  const from = index * place.size;
  replaceRange(core, table, { from, to: from + place.size }, reply.rows);
  const is = sumRange(core.replica.db, table, index, place.size);
  return differingRanges(is.rows === 0 ? [] : [is], should).length === 0 ? 'repaired' : 'differing';
}
