import { describe, expect, it } from 'vitest';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor, Command } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { runSync } from '#shared/rows/steps.ts';
import { AGENT, createMemoryRows, idOf } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { attachmentAdd, attachmentRemove, attachmentRename } from './commands.ts';
import { attachmentTable, MAX_FILE_BYTES } from './model.ts';

const COLLEAGUE: Actor = { ...AGENT, userId: idOf(98) };
const LEAD: Actor = { ...COLLEAGUE, roles: ['lead'] };
const tables = features.flatMap((feature) => feature.tables);
const registry = createCommandRegistry(
  features.flatMap((feature) => feature.commands),
  tables,
);
const recorded = {
  ...{ id: idOf(1), type: 'letter', direction: 'in', partyId: idOf(2), occurredAt: 500, outcome: null },
  body: 'Widerspruch',
};
const subject = { type: 'interaction' as const, id: idOf(1) };
const scan = {
  ...{ id: idOf(10), subject, fileName: 'Scan.pdf', mediaType: 'application/pdf' },
  ...{ bytes: 12_345, sha256: 'a'.repeat(64) },
};

/** As the registry does it, which tells commands of all tables. */
function run(rows: MemoryRows, name: string, args: unknown, actor: Actor = AGENT): void {
  const steps = registry.prepare(name, args, actor)({ actor, at: 1_000, scopeId: 'scope' });
  runSync(steps, (op) => rows.execute(op));
}
const does = <A>(rows: MemoryRows, command: Command<A>, args: A, actor?: Actor): void =>
  run(rows, command.name, args, actor);

function entry(): MemoryRows {
  const rows = createMemoryRows();
  run(rows, 'interaction.record', recorded);
  return rows;
}
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

describe('a file', () => {
  it('is attached to an entry, where whoever sees the entry sees it', () => {
    const rows = entry();
    does(rows, attachmentAdd, scan);
    expect(rows.all(attachmentTable)).toMatchObject([
      {
        ...{ subject_type: 'interaction', subject_id: idOf(1), file_name: 'Scan.pdf', bytes: 12_345 },
        ...{ added_by: AGENT.userId, added_at: 1_000, scope_id: 'scope' },
      },
    ]);
  });

  it('is one, however often the same is attached to the same thing', () => {
    const rows = entry();
    does(rows, attachmentAdd, scan);
    does(rows, attachmentAdd, { ...scan, id: idOf(11), fileName: 'Noch einmal.pdf' }, COLLEAGUE);
    expect(rows.all(attachmentTable)).toHaveLength(1);
  });

  it('is not attached to what is not there', () => {
    expect(() => does(createMemoryRows(), attachmentAdd, scan)).toThrow(code('attachment.subject-gone'));
  });

  it.each([
    ['a path in its name', { fileName: '../Scan.pdf' }],
    ['a name that is another than it looks', { fileName: 'Scan\u202efdp.exe' }],
    ['nothing in it', { bytes: 0 }],
    ['more in it than may be', { bytes: MAX_FILE_BYTES + 1 }],
    ['no digest', { sha256: 'A'.repeat(64) }],
    ['a type that is none', { mediaType: 'text/html; charset=utf-8' }],
  ])('is refused with %s', (_what, wrong) => {
    expect(() => run(entry(), 'attachment.add', { ...scan, ...wrong })).toThrow();
  });

  it('gets another name', () => {
    const rows = entry();
    does(rows, attachmentAdd, scan);
    does(rows, attachmentRename, { id: scan.id, fileName: 'Widerspruch.pdf' }, COLLEAGUE);
    expect(rows.all(attachmentTable)).toMatchObject([{ file_name: 'Widerspruch.pdf' }]);
    expect(() => does(rows, attachmentRename, { id: idOf(77), fileName: 'a.pdf' })).toThrow(
      code('attachment.gone'),
    );
  });

  it('is removed by whoever attached it, or leads', () => {
    for (const actor of [AGENT, LEAD]) {
      const rows = entry();
      does(rows, attachmentAdd, scan);
      expect(() => does(rows, attachmentRemove, { id: scan.id }, COLLEAGUE)).toThrow(
        code('attachment.not-yours'),
      );
      does(rows, attachmentRemove, { id: scan.id }, actor);
      does(rows, attachmentRemove, { id: scan.id }, actor);
      expect(rows.all(attachmentTable)).toEqual([]);
    }
  });

  it('goes with the entry that is taken back, and no other does', () => {
    const rows = entry();
    run(rows, 'interaction.record', { ...recorded, id: idOf(3) });
    does(rows, attachmentAdd, scan);
    does(rows, attachmentAdd, { ...scan, id: idOf(12), subject: { ...subject, id: idOf(3) } });
    run(rows, 'interaction.withdraw', { id: idOf(1) });
    expect(rows.all(attachmentTable).map(({ id }) => id)).toEqual([idOf(12)]);
  });
});
