import type Electron from 'electron';
import { app } from './app.ts';
import { machine, record } from './machine.ts';
import { strict } from './strict.ts';

// Keys and clipboard of the whole desktop: what other programs share with the app.

const acts = new Map<string, () => void>();

const shortcutMethods = {
  register(accelerator, callback) {
    if (!app.isReady()) throw new Error('globalShortcut cannot be used before the app is ready');
    if (!KEYS.test(accelerator)) throw new TypeError(`conversion failure from ${accelerator}`);
    const isFree = !machine.takenShortcuts.includes(accelerator) && !acts.has(accelerator);
    record({ api: 'globalShortcut.register', args: [accelerator, isFree] });
    if (isFree) acts.set(accelerator, callback);
    return isFree;
  },
  unregister(accelerator) {
    record({ api: 'globalShortcut.unregister', args: [accelerator] });
    acts.delete(accelerator);
  },
} satisfies Pick<typeof Electron.globalShortcut, 'register' | 'unregister'>;

/** The part of Electron's grammar that the app uses. */
const KEYS = /^(?:CommandOrControl\+)?(?:Alt\+)?(?:Shift\+)?(?:[A-Z]|\d|F\d{1,2})$/;

export const globalShortcut = strict('globalShortcut', shortcutMethods);

/** What the app does on these keys; undefined: it does not hold them. */
export const shortcutAct = (accelerator: string): (() => void) | undefined => acts.get(accelerator);

let copied = '';

const clipboardMethods = {
  readText: () => Promise.resolve(copied),
  writeText(text) {
    copied = text;
    return Promise.resolve();
  },
} satisfies Pick<typeof Electron.clipboard, 'readText' | 'writeText'>;

export const clipboard = strict('clipboard', clipboardMethods);
