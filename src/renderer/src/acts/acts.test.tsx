import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from '#test/renderer/render.tsx';
import { CoreActs } from '../app/core-acts.tsx';
import { SearchField } from '../app/search-field.tsx';
import { HelpPanel } from '../help/help-panel.tsx';
import { ActPlaceContext } from './act-place.tsx';
import { useActStore } from './act-store.ts';
import { usePanels } from './panel-store.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { useNamedAct } from './use-named-act.ts';

interface WaterProps {
  readonly onRun: () => void;
  readonly isPossible?: boolean;
}

function Water({ onRun, isPossible = true }: WaterProps): ReactNode {
  useNamedAct({ id: 'plants.water', name: 'Blumen gießen', keys: 'Alt+g', isPossible, run: onRun });
  useNamedAct({ id: 'plants.talk', name: 'Mit Blumen reden', keys: 'r' });
  return <button type="button">Fenster</button>;
}

function Desk(props: WaterProps): ReactNode {
  return (
    <>
      <SearchField />
      <CoreActs />
      <ActPlaceContext value="screen">
        <Water {...props} />
      </ActPlaceContext>
      <ShortcutSheet />
      <HelpPanel />
    </>
  );
}

beforeEach(() => {
  localStorage.clear();
  useActStore.setState({ recent: [] });
  usePanels.setState({ open: null });
});
afterEach(() => {
  window.location.hash = '';
});

const field = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Suchen' });
const type = (value: string): void => void fireEvent.change(field(), { target: { value } });
const names = (): readonly string[] =>
  screen.getAllByRole('option').map((option) => option.querySelector('span')?.textContent ?? '');

describe('the palette', () => {
  it('runs on Enter what is found after >, and gives the focus back', async () => {
    const onRun = vi.fn();
    render(<Desk onRun={onRun} />);
    const button = screen.getByRole('button', { name: 'Fenster' });
    button.focus();
    fireEvent.keyDown(button, { key: '>' });
    expect([document.activeElement, field().value]).toEqual([field(), '>']);
    type('> giessen');
    expect(names()).toEqual(['Blumen gießen']);
    expect(screen.getByRole('option').textContent).toContain('AltG');
    fireEvent.keyDown(field(), { key: 'Enter' });
    await waitFor(() => expect(onRun).toHaveBeenCalledTimes(1));
    expect([document.activeElement, field().value]).toEqual([button, '']);
  });

  it('shows what was used last on top', () => {
    render(<Desk onRun={() => {}} />);
    act(() => field().focus());
    type('>');
    expect(names()[0]).toBe('Blumen gießen');
    type('> konto');
    fireEvent.click(screen.getByRole('option', { name: /Mein Konto/ }));
    act(() => field().focus());
    type('>');
    expect(names()[0]).toBe('Mein Konto');
    expect(localStorage.getItem('acts.recent')).toBe('["account"]');
  });

  it('offers nothing that cannot be done now, and no key that only acts on what has the focus', () => {
    render(<Desk onRun={() => {}} isPossible={false} />);
    act(() => field().focus());
    type('> blumen');
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText('Kein Befehl heißt so: blumen')).toBeTruthy();
  });

  it('beside other hits does not take Enter: a name is typed faster than it is found', () => {
    const onRun = vi.fn();
    render(<Desk onRun={onRun} />);
    act(() => field().focus());
    type('blumen');
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onRun).toHaveBeenCalledTimes(0);
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(onRun).toHaveBeenCalledTimes(1);
  });
});

describe('the sheet of shortcuts', () => {
  it('lists what the screen offers, told keys as well, and what cannot be done faint', async () => {
    render(<Desk onRun={() => {}} isPossible={false} />);
    fireEvent.keyDown(window, { key: '?' });
    const here = within(await screen.findByRole('region', { name: 'Auf dieser Seite' }));
    expect(here.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
      'Blumen gießen',
      'Mit Blumen reden',
    ]);
    expect(here.getByText('Blumen gießen').closest('[data-resting]')).not.toBeNull();
    expect(here.getByText('Mit Blumen reden').closest('[data-resting]')).toBeNull();
    expect(screen.getByRole('region', { name: 'Überall' }).textContent).toContain('Hilfe zu dieser SeiteF1');
  });
});

describe('the help', () => {
  it('comes with F1 out of a field as well, and tells what the screen is for and its keys', async () => {
    render(<Desk onRun={() => {}} />);
    act(() => field().focus());
    fireEvent.keyDown(field(), { key: 'F1' });
    const help = within(await screen.findByRole('dialog'));
    expect(help.getByText(/^Der Anfang des Tages/)).toBeTruthy();
    expect(help.getByText('Blumen gießen')).toBeTruthy();
    fireEvent.click(help.getByRole('button', { name: /Alle Tastenkürzel/ }));
    expect(await screen.findByRole('dialog', { name: 'Tastenkürzel' })).toBeTruthy();
  });
});
