import { readFile, writeFile } from 'node:fs/promises';
import type { Client } from 'pg';
import { z } from 'zod';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { withConnection } from './connect.ts';

/**
 * Who was erased when, by marks that lead to nobody (src/shared/persons/erasure.ts). It is kept apart from the
 * backups: one that was made before would bring the erased back.
 */
const entry = z.object({
  tenant_id: z.uuid(),
  id: z.string().max(64),
  scope_id: z.string().max(64),
  marks: z.array(z.uuid()),
  reason: z.string().max(40),
  erased_by: z.string().max(64),
  erased_at: z.int(),
});
type Entry = z.infer<typeof entry>;

const COLUMNS = 'tenant_id, id, scope_id, marks, reason, erased_by, erased_at';

/** Of all tenants, also what waits to be erased again; none where the database holds no centre, or an older one. */
export async function readRegister(client: Client): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  for (const table of ['erasure', 'erasure_carried']) {
    const { rows: known } = await client.query<{ there: boolean }>(
      'SELECT to_regclass($1) IS NOT NULL AS there',
      [table],
    );
    if (!known[0]?.there) continue;
    const { rows } = await client.query<Omit<Entry, 'erased_at'> & { erased_at: string }>(
      `SELECT ${COLUMNS} FROM ${table} ORDER BY tenant_id, id`,
    );
    found.push(...rows.map((row) => ({ ...row, erased_at: Number(row.erased_at) })));
  }
  return found;
}

/** Leaves what the backup does not know to the first node that starts (features/person-rights). */
export async function carryOver(client: Client, register: readonly Entry[]): Promise<number> {
  if (register.length === 0) return 0;
  // A backup that is older than the feature has no such table; its migration makes the rest of it.
  await client.query(
    `CREATE TABLE IF NOT EXISTS erasure_carried (
       tenant_id uuid NOT NULL, id text NOT NULL, scope_id text NOT NULL, marks jsonb NOT NULL, reason text NOT NULL,
       erased_by text NOT NULL, erased_at bigint NOT NULL, PRIMARY KEY (tenant_id, id))`,
  );
  const known = new Set((await readRegister(client)).map(({ tenant_id: tenant, id }) => `${tenant}/${id}`));
  const { rows: tenants } = await client.query<{ tenant_id: string }>('SELECT tenant_id FROM tenant_clock');
  const living = new Set(tenants.map(({ tenant_id: tenant }) => tenant));
  const missing = register.filter(
    ({ tenant_id: tenant, id }) => living.has(tenant) && !known.has(`${tenant}/${id}`),
  );
  await client.query(
    `INSERT INTO erasure_carried (${COLUMNS})
     SELECT ${COLUMNS} FROM json_populate_recordset(NULL::erasure_carried, $1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(missing)],
  );
  return missing.length;
}

/** Writes the register beside the backups; the file is replaced as a whole. @returns how many erasures it has. */
export function saveRegister(databaseUrl: string, file: string): Promise<number> {
  return withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN READ ONLY; SET LOCAL row_security = off');
    const register = await readRegister(client);
    await writeFile(file, register.map((each) => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600 });
    await client.query('ROLLBACK');
    return register.length;
  });
}

/** Throws AppError `erasures.bad-file` {line}: nothing is restored past a register that cannot be read. */
export async function loadRegister(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('erasures.bad-file', `${file} cannot be read: ${messageOf(error)}`, { line: 0 });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [entry.parse(JSON.parse(line))];
    } catch (error) {
      throw new AppError(
        'erasures.bad-file',
        `line ${index + 1} of ${file} is no erasure: ${messageOf(error)}`,
        { line: index + 1 },
        { cause: error },
      );
    }
  });
}
