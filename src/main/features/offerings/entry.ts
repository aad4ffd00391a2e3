import type { DirectoryEntry, EntryContact, EntryTexts } from '#shared/features/offerings/contract.ts';
import type { ReadableDb } from '../../replica/db.ts';

interface Asked {
  readonly type: 'provider' | 'offering';
  readonly id: string;
}

interface EntryRow extends EntryTexts {
  readonly id: string;
  readonly listed: number;
  readonly providerId: string | null;
}

const TEXTS = `name, description, opening_hours AS openingHours, reachability, costs, place`;
const SELECT = {
  provider: `SELECT id, ${TEXTS}, directions, listed, NULL AS providerId FROM provider WHERE id = ? AND origin = ''`,
  offering: `SELECT id, ${TEXTS}, '' AS directions, listed, provider_id AS providerId
    FROM offering WHERE id = ? AND origin = ''`,
} as const;

/** As it stands, withdrawn or not, to be edited: only where it has its home. */
export function directoryEntry(db: ReadableDb, { type, id }: Asked): DirectoryEntry | null {
  const row = db.prepare<[string], EntryRow>(SELECT[type]).get(id);
  if (!row) return null;
  const provider = row.providerId === null ? undefined : rowOf(db, row.providerId);
  return {
    ...textsOf(row),
    listed: row.listed === 1,
    provider: provider ? { id: provider.id, ...textsOf(provider) } : null,
    contacts: contactsOf(db, row.providerId ?? id, row.providerId === null ? null : id),
  };
}

const rowOf = (db: ReadableDb, id: string): EntryRow | undefined =>
  db.prepare<[string], EntryRow>(SELECT.provider).get(id);

function textsOf({
  name,
  description,
  openingHours,
  reachability,
  costs,
  place,
  directions,
}: EntryTexts): EntryTexts {
  return { name, description, openingHours, reachability, costs, place, directions };
}

function contactsOf(db: ReadableDb, providerId: string, offeringId: string | null): readonly EntryContact[] {
  return db
    .prepare<[string, string | null], EntryContact>(
      `SELECT id, staff_id AS staffId, job FROM provider_contact
       WHERE provider_id = ? AND offering_id IS ? AND origin = '' AND listed ORDER BY id`,
    )
    .all(providerId, offeringId);
}
