import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TicketKindLine } from '#shared/features/tickets/contract.ts';
import { ticketKindTable } from '#shared/features/tickets/model.ts';
import { ran } from '#test/renderer/acts.ts';
import { session } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { TicketKinds } from './ticket-kinds.tsx';

const kinds: readonly TicketKindLine[] = [
  { kind: 'order', name: null, rowId: null, retired: false, tickets: 3 },
  { kind: idOf(1), name: 'Reparatur', rowId: idOf(1), retired: true, tickets: 0 },
];

async function open(): Promise<Rendered> {
  const rendered = render(<TicketKinds />, { state: { session: { ...session, roles: ['lead'] } } });
  rendered.bridge.answer('tickets.kinds', () => kinds);
  rendered.bridge.answer('commands.run', () => undefined);
  await act(async () => rendered.bridge.emit('changed', { tables: [ticketKindTable.name] }));
  await act(async () => rendered.frame());
  return rendered;
}
const press = (name: string): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));

describe('the kinds of tickets in the settings', () => {
  it('are shown to those who keep them alone', async () => {
    const { bridge } = render(<TicketKinds />, { state: { session: { ...session, roles: ['agent'] } } });
    await act(async () => undefined);
    expect(screen.queryByText('Ticketarten')).toBeNull();
    expect(bridge.asked.some(({ channel }) => channel === 'tickets.kinds')).toBe(false);
  });

  it('are added, and offered no more and again', async () => {
    const rendered = await open();
    await type('Neue Ticketart', ' Umzug ');
    await press('Ticketart anlegen');
    await press('Bestellung nicht mehr anbieten');
    await press('Reparatur wieder anbieten');
    expect(ran(rendered)).toMatchObject([
      { name: 'ticket-kind.add', args: { name: 'Umzug', builtIn: null, retired: false } },
      { name: 'ticket-kind.add', args: { name: null, builtIn: 'order', retired: true } },
      { name: 'ticket-kind.change', args: { id: idOf(1), name: 'Reparatur', retired: false } },
    ]);
  });

  it('are renamed; a built-in one gets its own name back by an empty field', async () => {
    const rendered = await open();
    await press('Reparatur umbenennen');
    await type('Name der Ticketart Reparatur', '  ');
    expect(screen.getByRole('button', { name: 'Speichern' })).toHaveProperty('disabled', true);
    await type('Name der Ticketart Reparatur', 'Werkstatt');
    await press('Speichern');
    await press('Bestellung umbenennen');
    await type('Name der Ticketart Bestellung', '');
    await press('Speichern');
    expect(ran(rendered)).toMatchObject([
      { name: 'ticket-kind.change', args: { id: idOf(1), name: 'Werkstatt', retired: true } },
      { name: 'ticket-kind.add', args: { name: null, builtIn: 'order', retired: false } },
    ]);
  });
});
