/** `CommandOrControl+Alt+Shift+D` in this order, as Electron names keys; what {@link parseAccelerator} yields. */
const MODIFIERS = ['CommandOrControl', 'Alt', 'Shift'] as const;
type Modifier = (typeof MODIFIERS)[number];

/** As keyboards in German and English are labelled, in small letters. */
const SPELLINGS: Readonly<Record<string, Modifier>> = {
  commandorcontrol: 'CommandOrControl',
  cmdorctrl: 'CommandOrControl',
  control: 'CommandOrControl',
  ctrl: 'CommandOrControl',
  strg: 'CommandOrControl',
  command: 'CommandOrControl',
  cmd: 'CommandOrControl',
  mod: 'CommandOrControl',
  '⌘': 'CommandOrControl',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  umschalt: 'Shift',
  '⇧': 'Shift',
};

const FUNCTION_KEY = /^F(?:[1-9]|1\d|2[0-4])$/;
const KEY = /^(?:[A-Z]|\d|F(?:[1-9]|1\d|2[0-4]))$/;

/**
 * A combination of keys as somebody types it, `strg + umschalt + d`, in Electron's spelling. undefined: none, or one
 * that would take a key away from everybody's typing: without Ctrl or Alt only a function key may stand.
 */
export function parseAccelerator(typed: string): string | undefined {
  const parts = typed.split('+').map((part) => part.trim());
  const key = (parts.pop() ?? '').toUpperCase();
  if (!KEY.test(key)) return undefined;
  const held = new Set<Modifier>();
  for (const part of parts) {
    const spelling = part.toLowerCase();
    const modifier = Object.hasOwn(SPELLINGS, spelling) ? SPELLINGS[spelling] : undefined;
    if (modifier === undefined || held.has(modifier)) return undefined;
    held.add(modifier);
  }
  if (!held.has('CommandOrControl') && !held.has('Alt') && !FUNCTION_KEY.test(key)) return undefined;
  return [...MODIFIERS.filter((modifier) => held.has(modifier)), key].join('+');
}

/** The same as `useShortcut` and `<Keys>` of the renderer spell it: `Mod+Shift+D`. */
export const toCombo = (accelerator: string): string => accelerator.replace('CommandOrControl', 'Mod');
