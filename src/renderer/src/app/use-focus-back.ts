import { useEffect } from 'react';

const DIALOGUE = '[aria-modal="true"]';

/**
 * A dialogue that is gone, however it went, leaves the focus where it was before; where that is gone as well, on the
 * screen. Dialogues that are taken away with what they belong to cannot do it themselves.
 */
export function useFocusBack(): void {
  useEffect(() => {
    let before: HTMLElement | null = null;
    const watch = new MutationObserver(() => {
      // Elsewhere already, or still open, or another one on top of it.
      if (document.activeElement !== document.body || document.querySelector(DIALOGUE)) return;
      watch.disconnect();
      const to = before?.isConnected ? before : document.getElementById('main');
      to?.focus({ preventScroll: true });
    });
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      if (target.closest(DIALOGUE)) {
        watch.observe(document.body, { childList: true, subtree: true });
      } else {
        before = target;
        watch.disconnect();
      }
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
      watch.disconnect();
    };
  }, []);
}
