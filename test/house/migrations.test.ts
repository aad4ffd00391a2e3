import { describe, expect, it } from 'vitest';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { readMigrations } from '#server/store/migrations.ts';

/*
 * Nodes of two versions run on one database while they are replaced one by one: a migration may only add. What takes
 * away waits until no version that uses it can be running: docs/operations.md, "New versions without a pause".
 */

interface Breach {
  readonly pattern: RegExp;
  readonly why: string;
}

const BREACHES: readonly Breach[] = [
  // Without a foreign key all that the older version writes still fits.
  {
    pattern: /\bDROP\s+(?!POLICY\b|CONSTRAINT\s+\w+_fkey\b)\w+/i,
    why: 'the older version still uses it',
  },
  { pattern: /\bRENAME\b/i, why: 'the older version knows it by its old name' },
  {
    pattern: /\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b/i,
    why: 'the older version writes the old type',
  },
  { pattern: /\bSET\s+NOT\s+NULL\b/i, why: 'the older version leaves it empty' },
  {
    pattern: /\bADD\s+COLUMN\b(?=[^,;]*\bNOT\s+NULL\b)(?![^,;]*\b(?:DEFAULT|GENERATED)\b)/i,
    why: 'the older version does not fill it',
  },
  { pattern: /\bREVOKE\b/i, why: 'the older version needs the right' },
  { pattern: /\bTRUNCATE\b|\bDELETE\s+FROM\b/i, why: 'what is there is somebody’s' },
];

/** `-- contract: 0.4.0, expand: 0.2.0`: what this takes away was replaced in 0.2.0; two releases lie between. */
const CONTRACT = /^--\s*contract:\s*(\d+)\.(\d+)\.\d+,\s*expand:\s*(\d+)\.(\d+)\.\d+\s*$/m;

function breachesOf(sql: string): readonly string[] {
  const marked = CONTRACT.exec(sql);
  if (marked) {
    const [major = 0, minor = 0, expandMajor = 0, expandMinor = 0] = marked.slice(1).map(Number);
    const isFarEnough = major > expandMajor || (major === expandMajor && minor - expandMinor >= 2);
    return isFarEnough ? [] : ['less than two releases after what replaces it'];
  }
  const statements = sql
    .replaceAll(/--.*$/gm, '')
    // Bodies of functions, and statements inside of texts, run on what the migration itself has just made.
    .replaceAll(/\$\$[\s\S]*?\$\$/g, "''")
    .split(';');
  const isNew = new Set(
    statements.flatMap((text) => /\bCREATE\s+(?:UNLOGGED\s+)?TABLE\s+(\w+)/i.exec(text)?.[1] ?? []),
  );
  return statements.flatMap((text) => {
    const table = /\bALTER\s+TABLE\s+(?:ONLY\s+)?(\w+)/i.exec(text)?.[1];
    if (table !== undefined && isNew.has(table)) return [];
    return BREACHES.flatMap(({ pattern, why }) => {
      const found = pattern.exec(text)?.[0];
      return found === undefined ? [] : [`${found}: ${why}`];
    });
  });
}

describe('migrations of the centre', () => {
  it('only add', async () => {
    const all = await readMigrations(createRegistry(serverFeatures).migrations);
    expect(all.length).toBeGreaterThan(8);
    const breaches = all.flatMap(({ id, sql }) => breachesOf(sql).map((breach) => `${id}: ${breach}`));
    expect(breaches).toEqual([]);
  });

  it.each([
    'DROP TABLE task',
    'ALTER TABLE task DROP COLUMN title',
    'ALTER TABLE task DROP CONSTRAINT task_pkey',
    'ALTER TABLE task RENAME TO todo',
    'ALTER TABLE task ALTER COLUMN due TYPE text',
    'ALTER TABLE task ALTER COLUMN due SET NOT NULL',
    'ALTER TABLE task ADD COLUMN more text NOT NULL',
    'ALTER TABLE task ADD COLUMN a text, ADD COLUMN more bigint NOT NULL, ADD COLUMN b text',
    'REVOKE SELECT ON task FROM rufblatt_app',
    'DELETE FROM task',
    '-- contract: 0.3.0, expand: 0.2.0\nDROP TABLE task',
  ])('are caught: %s', (sql) => {
    expect(breachesOf(sql)).not.toEqual([]);
  });

  it.each([
    'CREATE TABLE more (a text NOT NULL); ALTER TABLE more ALTER COLUMN a SET NOT NULL',
    'ALTER TABLE task ADD COLUMN more text',
    'ALTER TABLE task ADD COLUMN more boolean NOT NULL DEFAULT false',
    'CREATE INDEX ON task (tenant_id, due)',
    '-- DROP TABLE task',
    '-- contract: 0.4.0, expand: 0.2.0\nDROP TABLE task',
    '-- contract: 1.0.0, expand: 0.9.0\nALTER TABLE task DROP COLUMN title',
  ])('may: %s', (sql) => {
    expect(breachesOf(sql)).toEqual([]);
  });
});
