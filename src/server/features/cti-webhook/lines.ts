import type { UserLine } from '#server/server-feature.ts';
import type { Tx } from '#server/store/store.ts';

/**
 * One spelling of what a PBX calls a person: a number is its digits without + and 00, anything else is small letters.
 * `+49 221 47101-21` and `0049221 4710121` are one line, `0221 4710121` is another: how the PBX writes it decides.
 */
export function normaliseLine(told: string): string {
  const text = told.normalize('NFKC').trim().toLowerCase();
  if (!/^\+?[\d\s()/.-]+$/.test(text)) return text;
  return text.replace(/\D/g, '').replace(/^00/, '');
}

/** A line may be several people's: all of them are rung. */
export async function addLine(tx: Tx, { userId, line }: UserLine): Promise<void> {
  await tx.query(
    `INSERT INTO cti_line (tenant_id, line, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [tx.tenantId, normaliseLine(line), userId],
  );
}

export async function removeLine(tx: Tx, { userId, line }: UserLine): Promise<void> {
  await tx.query('DELETE FROM cti_line WHERE tenant_id = $1 AND line = $2 AND user_id = $3', [
    tx.tenantId,
    normaliseLine(line),
    userId,
  ]);
}

export async function listLines(tx: Tx): Promise<readonly UserLine[]> {
  return tx.query<UserLine & object>(
    `SELECT user_id AS "userId", line FROM cti_line WHERE tenant_id = $1 ORDER BY line, user_id`,
    [tx.tenantId],
  );
}

/** Who has one of these lines, normalised, by this table alone. */
export async function ownersOfLines(tx: Tx, lines: readonly string[]): Promise<readonly UserLine[]> {
  return tx.query<UserLine & object>(
    `SELECT user_id AS "userId", line FROM cti_line WHERE tenant_id = $1 AND line = ANY($2) ORDER BY user_id, line`,
    [tx.tenantId, lines],
  );
}
