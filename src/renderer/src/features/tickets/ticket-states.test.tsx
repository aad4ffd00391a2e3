import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TicketStateLine } from '#shared/features/tickets/contract.ts';
import { ran } from '#test/renderer/acts.ts';
import { session, tickets } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { TicketRow } from './ticket-row.tsx';
import { TicketStates } from './ticket-states.tsx';

const PAYER = idOf(1);
const line = (state: string, more: Partial<TicketStateLine>): TicketStateLine => ({
  ...{ state, name: null, rowId: null, category: 'pending', colour: 'plain', retired: false, tickets: 0 },
  ...more,
});
const states: readonly TicketStateLine[] = [
  line('open', { category: 'open', tickets: 4 }),
  line('pending', { tickets: 2 }),
  line(PAYER, { name: 'beim Kostenträger', rowId: PAYER, colour: 'warn', tickets: 1 }),
  line(idOf(2), { name: 'ruht', rowId: idOf(2), retired: true }),
  line('closed', { category: 'closed' }),
];
const answers = { 'tickets.states': () => states, 'commands.run': () => undefined };

async function open(roles: readonly ('lead' | 'agent')[] = ['lead']): Promise<Rendered> {
  const rendered = render(<TicketStates />, { state: { session: { ...session, roles } }, answers });
  await act(async () => rendered.frame());
  return rendered;
}
const press = (name: string): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));

describe('the states of tickets in the settings', () => {
  it('are shown to those who keep them alone', async () => {
    const { bridge } = await open(['agent']);
    expect(screen.queryByText('Ticketzustände')).toBeNull();
    expect(bridge.asked.some(({ channel }) => channel === 'tickets.states')).toBe(false);
  });

  it('stand under what they count as; the given ones cannot be retired', async () => {
    await open();
    const waiting = within(screen.getByRole('list', { name: 'zählt als wartend' }));
    expect(waiting.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByRole('button', { name: 'beim Kostenträger nicht mehr anbieten' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'wartet nicht mehr anbieten' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'wartet nach oben' })).toBeNull();
  });

  it('are added, renamed, retired and put in order', async () => {
    const rendered = await open();
    await type('Neuer Zustand', ' Termin offen ');
    await press('Zustand anlegen');
    await press('wartet umbenennen');
    await type('Name des Zustands wartet', 'Wiedervorlage');
    await press('Speichern');
    await press('beim Kostenträger nicht mehr anbieten');
    await press('ruht wieder anbieten');
    await press('beim Kostenträger nach oben');
    expect(ran(rendered)).toMatchObject([
      { name: 'ticket-state.add', args: { name: 'Termin offen', builtIn: null, category: 'pending' } },
      { name: 'ticket-state.add', args: { name: 'Wiedervorlage', builtIn: 'pending', category: 'pending' } },
      {
        name: 'ticket-state.change',
        args: { id: PAYER, name: 'beim Kostenträger', colour: 'warn', retired: true },
      },
      { name: 'ticket-state.change', args: { id: idOf(2), retired: false } },
      {
        name: 'ticket-state.arrange',
        args: {
          states: [
            { id: PAYER, builtIn: null, position: 0 },
            { builtIn: 'pending', position: 1 },
            { id: idOf(2), builtIn: null, position: 2 },
          ],
        },
      },
    ]);
  });
});

describe('the state of a ticket', () => {
  it('is chosen in its row, by the house’s names; a retired one is not on offer', async () => {
    const [ticket] = tickets;
    if (!ticket) throw new Error('the fixture has a ticket');
    const rendered = render(<TicketRow ticket={ticket} />, { state: { session }, answers });
    const label = `Zustand von Ticket ${ticket.number}`;
    await press(label);
    await act(async () => rendered.frame());
    const choice = within(screen.getByRole('group', { name: label }));
    expect(choice.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      ...['offen', 'wartet', 'beim Kostenträger', 'erledigt'],
    ]);
    expect(choice.getByRole('button', { name: 'offen' }).getAttribute('aria-pressed')).toBe('true');
    await press('beim Kostenträger');
    expect(ran(rendered)).toEqual([]);
    const waits = within(screen.getByRole('group', { name: `Bis wann Ticket ${ticket.number} wartet` }));
    expect(waits.getAllByRole('button', { name: / 09:00$/ }).length).toBeGreaterThan(1);
    await press('ohne Termin');
    const args = { id: ticket.id, state: 'pending', stateId: PAYER, pendingUntil: null, result: null };
    expect(ran(rendered)).toEqual([{ name: 'ticket.set-state', args }]);
    expect(screen.queryByRole('group', { name: label })).toBeNull();
  });

  it('of one that waits says till when: a time to come is taken, one that has passed is not', async () => {
    const [ticket] = tickets;
    if (!ticket) throw new Error('the fixture has a ticket');
    const rendered = render(<TicketRow ticket={ticket} />, { state: { session }, answers });
    await press(`Zustand von Ticket ${ticket.number}`);
    await act(async () => rendered.frame());
    await press('wartet');
    await type('Anderer Tag und Uhrzeit', '2001-02-03T10:30');
    expect(screen.getByRole('button', { name: 'Übernehmen' })).toHaveProperty('disabled', true);
    await type('Anderer Tag und Uhrzeit', '2099-02-03T10:30');
    await press('Übernehmen');
    expect(ran(rendered)).toMatchObject([
      { args: { state: 'pending', stateId: null, pendingUntil: new Date(2099, 1, 3, 10, 30).getTime() } },
    ]);
  });
});
