import type { Clipboard, GlobalShortcut } from 'electron';
import type { GlobalKeys } from '../shell.ts';

export interface GlobalKeyParts {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly clipboard: Pick<Clipboard, 'readText'>;
}

/** The system's global shortcuts and its clipboard, which is read when its key is pressed and at no other time. */
export function createGlobalKeys({ globalShortcut, clipboard }: GlobalKeyParts): GlobalKeys {
  return {
    take(accelerator, act) {
      try {
        return globalShortcut.register(accelerator, act);
      } catch {
        // Electron throws on keys this system does not have; that nobody can press them is all there is to say.
        return false;
      }
    },
    release: (accelerator) => globalShortcut.unregister(accelerator),
    clipboardText: () => clipboard.readText(),
  };
}
