import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import { SHORTCUTS } from '#shared/settings/shortcut-settings.ts';
import type {
  ShortcutName,
  ShortcutSettings,
  ShortcutState,
  ShortcutStates,
} from '#shared/settings/shortcut-settings.ts';
import type { GlobalKeys } from './shell.ts';
import type { ShortcutActs } from './shortcut-acts.ts';

export interface ShortcutDeps {
  /** undefined: this shell has none. */
  readonly keys: Pick<GlobalKeys, 'take' | 'release'> | undefined;
  readonly wanted: () => ShortcutSettings;
  readonly onSettings: (listener: () => void) => Unsubscribe;
  readonly acts: ShortcutActs;
  /** The states have changed. */
  readonly onChange: () => void;
}

export interface Shortcuts extends Service {
  states(): ShortcutStates;
}

/** Holds the keys of the settings while the desk runs; keys that could not be had are tried again at every change. */
export function createShortcuts({ keys, wanted, onSettings, acts, onChange }: ShortcutDeps): Shortcuts {
  const held = new Map<ShortcutName, string>();
  let states: ShortcutStates = { dial: 'off', call: 'off' };
  let asked = '';
  let unsubscribe: Unsubscribe = () => {};

  function takeOne(name: ShortcutName, accelerator: string): ShortcutState {
    if (accelerator === '') return 'off';
    if (!keys) return 'page';
    if ([...held.values()].includes(accelerator)) return 'double';
    if (!keys.take(accelerator, acts[name])) return 'taken';
    held.set(name, accelerator);
    return 'ready';
  }

  function releaseAll(): void {
    for (const accelerator of held.values()) keys?.release(accelerator);
    held.clear();
  }

  function follow(): void {
    const settings = wanted();
    const asking = JSON.stringify(SHORTCUTS.map((name) => settings[name]));
    const isSettled = !Object.values(states).includes('taken');
    if (asking === asked && isSettled) return;
    asked = asking;
    releaseAll();
    const entries = SHORTCUTS.map((name) => [name, takeOne(name, settings[name])] as const);
    states = Object.fromEntries(entries) as ShortcutStates;
    onChange();
  }

  return {
    states: () => states,
    start() {
      unsubscribe = onSettings(follow);
      follow();
    },
    stop() {
      unsubscribe();
      releaseAll();
      asked = '';
    },
  };
}
