import type { Ref } from '../kernel/ref.ts';
import { find, remove } from './steps.ts';
import type { Steps } from './steps.ts';
import { refColumns } from './table.ts';
import type { Table } from './table.ts';

/** Removes what is a part of this thing, of whatever feature: for commands that take the thing itself back. */
export function* removeParts(tables: ReadonlyMap<string, Table> | undefined, whole: Ref): Steps<void> {
  for (const table of tables?.values() ?? []) {
    const aim = refColumns(table).find(({ column }) => column === table.partOf);
    if (!aim) continue;
    if (typeof aim.target === 'string' && aim.target !== whole.type) continue;
    const where =
      typeof aim.target === 'string'
        ? { [aim.column]: whole.id }
        : { [aim.column]: whole.id, [aim.target.typeIn]: whole.type };
    for (const part of yield* find(table, where)) yield* remove(table, part.id);
  }
}
