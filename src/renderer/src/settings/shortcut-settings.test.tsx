import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ShortcutStates } from '#shared/settings/shortcut-settings.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { settings } from '#test/renderer/fixture.ts';
import { ShortcutSettings } from './shortcut-settings.tsx';

async function open(states: ShortcutStates): Promise<Rendered> {
  const rendered = render(<ShortcutSettings settings={settings} />);
  rendered.bridge.answer('shell.shortcuts', () => states);
  await act(async () => rendered.bridge.emit('changed', { tables: ['shortcuts'] }));
  rendered.frame();
  await act(async () => undefined);
  return rendered;
}

const changes = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'settings.change').map(({ input }) => input);

async function type(label: string, text: string): Promise<void> {
  const field = screen.getByLabelText(label);
  await act(async () => void fireEvent.change(field, { target: { value: text } }));
  await act(async () => void fireEvent.keyDown(field, { key: 'Enter' }));
}

describe('the shortcuts in the settings', () => {
  it('are spelled as the keyboard is, and say when another program has the keys', async () => {
    await open({ dial: 'taken', call: 'ready' });
    expect(screen.getByDisplayValue('Strg+Umschalt+D')).toBeTruthy();
    expect(screen.getByText(/schon ein anderes Programm/)).toBeTruthy();
    expect(screen.getByText('gilt in jedem Programm')).toBeTruthy();
  });

  it('take keys in anybody’s spelling; empty is off; what would eat letters is refused', async () => {
    const rendered = await open({ dial: 'ready', call: 'ready' });
    await type('Nummer aus der Zwischenablage', 'strg+alt+w');
    await type('Laufenden Anruf zeigen', ' ');
    await type('Laufenden Anruf zeigen', 'Umschalt+A');
    expect(changes(rendered)).toEqual([
      { shortcuts: { dial: 'CommandOrControl+Alt+W' } },
      { shortcuts: { call: '' } },
    ]);
    expect(screen.getByText(/^Tasten mit Strg oder Alt/)).toBeTruthy();
  });

  it('say in a browser that they hold on this page only', async () => {
    await open({ dial: 'page', call: 'page' });
    expect(screen.getByText(/mit der Desktop-App/)).toBeTruthy();
  });
});
