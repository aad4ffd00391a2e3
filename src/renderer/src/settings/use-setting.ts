import { useState } from 'react';
import { deskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { Origin, SettingName } from '#shared/settings/house-values.ts';
import { settingsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useDeskState } from '../api/desk-state.tsx';
import { useHouseValue } from './house-values.tsx';

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
  /** Absent: the house says nothing of it. */
  readonly house?: FromHouse;
}

export interface FromHouse {
  readonly origin: Origin;
  /** What the house says. */
  readonly value: unknown;
  /** Gives up what was set here. */
  readonly back: () => void;
}

interface How {
  /** Which setting it is, where the house may speak of it. */
  readonly name?: SettingName;
  /** False: the old value cannot be had back. */
  readonly canUndo?: boolean;
}

/** One field of the settings: saved by itself, told by itself, taken back by itself. */
export function useSetting<T>(
  settings: DeskSettings,
  read: (settings: DeskSettings) => T,
  toPatch: (value: T) => DeskSettingsPatch,
  { name, canUndo = true }: How = {},
): Setting<T> {
  const client = useClient();
  const store = useDeskState().settings;
  const [state, setState] = useState<SaveState>({ is: 'idle' });
  const value = read(settings);
  const said = useHouseValue(name);

  const save = async (next: T): Promise<void> => {
    const patch = deskSettingsPatch.safeParse(toPatch(next));
    if (!patch.success) {
      setState({ is: 'invalid' });
      return;
    }
    // What came from the house goes back to it: the same value set here would no longer follow.
    const undo = said?.origin === 'house' ? back : () => void save(value);
    await send(() => client.ask(settingsContract, 'change', patch.data), undo);
  };
  const back = (): void => {
    if (name === undefined) return;
    void send(
      () => client.ask(settingsContract, 'backToHouse', { name }),
      () => void save(value),
    );
  };
  const send = async (ask: () => Promise<DeskSettings>, undo: () => void): Promise<void> => {
    setState({ is: 'saving' });
    try {
      store.set(await ask());
      setState(canUndo ? { is: 'saved', undo } : { is: 'saved' });
    } catch (error) {
      setState({ is: 'failed', error });
    }
  };
  return {
    value,
    save: (next) => void save(next),
    state,
    ...(said && { house: { origin: said.origin, value: said.value, back } }),
  };
}
