import { describe, expect, it } from 'vitest';
import { features } from '#shared/features.ts';
import { linkTable } from '#shared/links/links.ts';
import { refColumns } from '#shared/rows/table.ts';
import type { Table } from '#shared/rows/table.ts';
import { CORE_MIGRATIONS, readMigrations } from '#server/store/migrations.ts';
import { serverFeatures } from '#server/features.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';

/*
 * When a party becomes part of another, what points at it must follow: a column nobody has declared would be left
 * behind. So a column that is named like an id is declared with refTo, or is told here to be something else.
 */

const tables: readonly Table[] = [linkTable, ...features.flatMap((feature) => feature.tables)];
const NAMED_LIKE_REFS =
  /(^|_)(id|ids|to|into|party|person|organisation|household|customer|contact|member|parent)$/;

/** No reference that follows, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'party.owner_id': 'a user',
  'interaction.staff_id': 'a user',
  'ticket.owner_id': 'a user',
  'ticket_group_member.staff_id': 'a user',
  'task.assignee_id': 'a user',
  'task_attempt.staff_id': 'a user',
  'absence.staff_id': 'a user',
  'absence.deputy_id': 'a user',
  'duty_session.staff_id': 'a user',
  'duty_session.desk_id': 'a desk, which is no row',
  'reading.reader_id': 'a user',
  'reading.party_id': 'whose sheet it was then stays as it was told',
  'party_merge.kept_id': 'what was merged then stays as it was told',
  'party_merge.dropped_id': 'what was merged then stays as it was told',
  'ticket_merge.kept_id': 'what was merged then stays as it was told',
  'ticket_merge.dropped_id': 'what was merged then stays as it was told',
};

const declared = (table: Table): readonly string[] => refColumns(table).map(({ column }) => column);

describe('columns that point at things', () => {
  it('are declared, or told to be something else', () => {
    const forgotten = tables.flatMap((table) =>
      table.columnNames
        .filter((name) => NAMED_LIKE_REFS.test(name) && !declared(table).includes(name))
        .map((name) => `${table.name}.${name}`),
    );
    expect(forgotten.toSorted()).toEqual(Object.keys(OTHERWISE).toSorted());
  });

  it('point at tables there are', () => {
    const names = new Set(tables.map(({ name }) => name));
    for (const table of tables)
      for (const { column, target } of refColumns(table)) {
        if (typeof target === 'string') expect(names, `${table.name}.${column}`).toContain(target);
        else expect(table.columnNames).toContain(target.typeIn);
      }
  });

  it('have an index on the desk and at the centre where they may point at a party', async () => {
    const desk = openDeskReplica();
    const sql = (
      await readMigrations([CORE_MIGRATIONS, ...serverFeatures.flatMap(({ migrations }) => migrations ?? [])])
    )
      .map((migration) => migration.sql)
      .join('\n');
    const slow: string[] = [];
    try {
      for (const table of tables)
        for (const { column, target } of refColumns(table)) {
          if (typeof target === 'string' && target !== 'party') continue;
          const plan = desk.replica.db
            .prepare<[string], { detail: string }>(
              `EXPLAIN QUERY PLAN SELECT * FROM ${table.name} WHERE ${column} = ?`,
            )
            .all('x');
          if (!plan.some(({ detail }) => /SEARCH .*INDEX/.test(detail)))
            slow.push(`desk: ${table.name}.${column}`);
          if (!new RegExp(`INDEX ON ${table.name}\\s*\\(tenant_id, ${column}\\b`).test(sql))
            slow.push(`centre: ${table.name}.${column}`);
        }
      expect(slow).toEqual([]);
    } finally {
      desk.close();
    }
  });
});
