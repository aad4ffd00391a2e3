import { use, useEffect, useEffectEvent, useId } from 'react';
import type { ComponentType } from 'react';
import { useShortcut } from '../ui/shortcuts.ts';
import { ActPlaceContext } from './act-place.tsx';
import type { ActPlace } from './act.ts';
import { useActStore } from './act-store.ts';

interface NamedAct {
  /** `feature.what`, the same from one start to the next. */
  readonly id: string;
  /** From the catalogue. */
  readonly name: string;
  /** Other words to find it by, from the catalogue. */
  readonly also?: string;
  /** As `useShortcut` takes them. */
  readonly keys?: string;
  readonly icon?: ComponentType<{ size?: number }>;
  /** false: neither its keys nor the palette do it now. */
  readonly isPossible?: boolean;
  /** Default: where the component stands. */
  readonly place?: ActPlace;
  /**
   * The event where a key of several alternatives was pressed: such an act does nothing without it and sets
   * `needsKey`. Left out: somebody else hears the keys, here they are only told.
   */
  readonly run?: (event?: KeyboardEvent) => void;
  readonly needsKey?: boolean;
}

/**
 * Offers an act while the component is there: its keys act, the palette finds it, the sheet of shortcuts lists it.
 * The only way to a shortcut; a second list of them does not exist.
 */
export function useNamedAct({
  id,
  name,
  also = '',
  keys,
  icon,
  isPossible = true,
  place: givenPlace,
  run,
  needsKey = false,
}: NamedAct): void {
  const from = useId();
  const around = use(ActPlaceContext);
  const place = givenPlace ?? around;
  const offer = useActStore((store) => store.offer);
  const onRun = useEffectEvent((event?: KeyboardEvent) => run?.(event));
  const isToldOnly = run === undefined || needsKey;
  useShortcut(keys ?? '', run ?? nothing, isPossible && keys !== undefined && run !== undefined);
  useEffect(
    () =>
      offer(from, {
        id,
        name,
        also,
        keys,
        icon,
        isPossible,
        place,
        run: isToldOnly ? undefined : () => onRun(),
      }),
    [offer, from, id, name, also, keys, icon, isPossible, place, isToldOnly],
  );
}

function nothing(): void {}
