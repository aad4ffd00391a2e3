import { beforeEach, describe, expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, MEMORY_SCOPE } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { createCommandRegistry } from '../../commands/command.ts';
import { runSync } from '../../rows/steps.ts';
import { defineTable, optionalText, text } from '../../rows/table.ts';
import { conflictNoteTable, packFields } from '../../sync/conflict-note.ts';
import type { NoteField } from '../../sync/conflict-note.ts';
import { conflictChoose, conflictSee } from './commands.ts';

const table = defineTable('card', { title: text(), place: text() });
const registry = createCommandRegistry([conflictChoose, conflictSee], [table, conflictNoteTable]);
const OTHER = idOf(7);
let rows: MemoryRows;

function run(name: string, args: unknown, userId = AGENT.userId, known = registry): void {
  const actor = { ...AGENT, userId };
  const body = known.prepare(name, args, actor)({ actor, at: 99, scopeId: MEMORY_SCOPE });
  runSync(body, (op) => rows.execute(op));
}
const choose = (side: 'late' | 'kept', fields: readonly string[], userId?: string): void =>
  run('conflict.choose', { id: idOf(1), side, fields }, userId);
const refused = (code: string) => expect.objectContaining({ code });
const note = () => rows.all(conflictNoteTable)[0];

beforeEach(() => {
  rows = createMemoryRows();
  rows.put(table, idOf(2), { title: 'ihrer', place: 'hier' });
  const fields = [
    { field: 'title', late: 'meiner', kept: 'ihrer' },
    { field: 'place', late: 'dort', kept: 'hier' },
  ];
  rows.put(conflictNoteTable, idOf(1), {
    ...{ tbl: 'card', pk: idOf(2), command: 'card.edit', gone: false, decided_at: 1 },
    ...{ late_by: AGENT.userId, late_at: 1, kept_by: OTHER, kept_at: 1 },
    ...{ late_seen_at: null, kept_seen_at: null },
    ...packFields(fields, () => undefined),
  });
});

describe('choosing a value', () => {
  it('writes the fields that were named and no other, and counts as looked at for who chose', () => {
    choose('late', ['title']);
    expect(rows.all(table)).toMatchObject([{ title: 'meiner', place: 'hier' }]);
    expect(note()).toMatchObject({ late_seen_at: 99, kept_seen_at: null });
    choose('kept', ['title'], OTHER);
    expect(rows.all(table)).toMatchObject([{ title: 'ihrer' }]);
    expect(note()).toMatchObject({ kept_seen_at: 99 });
  });

  it('is for the two people alone, and for values that were noted', () => {
    expect(() => choose('late', ['title'], idOf(8))).toThrow(refused('conflict.not-yours'));
    expect(() => choose('late', ['id'])).toThrow(refused('conflict.no-value'));
    expect(() => choose('late', [])).toThrow(refused('command.bad-arguments'));
    expect(rows.all(table)).toMatchObject([{ title: 'ihrer', place: 'hier' }]);
  });

  it('takes what is one value together, and is refused where nothing would be left', () => {
    const owned = defineTable(
      'owned',
      { person: text(), team: optionalText() },
      { oneOf: { columns: ['person', 'team'], none: 'owned.none', several: 'owned.several' } },
    );
    const both = createCommandRegistry([conflictChoose], [owned, conflictNoteTable]);
    const noted = (fields: readonly NoteField[]): void => {
      const packed = packFields(fields, () => undefined);
      rows.execute({
        op: 'update',
        table: conflictNoteTable,
        id: idOf(1),
        patch: { tbl: 'owned', ...packed },
      });
    };
    const use = (side: 'late' | 'kept', field: string): void =>
      run('conflict.choose', { id: idOf(1), side, fields: [field] }, AGENT.userId, both);
    rows.put(owned, idOf(2), { person: '', team: 'Technik' });
    noted([
      { field: 'person', late: 'Nadine', kept: '' },
      { field: 'team', late: null, kept: 'Technik' },
    ]);
    use('late', 'team');
    expect(rows.all(owned)).toMatchObject([{ person: 'Nadine', team: null }]);
    use('kept', 'person');
    expect(rows.all(owned)).toMatchObject([{ person: '', team: 'Technik' }]);
    // As centres of old noted it: one field without the other.
    rows.put(owned, idOf(2), { person: 'Birgit', team: null });
    noted([{ field: 'person', late: 'Nadine', kept: '' }]);
    expect(() => use('kept', 'person')).toThrow(refused('owned.none'));
    use('late', 'person');
    expect(rows.all(owned)).toMatchObject([{ person: 'Nadine', team: null }]);
  });

  it('is refused where there is nothing to write to', () => {
    const bare = createCommandRegistry([conflictChoose]);
    const args = { id: idOf(1), side: 'late', fields: ['title'] };
    expect(() => run('conflict.choose', args, AGENT.userId, bare)).toThrow(refused('conflict.unknown'));
    expect(() => run('conflict.choose', { ...args, id: idOf(9) })).toThrow(refused('conflict.unknown'));
    rows.execute({ op: 'remove', table, id: idOf(2) });
    expect(() => choose('late', ['title'])).toThrow(refused('conflict.gone'));
  });
});

describe('looking at it', () => {
  it('is each side’s own, and can be taken back', () => {
    run('conflict.see', { ids: [idOf(1)], seen: true }, OTHER);
    expect(note()).toMatchObject({ late_seen_at: null, kept_seen_at: 99 });
    run('conflict.see', { ids: [idOf(1)], seen: false }, OTHER);
    expect(note()).toMatchObject({ kept_seen_at: null });
    expect(() => run('conflict.see', { ids: [idOf(1)], seen: true }, idOf(8))).toThrow(
      refused('conflict.not-yours'),
    );
  });
});
