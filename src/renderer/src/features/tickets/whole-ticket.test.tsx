import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { ran } from '#test/renderer/acts.ts';
import { NOW, session, tickets } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { TicketHit } from './ticket-hit.tsx';
import { TicketRow } from './ticket-row.tsx';
import { TicketScreen } from './ticket-screen.tsx';

const found = tickets[0];
if (!found) throw new Error('the fixture has a ticket');
const ticket: TicketLine = found;
const other: TicketLine = { ...ticket, id: idOf(77), number: '26-004763-8', title: 'Rechnung' };
const DESK = { id: idOf(5), name: 'Technik', retired: false, tickets: 1, members: [] };

const press = (name: string | RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

async function openScreen(line: TicketLine, answers: Record<string, (input: never) => unknown> = {}) {
  const rendered = render(<TicketScreen params={{ id: line.id }} />, {
    state: { session, tickets: [line] },
    answers: { 'commands.run': () => undefined, ...answers },
  });
  await screen.findByRole('heading', { level: 1, name: new RegExp(line.number) });
  return rendered;
}

describe('a ticket of a group', () => {
  const ofGroup: TicketLine = { ...ticket, ownerId: null, ownerName: '', group: DESK };

  it('says so and is taken over; taking it back gives it to the group again', async () => {
    const rendered = render(<TicketRow ticket={ofGroup} />, {
      state: { session },
      answers: { 'commands.run': () => undefined },
    });
    await act(async () => rendered.frame());
    expect(screen.getByText(/Gruppe Technik/)).toBeTruthy();
    await press(`Ticket ${ticket.number} übernehmen`);
    expect(ran(rendered)).toEqual([
      { name: 'ticket.assign', args: { id: ticket.id, ownerId: session.userId, groupId: null } },
    ]);
  });

  it('is what a ticket becomes in the dialog', async () => {
    const rendered = await openScreen(ticket, { 'tickets.groups': () => [DESK] });
    await press('Zuständigkeit …');
    const dialog = within(await screen.findByRole('dialog'));
    const groups = await dialog.findByRole('combobox', { name: 'oder eine Gruppe' });
    fireEvent.click(groups);
    const technik = await screen.findByRole('option', { name: 'Technik' });
    await act(async () => void fireEvent.click(technik));
    await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'Zuständigkeit ändern' })));
    expect(ran(rendered)).toEqual([
      { name: 'ticket.assign', args: { id: ticket.id, ownerId: null, groupId: DESK.id } },
    ]);
  });
});

describe('a ticket that waits', () => {
  const waiting = { ...ticket, state: 'pending' as const };

  it('says till when, and that it is back once that is over', () => {
    render(<TicketRow ticket={{ ...waiting, pendingUntil: Date.now() + 3_600_000 }} />);
    expect(screen.getByText(/^bis /)).toBeTruthy();
    render(<TicketRow ticket={{ ...waiting, pendingUntil: NOW - 60_000 }} />);
    expect(screen.getByText(/^wieder da: seit /)).toBeTruthy();
  });
});

describe('merging', () => {
  it('offers the customer’s other tickets, by number and title', async () => {
    const rendered = await openScreen(ticket, { 'tickets.mergeTargets': () => [other] });
    await press('Zusammenführen …');
    const dialog = within(await screen.findByRole('dialog'));
    const field = await dialog.findByRole('combobox', { name: 'Mit welchem Ticket dieses Kunden?' });
    fireEvent.click(field);
    fireEvent.change(field, { target: { value: '4763' } });
    const rechnung = await screen.findByRole('option', { name: /Rechnung/ });
    await act(async () => void fireEvent.click(rechnung));
    await act(async () => void fireEvent.click(dialog.getByRole('button', { name: 'Zusammenführen' })));
    expect(ran(rendered)).toMatchObject([
      { name: 'ticket.merge', args: { keepId: other.id, dropId: ticket.id } },
    ]);
  });

  const merge = {
    ...{ id: idOf(50), kept: other, dropped: ticket, byName: 'Nadine Kröger', at: NOW },
    moved: [
      { what: 'interaction', count: 2 },
      { what: 'attachment', count: 1 },
    ],
  };

  it('leaves a screen that leads on and offers the way back, and nothing else to do', async () => {
    const rendered = await openScreen(
      { ...ticket, state: 'closed', mergedInto: other },
      { 'tickets.merges': () => [merge] },
    );
    const link = await screen.findByRole('link', { name: other.number });
    expect(link.getAttribute('href')).toContain(other.id);
    expect(screen.getByText('Mitgekommen: 2 Gespräche und Einträge und 1 Datei')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Zustand|Zuständigkeit|Per Mail/ })).toBeNull();
    await press(`${ticket.number} wieder trennen`);
    expect(ran(rendered)).toEqual([{ name: 'ticket.unmerge', args: { id: merge.id } }]);
  });

  it('is told and taken back on the screen of the one that stays', async () => {
    const rendered = await openScreen(other, { 'tickets.merges': () => [merge] });
    await screen.findByText(/von Nadine Kröger/);
    await press(`${ticket.number} wieder trennen`);
    expect(ran(rendered)).toEqual([{ name: 'ticket.unmerge', args: { id: merge.id } }]);
  });

  it('makes its number lead there, and say so', async () => {
    const byNumber = (): unknown => ({ valid: true, ticket: other, mergedFrom: ticket.number });
    render(<TicketHit text={ticket.number} />, { answers: { 'tickets.byNumber': byNumber } });
    const hit = await screen.findByRole('option');
    expect(hit.textContent).toContain(`${ticket.number} wurde hierher zusammengeführt`);
    expect(hit.getAttribute('href')).toContain(other.id);
  });
});

describe('handing over by mail', () => {
  it('makes a draft for an address typed, and keeps to whom it went', async () => {
    const rendered = await openScreen(ticket);
    await press('Per Mail übergeben …');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Mail-Entwurf öffnen' })).toHaveProperty('disabled', true);
    await act(
      async () =>
        void fireEvent.change(dialog.getByRole('textbox', { name: 'An wen?' }), {
          target: { value: 'technik@lindental.example' },
        }),
    );
    const draft = dialog.getByRole('link', { name: 'Mail-Entwurf öffnen' });
    expect(draft.getAttribute('href')).toMatch(
      /^mailto:technik@lindental\.example\?subject=Ticket%2026-004711-9/,
    );
    expect(draft.getAttribute('target')).toBe('_blank');
    draft.addEventListener('click', (event) => event.preventDefault());
    await act(async () => void fireEvent.click(draft));
    expect(ran(rendered)).toMatchObject([
      {
        name: 'ticket.hand-over',
        args: { ticketId: ticket.id, toName: '', toMail: 'technik@lindental.example' },
      },
    ]);
  });

  it('finds people of the phone book', async () => {
    const line = {
      id: idOf(8),
      name: 'Jens Vogt',
      job: 'Technik',
      house: '',
      mail: 'vogt@lindental.example',
    };
    await openScreen(ticket, {
      'staff.phoneBook': () => ({ lines: [line], more: 0, canTell: true }),
      'offerings.find': () => ({ hits: [], more: 0 }),
    });
    await press('Per Mail übergeben …');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByRole('textbox', { name: 'An wen?' }), { target: { value: 'Technik' } });
    const person = await dialog.findByRole('button', { name: /Jens Vogt/ });
    await act(async () => void fireEvent.click(person));
    expect(dialog.getByText('Jens Vogt · vogt@lindental.example')).toBeTruthy();
    expect(dialog.getByRole('link', { name: 'Mail-Entwurf öffnen' }).getAttribute('href')).toContain(
      'mailto:vogt@lindental.example?',
    );
  });

  it('is not offered where the customer’s data is only kept; what was handed over is told', async () => {
    await openScreen(
      { ...ticket, isKept: true },
      {
        'tickets.handOvers': () => [
          { id: idOf(1), toName: 'Jens Vogt', toMail: 'vogt@lindental.example', byName: 'Nadine', at: NOW },
        ],
      },
    );
    expect(screen.queryByRole('button', { name: 'Per Mail übergeben …' })).toBeNull();
    expect(await screen.findByText('Jens Vogt · vogt@lindental.example')).toBeTruthy();
  });
});
