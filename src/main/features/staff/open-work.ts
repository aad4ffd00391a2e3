import { mayLead } from '#shared/access/leading.ts';
import type { OpenWork, StaffMemberLine } from '#shared/features/staff/contract.ts';
import type { CallerCard } from '#shared/calls/live-call.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { Host, OpenWorkOf } from '../../host/host.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'openWork' | 'settings'>;

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
  return host.openWork().map((work) => ({ type: work.type, items: cardsOf(host, work, staffId) }));
}

function cardsOf(host: Reader, { type, ids, cards }: OpenWorkOf, staffId: string): readonly CallerCard[] {
  if (cards) return cards(host, staffId);
  const mine = ids(host.db, staffId);
  const named = host.describe(type, mine);
  return mine.flatMap((id) => named.get(id) ?? []);
}

interface HandOver {
  readonly fromId: string;
  readonly toId: string;
  /** Left out: everything. */
  readonly only?: readonly Ref[] | undefined;
}

/**
 * A thing after the other, each its own command: what cannot be given stops nothing that was given before.
 *
 * @returns what was given, by its names
 */
export function handOver(host: Host, { fromId, toId, only }: HandOver): readonly OpenWork[] {
  if (!mayLead(host.session()))
    throw new AppError('staff.lead-only', 'only a lead hands over the work of others', {});
  const taker = host.db
    .prepare<[string], { left_at: number | null }>('SELECT left_at FROM staff WHERE id = ?')
    .get(toId);
  if (fromId === toId || !taker || taker.left_at !== null)
    throw new AppError('staff.same', `${toId} cannot take over from ${fromId}`, {});
  return host.openWork().flatMap((work) => {
    const { type } = work;
    const isMeant = (id: string): boolean =>
      only === undefined || only.some((ref) => ref.type === type && ref.id === id);
    const named = new Map(cardsOf(host, work, fromId).map((card) => [card.ref.id, card]));
    const given = work.ids(host.db, fromId).filter(isMeant);
    for (const id of given) work.give(host, id, toId, fromId);
    return given.length === 0
      ? []
      : [{ type, items: given.map((id) => named.get(id) ?? { ref: { type, id }, name: '', detail: '' }) }];
  });
}
