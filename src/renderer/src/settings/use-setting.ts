import { useState } from 'react';
import { deskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { settingsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useDeskState } from '../api/desk-state.tsx';

export type SaveState =
  | { readonly is: 'idle' }
  | { readonly is: 'saving' }
  /** `undo` is missing where the old value cannot be had back (the secret). */
  | { readonly is: 'saved'; readonly undo?: () => void }
  /** Not a value of this field; nothing was sent. */
  | { readonly is: 'invalid' }
  | { readonly is: 'failed'; readonly error: unknown };

export interface Setting<T> {
  readonly value: T;
  readonly save: (value: T) => void;
  readonly state: SaveState;
}

/** One field of the settings: saved by itself, told by itself, taken back by itself. */
export function useSetting<T>(
  settings: DeskSettings,
  read: (settings: DeskSettings) => T,
  toPatch: (value: T) => DeskSettingsPatch,
  canUndo = true,
): Setting<T> {
  const client = useClient();
  const store = useDeskState().settings;
  const [state, setState] = useState<SaveState>({ is: 'idle' });
  const value = read(settings);

  const save = async (next: T): Promise<void> => {
    const patch = deskSettingsPatch.safeParse(toPatch(next));
    if (!patch.success) {
      setState({ is: 'invalid' });
      return;
    }
    setState({ is: 'saving' });
    try {
      store.set(await client.ask(settingsContract, 'change', patch.data));
      setState(canUndo ? { is: 'saved', undo: () => void save(value) } : { is: 'saved' });
    } catch (error) {
      setState({ is: 'failed', error });
    }
  };
  return { value, save: (next) => void save(next), state };
}
