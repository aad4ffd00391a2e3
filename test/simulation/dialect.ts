import type { Table } from '#shared/rows/table.ts';

/* The centre's sync code is written for PostgreSQL, in few and plain statements. This is what SQLite says otherwise. */

/** `WITH removed AS (DELETE …) SELECT count(*) …`: the deletion, whose rows are to be counted. undefined: another one. */
export function countedRemoval(sql: string): string | undefined {
  return /^\s*WITH removed AS \(\s*(DELETE .*)\s+RETURNING 1\)\s*SELECT count\(\*\) AS count FROM removed\s*$/s.exec(
    sql,
  )?.[1];
}

/**
 * A statement of src/server/sync for SQLite. Parameters keep their numbers; lists are bound as JSON.
 * @throws {Error} for what it has no word for: then it has to learn it here
 */
export function toSqlite(sql: string): string {
  const translated = sideBySide(sql)
    .replaceAll(/=\s*ANY\s*\((\$\d+)(?:::[a-z]+\[\])?\)/g, 'IN (SELECT value FROM json_each($1))')
    // SQLite takes no brackets around the parts of a compound.
    .replaceAll(/(^|\(|UNION ALL\s+)\(SELECT/g, '$1SELECT * FROM (SELECT')
    .replaceAll(/\s+FOR (UPDATE|SHARE)\b/g, '')
    .replaceAll(/\bSELECT FROM\b/g, 'SELECT 1 FROM')
    .replaceAll(/\bDELETE FROM (\w+) (?!WHERE\b|AS\b)(\w+)/g, 'DELETE FROM $1 AS $2')
    .replaceAll(/\bAS index\b/g, 'AS "index"')
    // Bound numbers are floating, and so would a division by them be.
    .replaceAll(/\/ (\$\d+)::bigint/g, '/ CAST($1 AS integer)')
    .replaceAll(/\bgreatest\(/gi, 'max(')
    .replaceAll(/\bleast\(/gi, 'min(')
    .replaceAll(/::(bigint|integer|int|text|uuid|json|double precision|boolean)(\[\])?/g, '')
    .replaceAll(/\$(\d+)/g, '@p$1');
  const unknown = /\b(unnest|ANY|ALL|LATERAL|DISTINCT ON|array_agg|jsonb?_(?!each)\w+)\s*\(/i.exec(
    translated,
  );
  if (unknown) throw new Error(`the simulator's SQLite does not know ${unknown[1]}: ${sql}`);
  return translated;
}

/** `SELECT $1, * FROM unnest(a, b)`: the lists side by side. */
function sideBySide(sql: string): string {
  const found = /FROM\s+unnest\(([^)]*)\)/.exec(sql);
  if (!found) return sql;
  const lists = (found[1] ?? '').split(',').map((part) => part.trim().replace(/::.*$/, ''));
  // Not a join: each list would be walked for each entry of every other.
  const columns = lists.map((name) => `(${name} ->> one.key)`).join(', ');
  return sql
    .replace(found[0], `FROM json_each(${lists[0] ?? ''}) one`)
    .replace(/, \*(?=\s|,)/, `, ${columns}`);
}

/**
 * The tables of these names as a migration of the centre makes or extends them. Row level security, roles and indexes
 * are PostgreSQL's alone: here only the conditions of the statements keep tenants apart.
 */
export function schemaToSqlite(migration: string, tables: ReadonlySet<string>): readonly string[] {
  return migration
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => {
      const name = /^(?:CREATE|ALTER) TABLE (\w+)/.exec(statement)?.[1];
      return name !== undefined && tables.has(name);
    })
    .flatMap((statement) =>
      statement.startsWith('ALTER')
        ? statement
            .replace(/^ALTER TABLE (\w+)/, '')
            .split(/,(?![^(]*\))/)
            .filter((part) => /ADD COLUMN/.test(part))
            .map((part) => `${/^ALTER TABLE \w+/.exec(statement)?.[0] ?? ''} ${part.trim()}`)
        : [statement],
    )
    .map((statement) =>
      statement
        .replaceAll(/,\s*FOREIGN KEY \([^)]*\) REFERENCES \w+( \([^)]*\))?( ON DELETE \w+)?/g, '')
        .replaceAll(/ REFERENCES \w+( \([^)]*\))?( ON DELETE \w+)?/g, '')
        .replaceAll(/ COLLATE "C"/g, '')
        .replaceAll(/\)\s*WITH \([^)]*\)/g, ')')
        .replaceAll(/::\w+(\[\])?/g, '')
        .replaceAll(/\bjsonb?\b(?=[\s,)]|$)/g, 'json text'),
    );
}

/** What `rufblatt_entity` makes of a feature's table. */
export function entityToSqlite({ name, columns }: Table): string {
  const own = Object.entries(columns).map(
    ([column, { kind, nullable }]) => `"${column}" ${TYPES[kind]}${nullable ? '' : ' NOT NULL'}`,
  );
  return `CREATE TABLE "${name}" (${own.map((column) => `${column}, `).join('')}tenant_id text NOT NULL, id text NOT NULL,
    scope_id text NOT NULL, ver bigint NOT NULL, deleted boolean NOT NULL DEFAULT 0, PRIMARY KEY (tenant_id, id))`;
}

/** SQLite's affinity goes by the words in a type: JSON must stay text. */
const TYPES = {
  text: 'text',
  integer: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  json: 'json text',
} as const;
