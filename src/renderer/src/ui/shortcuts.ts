import { useEffect, useEffectEvent } from 'react';

/** `Mod` is Ctrl, on a Mac ⌘. Several combinations for one act are separated by `|`, a sequence by a space: `g c`. */
export interface Combo {
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

export function parseCombo(combo: string): Combo {
  const parts = combo.split('+');
  const key = parts.at(-1) ?? '';
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key.length === 1 ? key.toLowerCase() : key,
  };
}

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Alt turns letters and digits into other signs on some layouts, so with it the key's place counts as well. */
export function fits(combo: Combo, press: Press): boolean {
  if (combo.mod !== (press.ctrlKey || press.metaKey) || combo.alt !== press.altKey) return false;
  if (combo.shift && !press.shiftKey) return false;
  const place = press.code.replace(/^(Key|Digit|Numpad)/, '').toLowerCase();
  return press.key.toLowerCase() === combo.key.toLowerCase() || (combo.alt && place === combo.key);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** How long the second key of a sequence may take, ms. */
const SEQUENCE_PAUSE = 1200;

/**
 * Calls back on a combination anywhere in the window. Combinations without Ctrl or Alt rest while a field has the
 * focus, but for the function keys, which type nothing; a dialogue on top (`aria-modal`) silences all that lie below it.
 */
export function useShortcut(combos: string, act: (event: KeyboardEvent) => void, enabled = true): void {
  const onAct = useEffectEvent(act);
  useEffect(() => {
    if (!enabled) return undefined;
    const sequences = combos.split('|').map((one) => one.trim().split(' ').map(parseCombo));
    /** First keys of sequences, and when they were pressed; several sequences may begin alike. */
    const begun = new Map<Combo, number>();

    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const typing = isTyping(event.target);
      for (const [first, second] of sequences) {
        if (!first) continue;
        if (typing && !first.mod && !first.alt && !/^F\d+$/.test(first.key)) continue;
        const isSecond =
          second !== undefined &&
          event.timeStamp - (begun.get(first) ?? -Infinity) < SEQUENCE_PAUSE &&
          fits(second, event);
        if (!isSecond && !fits(first, event)) continue;
        // Looked for only where a key fits: every shortcut there is hears every key that is typed.
        if (document.querySelector('[aria-modal="true"]')) return;
        if (second && !isSecond) {
          begun.set(first, event.timeStamp);
          continue;
        }
        begun.clear();
        event.preventDefault();
        onAct(event);
        return;
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [combos, enabled]);
}
