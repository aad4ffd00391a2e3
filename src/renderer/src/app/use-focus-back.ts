import { useEffect } from 'react';
import { focusIn } from '../ui/focus-in.ts';
import { focusHeirsOf } from './focus-heirs.ts';

const MODAL = '[aria-modal="true"]';
const DIALOGUE = `${MODAL}, [role="dialog"]`;

/**
 * A dialogue that is gone, however it went, leaves the focus where it was before; where that is gone as well, next to
 * where it was, else on the screen. Dialogues that are taken away with what they belong to cannot do it themselves.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let before: HTMLElement | null = null;
    /** Of `before`, as they stood when the dialogue took the focus; null: it is in none. */
    let heirs: readonly Element[] | null = null;
    let dialogue: Element | null = null;
    const watch = new MutationObserver(() => {
      // Elsewhere already, or still open, or another one on top of it.
      if (document.activeElement !== document.body) return;
      if (dialogue?.isConnected || document.querySelector(MODAL)) return;
      const places = heirs ?? [];
      leave();
      before?.focus({ preventScroll: true });
      // What is gone, or can no longer be used, has not taken it.
      if (document.activeElement !== document.body) return;
      if (places.some((place) => place.isConnected && focusIn(place))) return;
      document.getElementById('main')?.focus({ preventScroll: true });
    });
    const leave = (): void => {
      watch.disconnect();
      heirs = null;
      dialogue = null;
    };
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      const within = target.closest(DIALOGUE);
      if (within) {
        dialogue = within;
        heirs ??= before ? focusHeirsOf(before) : [];
        watch.observe(document.body, { childList: true, subtree: true });
      } else {
        before = target;
        leave();
      }
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
      watch.disconnect();
    };
  }, []);
}
