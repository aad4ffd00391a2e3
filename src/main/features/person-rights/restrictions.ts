import { isKept } from '#shared/access/kept-scope.ts';
import type {
  PersonRightsView,
  RestrictedLine,
  RestrictionView,
} from '#shared/features/person-rights/contract.ts';
import { mayKeepPersonRights } from '#shared/features/person-rights/rights.ts';
import type { RestrictionReason } from '#shared/features/person-rights/model.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';

type Sees = Pick<Host, 'db' | 'describe' | 'session'>;

interface Stored {
  readonly id: string;
  readonly partyId: string;
  readonly reason: RestrictionReason;
  readonly until: string | null;
  readonly setAt: number;
  readonly setBy: string;
}

const SELECT = `SELECT id, party_id AS partyId, reason, until, set_at AS setAt, set_by AS setBy
                FROM party_restriction WHERE lifted_at IS NULL`;

export function rightsOf(host: Sees, partyId: string): PersonRightsView {
  const found = host.db.prepare<[string], Stored>(`${SELECT} AND party_id = ? LIMIT 1`).get(partyId);
  return {
    mayKeep: mayKeepPersonRights(host.session()),
    restriction: found ? viewOf(host, found) : null,
  };
}

/** Longest standing first. */
export function restrictedParties(host: Sees): readonly RestrictedLine[] {
  const found = host.db.prepare<[], Stored>(`${SELECT} ORDER BY set_at, id LIMIT 1000`).all();
  // Also before the centre has heard of it, while the lists of this desk still conceal them.
  const nameOf = host.db.prepare<[string], string>('SELECT name FROM party WHERE id = ?').pluck();
  return found.map((stored) => ({
    ...viewOf(host, stored),
    partyId: stored.partyId,
    name: nameOf.get(stored.partyId) ?? '',
  }));
}

/** Those of these parties that are restricted, and not for who has this replica: it does not hold them as kept. */
export function restrictedOf(db: ReadableDb, partyIds: readonly string[]): readonly string[] {
  // Asked at every look-up: `pluck` would compile a statement of its own each time.
  return db
    .prepare<[string], { partyId: string; scopeId: string | null }>(
      `SELECT DISTINCT party_id AS partyId, (SELECT scope_id FROM party WHERE id = party_id) AS scopeId
       FROM party_restriction
       WHERE lifted_at IS NULL AND party_id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(partyIds))
    .flatMap(({ partyId, scopeId }) => (scopeId !== null && isKept(scopeId) ? [] : [partyId]));
}

function viewOf(host: Sees, { id, reason, until, setAt, setBy }: Stored): RestrictionView {
  return { id, reason, until, setAt, setBy: host.describe('staff', [setBy]).get(setBy)?.name ?? '' };
}
