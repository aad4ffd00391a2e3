import type { OpenWork, StaffMemberLine } from '#shared/features/staff/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Host } from '../../host/host.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'openWork'>;

export function everybody({ db, openWork }: Pick<Host, 'db' | 'openWork'>): readonly StaffMemberLine[] {
  const rows = db
    .prepare<[], { id: string; name: string; leftAt: number | null }>(
      'SELECT id, name, left_at AS leftAt FROM staff',
    )
    .all();
  return rows
    .map((row) => ({
      ...row,
      openWork: openWork().reduce((sum, { ids }) => sum + ids(db, row.id).length, 0),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'de'));
}

export function openWorkOf(host: Reader, { staffId }: { readonly staffId: string }): readonly OpenWork[] {
  return host.openWork().map(({ type, ids }) => {
    const mine = ids(host.db, staffId);
    const cards = host.describe(type, mine);
    return { type, items: mine.flatMap((id) => cards.get(id) ?? []) };
  });
}

/** A thing after the other, each its own command: what cannot be given stops nothing that was given before. */
export function handOver(
  host: Host,
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
): number {
  const { roles } = host.session();
  if (!roles.includes('lead') && !roles.includes('admin'))
    throw new AppError('staff.lead-only', 'only a lead hands over the work of others', {});
  const taker = host.db
    .prepare<[string], { left_at: number | null }>('SELECT left_at FROM staff WHERE id = ?')
    .get(toId);
  if (fromId === toId || !taker || taker.left_at !== null)
    throw new AppError('staff.same', `${toId} cannot take over from ${fromId}`, {});
  let given = 0;
  for (const { ids, give } of host.openWork())
    for (const id of ids(host.db, fromId)) {
      give(host, id, toId);
      given += 1;
    }
  return given;
}
