import { useEffect, useEffectEvent } from 'react';
import type { RefObject } from 'react';

/**
 * Calls back on keys pressed anywhere inside an element, before they reach the window's shortcuts. While a list of
 * choices is open its keys are its own.
 */
export function useKeysWithin(
  place: RefObject<HTMLElement | null>,
  act: (event: KeyboardEvent) => void,
): void {
  const onAct = useEffectEvent(act);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const isChoosing =
        event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
      if (!event.isComposing && !event.defaultPrevented && !isChoosing) onAct(event);
    };
    current.addEventListener('keydown', onKey);
    return () => current.removeEventListener('keydown', onKey);
  }, [place]);
}
