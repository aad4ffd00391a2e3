import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { ran } from '#test/renderer/acts.ts';
import { callIdOf, NOW, partyIdOf, session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { SearchField } from '../app/search-field.tsx';
import { Toasts } from '../ui/toasts.tsx';
import { SlotOutlet } from './slot-outlet.tsx';
import { sheetAside, sheetHead } from './slots.ts';

/* What is frequent is done from a sheet with a call and without one: by mouse, by key, by name. */

const partyId = partyIdOf(1);
const HOUR = 3_600_000;
const wrapUp: WrapUp = {
  ...{ id: callIdOf(1), direction: 'in', partyId, partyName: 'Erika Brandt', number: '0221 4710 612' },
  ...{ startedAt: NOW - 60_000, endedAt: NOW, outcome: null, note: '' },
};

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return () => vi.useRealTimers();
});

async function sheet(wrapUps: readonly WrapUp[] = []): Promise<Rendered> {
  const rendered = render(
    <>
      <SearchField />
      <SlotOutlet slot={sheetHead} with={{ partyId }} />
      <SlotOutlet slot={sheetAside} with={{ partyId }} />
      <Toasts />
    </>,
    {
      state: { wrapUps },
      answers: { 'tickets.nextNumber': () => '26-005120-3', 'commands.run': () => null },
    },
  );
  await act(async () => rendered.frame());
  return rendered;
}
const press = (key: string): Promise<void> => act(async () => void fireEvent.keyDown(window, { key }));

describe.each([
  ['Neues Ticket', 't'],
  ['Wiedervorlage', 'w'],
])('%s', (name, key) => {
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'its button': async () => void fireEvent.click(screen.getByRole('button', { name })),
    'its key': () => press(key),
    'its name in the palette': async () => {
      const field = screen.getByRole('combobox', { name: 'Suchen' });
      await act(async () => void fireEvent.change(field, { target: { value: `> ${name}` } }));
      await act(async () => void fireEvent.keyDown(field, { key: 'Enter' }));
    },
  };
  it.each(Object.entries(ways))('is on the sheet: %s', async (_way, go) => {
    await sheet();
    await act(go);
    const dialog = await screen.findByRole('dialog', { name });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Schließen' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

it('a ticket without a call arises from nothing', async () => {
  const rendered = await sheet();
  await press('t');
  const dialog = within(await screen.findByRole('dialog', { name: 'Neues Ticket' }));
  fireEvent.change(dialog.getByRole('textbox', { name: 'Worum geht es?' }), {
    target: { value: 'Rollstuhlplatz' },
  });
  await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'Anlegen' })));
  expect(ran(rendered)).toMatchObject([
    {
      name: 'ticket.create@2',
      args: { number: '26-005120-3', title: 'Rollstuhlplatz', partyId, ownerId: session.userId, from: null },
    },
  ]);
  expect(screen.getByText('Ticket 26-005120-3 angelegt')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('a follow-up without a call is booked by its time, promised only when somebody says so, and taken back', async () => {
  const rendered = await sheet();
  await press('w');
  const dialog = within(await screen.findByRole('dialog', { name: 'Wiedervorlage' }));
  fireEvent.change(dialog.getByRole('textbox', { name: 'Was ist zu tun?' }), {
    target: { value: 'Nachfassen' },
  });
  await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'in 1 Stunde' })));
  const [made] = ran(rendered) as readonly { readonly args: { readonly id: string } }[];
  expect(made).toMatchObject({
    name: 'task.create',
    args: {
      ...{ kind: 'follow-up', title: 'Nachfassen', partyId, assigneeId: session.userId },
      ...{ dueAt: NOW + HOUR + 3 * 60_000, dueHasTime: true, promised: false, from: null },
    },
  });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: /^Rückgängig/ })));
  expect(ran(rendered).at(-1)).toEqual({ name: 'task.withdraw', args: { id: made?.args.id } });
});

it('beside an unfinished wrap-up both are made there, by the same keys, and belong to the call', async () => {
  const rendered = await sheet([wrapUp]);
  const strip = within(await screen.findByRole('region', { name: 'Nachbereitung' }));
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Neues Ticket' })).toHaveLength(1));
  expect(screen.queryAllByRole('button', { name: 'Wiedervorlage' })).toHaveLength(1);
  await press('t');
  expect(screen.queryByRole('dialog')).toBeNull();
  fireEvent.change(await strip.findByRole('textbox', { name: 'Worum geht es?' }), {
    target: { value: 'Umzug' },
  });
  await act(async () => void fireEvent.click(strip.getByRole('button', { name: 'Anlegen' })));
  expect(ran(rendered)).toMatchObject([
    { name: 'ticket.create@2', args: { from: { ref: { type: 'interaction', id: wrapUp.id } } } },
  ]);
  await press('w');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement?.textContent).toBe('in 1 Stunde');
});
