import type {
  AffiliationLine,
  OtherParty,
  RelationshipLine,
  Relations,
} from '#shared/features/relations/contract.ts';
import type { affiliationTable, relationshipTable } from '#shared/features/relations/model.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';

type AffiliationRow = Row<typeof affiliationTable>;
type RelationshipRow = Row<typeof relationshipTable>;
type NameOf = (id: string) => OtherParty | null;

/** A party whose rows this replica has not (deleted, or not ours to see) is left out with what it is to the other. */
export function relationsOf(
  host: Pick<Host, 'db' | 'describe'>,
  { partyId }: { readonly partyId: string },
): Relations {
  const affiliations = host.db
    .prepare<[string, string], AffiliationRow>(
      'SELECT * FROM affiliation WHERE organisation_id = ? UNION SELECT * FROM affiliation WHERE person_id = ?',
    )
    .all(partyId, partyId);
  const relationships = host.db
    .prepare<[string, string], RelationshipRow>(
      'SELECT * FROM relationship WHERE from_id = ? UNION SELECT * FROM relationship WHERE to_id = ?',
    )
    .all(partyId, partyId);
  const superiors = new Map(superiorsOf(host, affiliations).map((row) => [row.id, row]));
  const nameOf = namesOf(host, [
    partyId,
    ...[...affiliations, ...superiors.values()].flatMap((row) => [
      row.person_id,
      row.organisation_id,
      row.department_id,
    ]),
    ...relationships.flatMap((row) => [row.from_id, row.to_id]),
  ]);
  const lines = affiliations.flatMap((row) => affiliationLine(row, nameOf, superiors)).toSorted(byPlace);
  return {
    people: lines.filter((line) => line.organisation.id === partyId),
    places: lines.filter((line) => line.person.id === partyId),
    relationships: relationships.flatMap((row) => relationshipLine(row, partyId, nameOf)),
  };
}

function superiorsOf(
  { db }: Pick<Host, 'db'>,
  affiliations: readonly AffiliationRow[],
): readonly AffiliationRow[] {
  const ids = affiliations.flatMap((row) => row.reports_to ?? []);
  return db
    .prepare<[string], AffiliationRow>(
      'SELECT * FROM affiliation WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(ids));
}

function namesOf({ describe }: Pick<Host, 'describe'>, ids: readonly (string | null)[]): NameOf {
  const cards = describe('party', [...new Set(ids.filter((id) => id !== null))]);
  return (id) => {
    const card = cards.get(id);
    return card ? { id, name: card.name, detail: card.detail } : null;
  };
}

function affiliationLine(
  row: AffiliationRow,
  nameOf: NameOf,
  superiors: ReadonlyMap<string, AffiliationRow>,
): readonly AffiliationLine[] {
  const person = nameOf(row.person_id);
  const organisation = nameOf(row.organisation_id);
  if (!person || !organisation) return [];
  const superior = row.reports_to === null ? undefined : superiors.get(row.reports_to);
  const superiorName = superior && nameOf(superior.person_id)?.name;
  return [
    {
      id: row.id,
      person,
      organisation,
      job: row.job,
      department: row.department_id === null ? null : nameOf(row.department_id),
      reportsTo: superior && superiorName ? { affiliationId: superior.id, name: superiorName } : null,
      since: row.since,
      until: row.until,
    },
  ];
}

/** What has ended goes last; then by department, superiors before those who report to somebody, by name. */
function byPlace(a: AffiliationLine, b: AffiliationLine): number {
  return (
    Number(a.until !== null) - Number(b.until !== null) ||
    (a.department?.name ?? '').localeCompare(b.department?.name ?? '', 'de') ||
    Number(a.reportsTo !== null) - Number(b.reportsTo !== null) ||
    a.person.name.localeCompare(b.person.name, 'de')
  );
}

function relationshipLine(
  row: RelationshipRow,
  partyId: string,
  nameOf: NameOf,
): readonly RelationshipLine[] {
  const side = row.from_id === partyId ? 'from' : 'to';
  const other = nameOf(side === 'from' ? row.to_id : row.from_id);
  if (!other) return [];
  const { id, kind, note, since, until } = row;
  return [{ id, other, kind, side, note, since, until }];
}
