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
  // Whoever asks may see them, while everybody's lists conceal them.
  const nameOf = host.db.prepare<[string], string>('SELECT name FROM party WHERE id = ?').pluck();
  return found.map((stored) => ({
    ...viewOf(host, stored),
    partyId: stored.partyId,
    name: nameOf.get(stored.partyId) ?? '',
  }));
}

/** Those of these parties that are restricted. */
export function restrictedOf(db: ReadableDb, partyIds: readonly string[]): readonly string[] {
  return db
    .prepare<[string], string>(
      `SELECT DISTINCT party_id FROM party_restriction
       WHERE lifted_at IS NULL AND party_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(partyIds));
}

function viewOf(host: Sees, { id, reason, until, setAt, setBy }: Stored): RestrictionView {
  return { id, reason, until, setAt, setBy: host.describe('staff', [setBy]).get(setBy)?.name ?? '' };
}
