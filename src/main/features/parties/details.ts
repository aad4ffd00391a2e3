import type { PartyDetails, UnitLine } from '#shared/features/parties/contract.ts';
import type { PartyKind, PartyUnit } from '#shared/features/parties/model.ts';
import type { ReadableDb } from '../../replica/db.ts';

interface DetailsRow {
  readonly kind: PartyKind;
  readonly customerNo: string | null;
  readonly birthDate: string | null;
  readonly checkedOn: number | null;
  readonly unit: PartyUnit | null;
}

/** Commands let no circle arise; a replica that is being filled may hold one for a moment. */
const DEEPEST = 20;

const ABOVE = `
  WITH RECURSIVE above (id, name, unit, parent_id, depth) AS (
    SELECT p.id, p.name, p.unit, p.parent_id, 1
    FROM party c CROSS JOIN party p ON p.id = c.parent_id WHERE c.id = ?
    UNION ALL
    SELECT p.id, p.name, p.unit, p.parent_id, above.depth + 1
    FROM above CROSS JOIN party p ON p.id = above.parent_id WHERE above.depth < ${DEEPEST}
  )
  SELECT id, name, unit FROM above ORDER BY depth DESC`;

export function partyDetails(db: ReadableDb, { id }: { readonly id: string }): PartyDetails | null {
  const row = db
    .prepare<[string], DetailsRow>(
      `SELECT kind, customer_no AS customerNo, birth_date AS birthDate, checked_on AS checkedOn, unit
       FROM party WHERE id = ?`,
    )
    .get(id);
  if (!row) return null;
  const below = db
    .prepare<[string], UnitLine>(
      'SELECT id, name, unit FROM party WHERE parent_id = ? AND merged_into IS NULL ORDER BY name, id',
    )
    .all(id);
  return { ...row, above: db.prepare<[string], UnitLine>(ABOVE).all(id), below };
}
