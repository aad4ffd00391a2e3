import { describe, expect, it } from 'vitest';
import { Emitter } from '#shared/kernel/emitter.ts';
import { defaultShortcutSettings } from '#shared/settings/shortcut-settings.ts';
import type { ShortcutSettings } from '#shared/settings/shortcut-settings.ts';
import { createShortcuts } from './shortcuts.ts';

const DIAL = 'CommandOrControl+Shift+D';
const CALL = 'CommandOrControl+Shift+A';

function setUp({ hasKeys = true, taken = new Set<string>() } = {}) {
  const held = new Map<string, () => void>();
  const pressed: string[] = [];
  const changes = new Emitter<void>();
  let settings: ShortcutSettings = defaultShortcutSettings;
  let told = 0;
  const shortcuts = createShortcuts({
    keys: hasKeys
      ? {
          take(accelerator, act) {
            if (taken.has(accelerator) || held.has(accelerator)) return false;
            held.set(accelerator, act);
            return true;
          },
          release: (accelerator) => void held.delete(accelerator),
        }
      : undefined,
    wanted: () => settings,
    onSettings: (listener) => changes.on(listener),
    acts: { dial: () => pressed.push('dial'), call: () => pressed.push('call') },
    onChange: () => (told += 1),
  });
  return {
    shortcuts,
    held,
    pressed,
    taken,
    told: () => told,
    change(patch: Partial<ShortcutSettings>) {
      settings = { ...settings, ...patch };
      changes.emit();
    },
  };
}

describe('global shortcuts', () => {
  it('are held from start to stop', async () => {
    const { shortcuts, held, pressed } = setUp();
    expect(held.size).toBe(0);
    await shortcuts.start();
    expect(shortcuts.states()).toEqual({ dial: 'ready', call: 'ready' });
    held.get(DIAL)?.();
    held.get(CALL)?.();
    expect(pressed).toEqual(['dial', 'call']);
    await shortcuts.stop();
    expect(held.size).toBe(0);
  });

  it('follow the settings, and are left alone by other ones', async () => {
    const { shortcuts, held, change, told } = setUp();
    await shortcuts.start();
    change({ dial: 'CommandOrControl+Alt+W' });
    expect([...held.keys()].toSorted()).toEqual(['CommandOrControl+Alt+W', CALL]);
    const before = told();
    change({ dialAtOnce: true });
    expect(told()).toBe(before);
    change({ dial: '', call: '' });
    expect([held.size, shortcuts.states()]).toEqual([0, { dial: 'off', call: 'off' }]);
  });

  it('say when another program has the keys, and ask again at the next change', async () => {
    const { shortcuts, taken, change } = setUp({ taken: new Set([DIAL]) });
    await shortcuts.start();
    expect(shortcuts.states()).toEqual({ dial: 'taken', call: 'ready' });
    taken.clear();
    change({});
    expect(shortcuts.states()).toEqual({ dial: 'ready', call: 'ready' });
  });

  it('are never both on one key', async () => {
    const { shortcuts, held, pressed, change } = setUp();
    await shortcuts.start();
    change({ call: DIAL });
    expect(shortcuts.states()).toEqual({ dial: 'ready', call: 'double' });
    held.get(DIAL)?.();
    expect(pressed).toEqual(['dial']);
    change({ dial: CALL });
    expect(shortcuts.states()).toEqual({ dial: 'ready', call: 'ready' });
  });

  it('are the page’s own where the shell is a page', async () => {
    const { shortcuts, change } = setUp({ hasKeys: false });
    await shortcuts.start();
    change({ call: '' });
    expect(shortcuts.states()).toEqual({ dial: 'page', call: 'off' });
  });
});
