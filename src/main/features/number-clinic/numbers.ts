import { examine } from '#shared/features/number-clinic/examine.ts';
import type { ExamineProfile } from '#shared/features/number-clinic/examine.ts';
import type { ClinicNumber, Finding } from '#shared/features/number-clinic/model.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';

/** A contact point as it is on this desk, with what the examination of its party says of it. */
export interface Patient extends ClinicNumber {
  readonly party_id: string;
  readonly former_since: number | null;
  readonly fault: string | null;
  readonly finding: Finding | null;
}

type ContactRow = Omit<Patient, 'finding'> & { readonly party_kind: string };

const COLUMNS = `c.id, c.party_id, c.raw, c.label, c.digits, c.stem, c.extension, c.state, c.former_since, c.fault,
  p.kind AS party_kind`;

/** Where a slice of about `limit` contact points ends: whole parties, by their ids; null: it is the last. */
export function sliceEnd(db: ReadableDb, after: string, limit: number): string | null {
  const end = db
    .prepare<[string, number], { party_id: string }>(
      'SELECT party_id FROM contact_point WHERE party_id > ? ORDER BY party_id LIMIT 1 OFFSET ?',
    )
    .get(after, limit - 1);
  return end?.party_id ?? null;
}

export const BETWEEN = `SELECT ${COLUMNS} FROM contact_point c JOIN party p ON p.id = c.party_id
  WHERE c.party_id > ? AND c.party_id <= ? AND c.kind = 'phone' AND p.merged_into IS NULL ORDER BY c.party_id, c.id`;

/** The numbers of all parties after one id and up to another, examined; `to` null: of all the rest. */
export function patientsBetween(
  db: ReadableDb,
  range: { readonly after: string; readonly to: string | null },
  profile: ExamineProfile,
): readonly Patient[] {
  const rows = db.prepare<[string, string], ContactRow>(BETWEEN).all(range.after, range.to ?? LAST);
  return examined(rows, profile);
}

/** Above every id. */
const LAST = '\u{10ffff}';

/** The numbers of the parties of these contact points, examined; those that have gone are left out. */
export function patientsOf(
  db: ReadableDb,
  contactIds: readonly string[],
  profile: ExamineProfile,
): readonly Patient[] {
  const rows = db
    .prepare<[string], ContactRow>(
      `SELECT ${COLUMNS} FROM contact_point c JOIN party p ON p.id = c.party_id
       WHERE c.party_id IN (SELECT o.party_id FROM json_each(?) AS asked JOIN contact_point o ON o.id = asked.value)
         AND c.kind = 'phone' AND p.merged_into IS NULL ORDER BY c.party_id, c.id`,
    )
    .all(jsonIds(contactIds));
  return examined(rows, profile);
}

function examined(rows: readonly ContactRow[], profile: ExamineProfile): readonly Patient[] {
  return [...Map.groupBy(rows, ({ party_id }) => party_id).values()].flatMap((numbers) => {
    const isOrganisation = numbers[0]?.party_kind === 'organisation';
    const findings = new Map(
      examine({ isOrganisation, numbers }, profile).map((finding) => [finding.contactId, finding]),
    );
    return numbers.map((row) => ({ ...row, finding: findings.get(row.id) ?? null }));
  });
}
