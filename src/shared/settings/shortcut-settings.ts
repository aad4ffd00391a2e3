import { z } from 'zod';
import { parseAccelerator } from './accelerator.ts';

/** In Electron's spelling, `CommandOrControl+Shift+D`; empty: off. */
const accelerator = z
  .string()
  .max(60)
  .refine((keys) => keys === '' || parseAccelerator(keys) === keys);

/** Keys that reach the desk from within any program; in the browser shell, from within its page. */
export const shortcutSettings = z.object({
  /** Takes the number on the clipboard to the dial screen. */
  dial: accelerator,
  /** Brings the call that is up, and the desk, to the front. */
  call: accelerator,
  /** Dials the clipboard's number without asking. */
  dialAtOnce: z.boolean(),
});
export type ShortcutSettings = z.infer<typeof shortcutSettings>;

export const SHORTCUTS = ['dial', 'call'] as const;
export type ShortcutName = (typeof SHORTCUTS)[number];

/**
 * `taken`: another program has these keys, or the system gives none away · `double`: the other shortcut has them ·
 * `page`: this shell has no global keys, its page listens for itself.
 */
export type ShortcutState = 'off' | 'ready' | 'taken' | 'double' | 'page';
export type ShortcutStates = Readonly<Record<ShortcutName, ShortcutState>>;

export const defaultShortcutSettings: ShortcutSettings = {
  dial: 'CommandOrControl+Shift+D',
  call: 'CommandOrControl+Shift+A',
  dialAtOnce: false,
};
