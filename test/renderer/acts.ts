import { act, fireEvent, screen } from '@testing-library/react';
import type { Rendered } from './render.tsx';

/** The commands the page has asked to be run, in their order. */
export const ran = ({ bridge }: Pick<Rendered, 'bridge'>): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input);

/** Waits for the one button of this name and presses it. */
export async function press(name: string | RegExp): Promise<void> {
  const found = await screen.findByRole('button', { name });
  await act(async () => found.click());
}

/** Chooses an option of a field by their names. */
export async function choose(field: string, option: string): Promise<void> {
  fireEvent.click(await screen.findByRole('combobox', { name: field }));
  const found = await screen.findByRole('option', { name: option });
  await act(async () => void fireEvent.click(found));
}
