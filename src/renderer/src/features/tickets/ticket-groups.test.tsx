import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TicketGroupLine } from '#shared/features/tickets/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { session, tickets } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { idOf } from '#test/support/memory-rows.ts';
import { GroupTickets, TeamTickets } from './team-tickets.tsx';
import { TicketGroups } from './ticket-groups.tsx';

const LEAD = { ...session, roles: ['lead' as const] };
const MEHMET = idOf(22);
const TOBIAS = idOf(35);
const technik: TicketGroupLine = {
  ...{ id: idOf(5), name: 'Technik', retired: false, tickets: 1 },
  members: [{ id: MEHMET, name: 'Mehmet Yıldız' }],
};
const empfang: TicketGroupLine = { ...technik, id: idOf(6), name: 'Empfang', members: [] };
const [ticket] = tickets;
if (!ticket) throw new Error('the fixture has a ticket');
const ofGroup = {
  ...ticket,
  id: idOf(7),
  title: 'Treppenlift',
  ownerId: null,
  ownerName: '',
  group: technik,
};

const ran = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'commands.run').map(({ input }) => input);
const press = (name: string | RegExp): Promise<void> =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));

describe('the groups of the house', () => {
  const open = async (who: Session = LEAD) => {
    const rendered = render(<TicketGroups />, {
      state: { session: who },
      answers: {
        'tickets.groups': () => [technik, empfang],
        'commands.run': () => undefined,
        'staff.everybody': () => [
          { id: MEHMET, name: 'Mehmet Yıldız', leftAt: null, openWork: 0 },
          { id: TOBIAS, name: 'Tobias Lenz', leftAt: null, openWork: 0 },
        ],
      },
    });
    await act(async () => rendered.frame());
    return rendered;
  };

  it('name their members, and say what it means to have none', async () => {
    await open();
    expect(
      within(screen.getByRole('list', { name: 'Mitglieder von Technik' })).getByText('Mehmet Yıldız'),
    ).toBeTruthy();
    expect(screen.getByText(/^Ohne Mitglieder/)).toBeTruthy();
  });

  it('take somebody in, once, and let somebody go', async () => {
    const rendered = await open();
    for (const name of ['Mehmet Yıldız', 'Tobias Lenz']) {
      await press('Mitglied für Technik aufnehmen');
      fireEvent.click(screen.getByRole('combobox', { name: 'Mitglied für Technik aufnehmen' }));
      const option = await screen.findByRole('option', { name });
      await act(async () => void fireEvent.click(option));
    }
    await press('Mehmet Yıldız aus Technik nehmen');
    expect(ran(rendered)).toMatchObject([
      { name: 'ticket-group.join', args: { groupId: technik.id, staffId: TOBIAS } },
      { name: 'ticket-group.leave', args: { groupId: technik.id, staffId: MEHMET } },
    ]);
  });

  it('are not kept by agents', async () => {
    await open(session);
    expect(screen.queryByText('Gruppen für Tickets')).toBeNull();
  });
});

describe('tickets of one’s groups', () => {
  const answers = {
    'tickets.open': ({ whose }: { whose?: string }) =>
      ({ groups: [ofGroup], others: [ticket] })[whose ?? ''] ?? [ticket, ofGroup],
    'tickets.openCount': ({ whose }: { whose?: string }) => (whose === undefined ? 2 : 1),
    'tickets.waitingCount': () => 0,
  };

  it('stand in “Heute” by themselves, and nothing stands there where there are none', async () => {
    render(<GroupTickets />, { state: { session }, answers });
    expect(await screen.findByRole('heading', { name: /^Tickets meiner Gruppen/ })).toBeTruthy();
    expect(screen.getByText('Treppenlift')).toBeTruthy();
  });

  it('are nothing where there are none', async () => {
    const rendered = render(<GroupTickets />, {
      state: { session },
      answers: { ...answers, 'tickets.open': () => [], 'tickets.openCount': () => 0 },
    });
    await act(async () => rendered.frame());
    expect(screen.queryByRole('heading')).toBeNull();
  });

  it('stand there although all of them wait, so that they are counted somewhere', async () => {
    const waiting = {
      'tickets.open': () => [],
      'tickets.openCount': () => 0,
      'tickets.waitingCount': () => 3,
    };
    render(<GroupTickets />, { state: { session }, answers: waiting });
    expect(await screen.findByText('3 weitere warten auf ihren Tag.')).toBeTruthy();
  });

  it('stand once: the list of the team has the others, and tells that there are more', async () => {
    render(
      <>
        <GroupTickets />
        <TeamTickets />
      </>,
      { state: { session }, answers },
    );
    expect(await screen.findByText(ticket.title)).toBeTruthy();
    expect(await screen.findAllByText('Treppenlift')).toHaveLength(1);
    expect(await screen.findByText('Dazu eines Ihrer Gruppen, siehe „Tickets meiner Gruppen“.')).toBeTruthy();
  });
});
