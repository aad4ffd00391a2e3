import type { PersonCard } from '#shared/calls/live-call.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** More than somebody can look through while it rings; enough for a firm's whole office. */
const MOST_PEOPLE = 50;
/** Levels below the firm: company → branch → department, and some to spare. */
const DEEPEST = 8;

interface Unit {
  readonly id: string;
  readonly name: string;
  readonly parent_id: string | null;
}

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly unit_id: string;
  readonly job: string;
  readonly is_superior: 0 | 1;
}

const UNITS = `
  WITH RECURSIVE unit (id, name, parent_id, depth) AS (
    SELECT p.id, p.name, NULL, 0 FROM json_each(?) AS firm CROSS JOIN party p ON p.id = firm.value
    UNION
    SELECT p.id, p.name, p.parent_id, unit.depth + 1
    FROM unit CROSS JOIN party p ON p.parent_id = unit.id
    WHERE unit.depth < ${DEEPEST} AND p.merged_into IS NULL
  )
  SELECT id, name, parent_id FROM unit`;

/** Of those who have not left; the day is the database's, a day more or less is of no account here. */
const PEOPLE = `
  SELECT DISTINCT p.id, p.name, a.job, a.reports_to IS NULL AS is_superior,
    COALESCE(a.department_id, a.organisation_id) AS unit_id
  FROM affiliation a CROSS JOIN party p ON p.id = a.person_id
  WHERE a.id IN (
    SELECT id FROM affiliation WHERE organisation_id IN (SELECT value FROM json_each(@units))
    UNION SELECT id FROM affiliation WHERE department_id IN (SELECT value FROM json_each(@units))
  ) AND (a.until IS NULL OR a.until >= date('now')) AND p.merged_into IS NULL`;

/** Who works at these firms, branches and departments below them included; by place, superiors first, then by name. */
export function firmPeople(db: ReadableDb, firms: readonly Ref[]): readonly PersonCard[] {
  const roots = firms.filter(({ type }) => type === 'party').map(({ id }) => id);
  if (roots.length === 0) return [];
  const units = new Map(
    db
      .prepare<[string], Unit>(UNITS)
      .all(jsonIds(roots))
      .map((unit) => [unit.id, unit]),
  );
  const people = db
    .prepare<[{ readonly units: string }], PersonRow>(PEOPLE)
    .all({ units: jsonIds([...units.keys()]) });
  const cards = people.map((row) => ({ row, place: placeOf(row.unit_id, units) }));
  const seen = new Set<string>();
  return cards
    .toSorted(
      (a, b) =>
        a.place.localeCompare(b.place, 'de') ||
        b.row.is_superior - a.row.is_superior ||
        a.row.name.localeCompare(b.row.name, 'de'),
    )
    .filter(({ row }) => !seen.has(row.id) && seen.add(row.id))
    .slice(0, MOST_PEOPLE)
    .map(({ row: { id, name, job }, place }) => ({ ref: { type: 'party', id }, name, detail: job, place }));
}

/** From the branch down, without the firm's own name, with which units are often named: "Kreuzberg › Einkauf". */
function placeOf(unitId: string, units: ReadonlyMap<string, Unit>): string {
  const names: string[] = [];
  let firm = '';
  for (let unit = units.get(unitId), steps = 0; unit && steps <= DEEPEST; steps++) {
    const above: Unit | undefined = unit.parent_id === null ? undefined : units.get(unit.parent_id);
    if (above) names.unshift(unit.name);
    else firm = unit.name;
    unit = above;
  }
  return names.map((name) => withoutFirm(name, firm)).join(' › ');
}

/** "Kessler Metallbau, Kreuzberg" → "Kreuzberg": units are often named with their firm before. */
export function withoutFirm(name: string, firm: string): string {
  const rest = name.startsWith(firm) ? name.slice(firm.length).replace(/^[\s,–-]+/, '') : '';
  return rest === '' ? name : rest;
}
