import { CLOSENESS } from '#shared/calls/close-party.ts';
import type { Closeness, CloseParty } from '#shared/calls/close-party.ts';
import type { RelationshipKind } from '#shared/features/relations/model.ts';
import type { Day } from '#shared/kernel/day.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** What the other one is to a party that is this to the other (`from`), or to which the other is this (`to`). */
const CLOSE: Partial<Record<RelationshipKind, Readonly<Record<'from' | 'to', Closeness>>>> = {
  guardian: { from: 'ward', to: 'guardian' },
  representative: { from: 'represented', to: 'representative' },
  payer: { from: 'paid-for', to: 'payer' },
  family: { from: 'family', to: 'family' },
};

interface RelatedRow {
  readonly id: string;
  readonly side: 'from' | 'to';
  readonly kind: RelationshipKind;
}

/** Of relationships that hold on this day; each party once, as what comes to mind first. */
export function closeTo(
  db: ReadableDb,
  { partyId, today }: { readonly partyId: string; readonly today: Day },
): readonly CloseParty[] {
  const rows = db
    .prepare<{ partyId: string; today: Day }, RelatedRow>(
      `WITH related AS (
         SELECT to_id AS id, 'from' AS side, kind, since, until FROM relationship WHERE from_id = @partyId
         UNION ALL
         SELECT from_id, 'to', kind, since, until FROM relationship WHERE to_id = @partyId
       )
       SELECT id, side, kind FROM related
       WHERE id <> @partyId AND (since IS NULL OR since <= @today) AND (until IS NULL OR until >= @today)
       ORDER BY id`,
    )
    .all({ partyId, today });
  const found = rows.flatMap(({ id, side, kind }): CloseParty[] => {
    const as = CLOSE[kind]?.[side];
    return as === undefined ? [] : [{ id, as }];
  });
  const ranked = found.toSorted((a, b) => CLOSENESS.indexOf(a.as) - CLOSENESS.indexOf(b.as));
  return ranked.filter(({ id }, index) => ranked.findIndex((other) => other.id === id) === index);
}
