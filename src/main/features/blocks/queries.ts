import type { BlockLine } from '#shared/features/blocks/contract.ts';
import type { blockTable } from '#shared/features/blocks/model.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';

export function blocksOf(
  { db, describe }: Pick<Host, 'db' | 'describe'>,
  { partyId }: { readonly partyId: string },
): readonly BlockLine[] {
  const rows = db
    .prepare<[string], Row<typeof blockTable>>(
      'SELECT * FROM block WHERE party_id = ? ORDER BY since DESC, id DESC',
    )
    .all(partyId);
  const people = describe('staff', [
    ...new Set(rows.flatMap((row) => [row.set_by, row.lifted_by ?? []]).flat()),
  ]);
  const nameOf = (id: string | null): string => (id === null ? '' : (people.get(id)?.name ?? ''));
  return rows.map(({ id, kind, note, since, until, set_by, set_at, lifted_at, lifted_by }) => ({
    ...{ id, kind, note, since, until },
    ...{ setBy: nameOf(set_by), setAt: set_at, liftedAt: lifted_at, liftedBy: nameOf(lifted_by) },
  }));
}
