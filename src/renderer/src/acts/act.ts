import type { ComponentType } from 'react';

/** Where an act is listed, in this order. */
export const ACT_PLACES = ['call', 'screen', 'anywhere', 'go', 'settings'] as const;
export type ActPlace = (typeof ACT_PLACES)[number];

/** Something that can be done by name or by key, as the palette and the sheet of shortcuts know it. */
export interface ListedAct {
  /** The same from one start to the next, `parties.create`: recent acts are kept by it. */
  readonly id: string;
  /** In the language of the page. */
  readonly name: string;
  /** Other words it is found by. */
  readonly also: string;
  /** As `useShortcut` takes them; undefined: found by name alone. */
  readonly keys: string | undefined;
  readonly place: ActPlace;
  readonly icon: ComponentType<{ size?: number }> | undefined;
  /** Now; what is not stays in the sheet of shortcuts, greyed. */
  readonly isPossible: boolean;
  /** undefined: keys that act on what has the focus, listed only to be known. */
  readonly run: (() => void) | undefined;
}

/** Of several under one id the one that can be done now, on this screen before anywhere; in the order of the places. */
export function listed(acts: Iterable<ListedAct>): readonly ListedAct[] {
  const rank = ({ isPossible, place }: ListedAct): number =>
    (isPossible ? 0 : ACT_PLACES.length) + ACT_PLACES.indexOf(place);
  const best = new Map<string, ListedAct>();
  for (const act of acts) {
    const other = best.get(act.id);
    if (!other || rank(act) < rank(other)) best.set(act.id, act);
  }
  return [...best.values()].toSorted((a, b) => ACT_PLACES.indexOf(a.place) - ACT_PLACES.indexOf(b.place));
}
