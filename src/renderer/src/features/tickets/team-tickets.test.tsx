import { act, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { idOf, tickets } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { TeamTickets } from './team-tickets.tsx';

const many = Array.from({ length: 25 }, (_, index) => {
  const [ticket] = tickets;
  if (!ticket) throw new Error('the fixture has a ticket');
  return { ...ticket, id: idOf(4, 100 + index), title: `Ticket ${String(index)}` };
});
const titles = (): readonly string[] => screen.queryAllByText(/^Ticket \d+$/).map((one) => one.textContent);

it('asks for as many tickets as it shows, counts all, and the keyboard goes on where the new ones begin', async () => {
  const { bridge } = render(<TeamTickets />, { state: { tickets: many } });
  const more = await screen.findByRole('button', { name: '15 weitere zeigen' });
  expect(titles()).toHaveLength(10);
  expect(screen.getByText('25')).toBeTruthy();
  await act(async () => more.click());
  await screen.findByText('Ticket 24');
  expect(document.activeElement?.closest('li')?.textContent).toContain('Ticket 10');
  expect(screen.queryByRole('button', { name: /weitere? zeigen/ })).toBeNull();
  const limits = bridge.asked.flatMap(({ channel, input }) =>
    channel === 'tickets.open' ? [(input as { limit: number }).limit] : [],
  );
  expect([...new Set(limits)]).toEqual([10, 60]);
});
