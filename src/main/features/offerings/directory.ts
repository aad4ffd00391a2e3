import type {
  EntryFacts,
  OfferingCard,
  OfferingHit,
  ProviderCard,
  ProviderContact,
  ServiceLine,
} from '#shared/features/offerings/contract.ts';
import type { serviceUseTable } from '#shared/features/offerings/model.ts';
import type { Day } from '#shared/kernel/day.ts';
import type { Row } from '#shared/rows/table.ts';
import { wordsOf } from '#shared/text/fold.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import type { ReadableDb } from '../../replica/db.ts';

interface OfferingRow {
  readonly id: string;
  readonly name: string;
  readonly provider_id: string;
  readonly provider_name: string;
  readonly place: string;
  readonly house: string;
  readonly listed: number;
}

const HIT = `
  o.id, o.name, o.provider_id, p.name AS provider_name, COALESCE(NULLIF(o.place, ''), p.place) AS place,
  o.origin_name AS house, o.listed AND p.listed AS listed
  FROM offering o JOIN provider p ON p.id = o.provider_id`;

const toHit = ({ provider_id, provider_name, listed, ...row }: OfferingRow): OfferingHit => ({
  ...row,
  provider: { id: provider_id, name: provider_name },
  listed: listed === 1,
});

interface Search {
  readonly text: string;
  readonly limit: number;
}

/** A directory of hundreds: read whole and compared here, where letters are folded as people write them. */
export function searchOfferings(db: ReadableDb, { text, limit }: Search): readonly OfferingHit[] {
  return matching(
    db
      .prepare<[], OfferingRow>(
        `SELECT ${HIT} WHERE o.listed AND p.listed ORDER BY o.name COLLATE NOCASE, o.id`,
      )
      .all()
      .map(toHit),
    ({ name, provider, place, house }) => [name, provider.name, place, house],
    { text, limit },
  );
}

export function searchProviders(
  db: ReadableDb,
  search: Search,
): readonly Omit<ProviderCard, 'offerings' | 'contacts'>[] {
  return matching(
    db
      .prepare<[], ProviderRow>(`SELECT ${PROVIDER} WHERE listed ORDER BY name COLLATE NOCASE, id`)
      .all()
      .map(toProvider),
    ({ name, place, house, description }) => [name, place, house, description],
    search,
  );
}

function matching<T>(
  all: readonly T[],
  textsOf: (item: T) => readonly string[],
  { text, limit }: Search,
): readonly T[] {
  const wanted = wordsOf(text);
  return all
    .filter((item) => {
      const words = wordsOf(textsOf(item).join(' '));
      return wanted.every((want) => words.some((word) => word.startsWith(want)));
    })
    .slice(0, limit);
}

export function servicesOf(
  db: ReadableDb,
  { partyId, today }: { readonly partyId: string; readonly today: Day },
): readonly ServiceLine[] {
  const rows = db
    .prepare<[string], Row<typeof serviceUseTable>>(
      'SELECT * FROM service_use WHERE party_id = ? ORDER BY since DESC, id DESC',
    )
    .all(partyId);
  const hits = new Map(
    db
      .prepare<[string], OfferingRow>(`SELECT ${HIT} WHERE o.id IN (SELECT value FROM json_each(?))`)
      .all(jsonIds(rows.map(({ offering_id: id }) => id)))
      .map((row) => [row.id, toHit(row)]),
  );
  return rows
    .map(({ id, offering_id: offeringId, since, until, source }) => ({
      ...{ id, offering: hits.get(offeringId) ?? null, since, until, source },
      isOver: until !== null && until < today,
    }))
    .toSorted((a, b) => Number(a.isOver) - Number(b.isOver));
}

interface ProviderRow extends Omit<EntryFacts, 'contacts'> {
  readonly id: string;
  readonly name: string;
  readonly house: string;
  readonly listed: number;
}

const PROVIDER = `
  id, name, origin_name AS house, listed, description, opening_hours AS openingHours, reachability, costs, place,
  directions FROM provider`;

const toProvider = (row: ProviderRow): Omit<ProviderCard, 'offerings' | 'contacts'> => ({
  ...row,
  listed: row.listed === 1,
});

export function providerCard(db: ReadableDb, { id }: { readonly id: string }): ProviderCard | null {
  const row = db.prepare<[string], ProviderRow>(`SELECT ${PROVIDER} WHERE id = ?`).get(id);
  if (!row) return null;
  const offerings = db
    .prepare<[string], OfferingRow>(
      `SELECT ${HIT} WHERE o.provider_id = ? AND o.listed ORDER BY o.name COLLATE NOCASE, o.id`,
    )
    .all(id);
  return { ...toProvider(row), contacts: contactsOf(db, id, null), offerings: offerings.map(toHit) };
}

export function offeringCard(db: ReadableDb, { id }: { readonly id: string }): OfferingCard | null {
  const row = db
    .prepare<[string], OfferingRow & Omit<EntryFacts, 'contacts' | 'place' | 'directions'>>(
      `SELECT o.description, o.opening_hours AS openingHours, o.reachability, o.costs, ${HIT} WHERE o.id = ?`,
    )
    .get(id);
  if (!row) return null;
  const { description, openingHours, reachability, costs, ...hit } = row;
  const provider = providerCard(db, { id: row.provider_id });
  const own = contactsOf(db, row.provider_id, id);
  return {
    ...toHit(hit),
    description: description || (provider?.description ?? ''),
    openingHours: openingHours || (provider?.openingHours ?? ''),
    reachability: reachability || (provider?.reachability ?? ''),
    costs: costs || (provider?.costs ?? ''),
    directions: provider?.directions ?? '',
    contacts: own.length > 0 ? own : (provider?.contacts ?? []),
  };
}

/** Of `staff` where the person is of this house, else of those the centre brought: a change there is a change here. */
function contactsOf(
  db: ReadableDb,
  providerId: string,
  offeringId: string | null,
): readonly ProviderContact[] {
  return db
    .prepare<[string, string | null], ProviderContact>(
      `SELECT c.staff_id AS id, COALESCE(s.name, f.name) AS name, c.job,
         CASE WHEN s.id IS NULL THEN f.extension ELSE s.extension END AS extension,
         CASE WHEN s.id IS NULL THEN f.mail ELSE s.mail END AS mail
       FROM provider_contact c
       LEFT JOIN staff s ON s.id = c.staff_id AND c.origin = ''
       LEFT JOIN federation_person f ON f.id = c.staff_id AND f.listed
       WHERE c.provider_id = ? AND c.offering_id IS ? AND c.listed AND COALESCE(s.name, f.name) IS NOT NULL
       ORDER BY name COLLATE NOCASE, c.id`,
    )
    .all(providerId, offeringId);
}
