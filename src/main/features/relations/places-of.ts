import type { Places } from '#shared/features/relations/contract.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { withoutFirm } from './firm-people.ts';

/** Levels below the organisation: company → branch → department, and some to spare. */
const DEEPEST = 8;

/** What stands as somebody's department already is offered as well, wherever it belongs. */
const UNITS = `
  WITH RECURSIVE unit (id, name, depth) AS (
    SELECT p.id, p.name, 1 FROM party p WHERE p.parent_id = @id AND p.merged_into IS NULL
    UNION
    SELECT p.id, unit.name || char(31) || p.name, unit.depth + 1
    FROM unit CROSS JOIN party p ON p.parent_id = unit.id
    WHERE unit.depth < ${DEEPEST} AND p.merged_into IS NULL
  )
  SELECT id, name FROM unit
  UNION
  SELECT p.id, p.name FROM affiliation a CROSS JOIN party p ON p.id = a.department_id
  WHERE a.organisation_id = @id AND p.id NOT IN (SELECT id FROM unit)
  ORDER BY 2, 1`;

/** Who has left stays where somebody still reports to them. */
const PEOPLE = `
  SELECT a.id, p.name FROM affiliation a CROSS JOIN party p ON p.id = a.person_id
  WHERE a.organisation_id = @id AND p.merged_into IS NULL
    AND (a.until IS NULL OR a.id IN (SELECT reports_to FROM affiliation WHERE organisation_id = @id))
  ORDER BY p.sort_name, a.id`;

export function placesOf(
  db: ReadableDb,
  { organisationId: id }: { readonly organisationId: string },
): Places {
  const firm = db.prepare<[string], string>('SELECT name FROM party WHERE id = ?').pluck().get(id) ?? '';
  const wayOf = (name: string): string =>
    name
      .split('\u001f')
      .map((step) => withoutFirm(step, firm))
      .join(' › ');
  return {
    units: db
      .prepare<[{ readonly id: string }], Places['units'][number]>(UNITS)
      .all({ id })
      .map((unit) => ({ ...unit, name: wayOf(unit.name) })),
    people: db.prepare<[{ readonly id: string }], Places['people'][number]>(PEOPLE).all({ id }),
  };
}
