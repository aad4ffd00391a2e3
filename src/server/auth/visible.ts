import { createHash } from 'node:crypto';
import { grantsKey, maskRow } from '#shared/access/access.ts';
import type { AnyRow, Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import type { Principal } from './principal.ts';

export type Sight = Pick<Principal, 'scopeIds' | 'grants'>;

const MARK = 'grants:';

/**
 * What of a change may leave the centre towards this person: nothing out of its reach, nothing in fields that are not
 * for it. The scopes were looked at before. Every page asks here; snapshots are for those alone whose sight is
 * {@link isUnrestricted}.
 */
export function visibleChange(
  { grants }: Sight,
  tables: ReadonlyMap<string, Table>,
  change: RowChange,
): RowChange {
  const table = tables.get(change.tbl);
  if (change.row === null || !table) return change;
  // Rows of the centre are as their table describes them.
  return { ...change, row: maskRow(grants, table, change.row as AnyRow) ?? null };
}

/** Whether a person sees all that there is in its scopes. */
export function isUnrestricted({ grants }: Sight): boolean {
  return grantsKey(grants) === '';
}

/**
 * What a replica is noted to have been fed for: the scopes, and a mark for what was kept from it. Where the mark is
 * another one now, rows lack what the person may see today, or hold what it may not.
 */
export function fedFor({ scopeIds, grants }: Sight): readonly string[] {
  const key = grantsKey(grants);
  if (key === '') return scopeIds;
  return [...scopeIds, MARK + createHash('sha256').update(key).digest('base64url').slice(0, 22)];
}

/** The same for two people whose replicas would be the same: what a desk that several share goes by. */
export function sightKey(sight: Sight): string {
  return createHash('sha256')
    .update(JSON.stringify([...fedFor(sight)].toSorted()))
    .digest('base64url');
}

/** Whether a replica fed for `before` has to be fed anew to be as one fed for `now`, beyond what it can drop itself. */
export function mustFeedAnew(before: readonly string[], now: readonly string[]): boolean {
  const marks = (of: readonly string[]): string => of.filter((each) => each.startsWith(MARK)).join();
  return now.some((each) => !before.includes(each)) || marks(before) !== marks(now);
}
