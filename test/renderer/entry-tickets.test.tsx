import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { EntryAside } from '#renderer/features/interactions/entry-aside.tsx';
import { useOpenEntry } from '#renderer/features/interactions/entry-store.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import * as fixture from './fixture.ts';
import { render } from './render.tsx';

const partyId = fixture.partyIdOf(1);
const [open] = fixture.tickets as readonly [TicketLine];
const closed: TicketLine = { ...open, id: fixture.idOf(4, 80), number: '26-004900-5', state: 'closed' };
const [line] = fixture.interactions as readonly [InteractionLine];

beforeEach(() => useOpenEntry.getState().close());

const buttons = async (): Promise<readonly HTMLElement[]> =>
  within(await screen.findByRole('group', { name: 'Gehört zu' })).findAllByRole('button');

it('an entry’s ticket stands in its form though it is closed, and can be let go and taken again', async () => {
  const link = { type: 'ticket', id: closed.id };
  const links = [{ linkId: fixture.idOf(6, 51), ref: link, name: closed.number, detail: '' }];
  const { bridge } = render(<EntryAside partyId={partyId} />, {
    answers: {
      'interactions.entry': () => ({ ...line, links }),
      'tickets.ofEntry': ({ linked }: { linked: readonly string[] }) =>
        linked.includes(closed.id) ? [open, closed] : [open],
    },
  });
  await act(async () => useOpenEntry.getState().show({ partyId, entryId: line.id }));
  const shown = async (): Promise<readonly unknown[]> =>
    (await buttons()).map((each) => [
      each.querySelector('span')?.textContent,
      each.getAttribute('aria-pressed'),
    ]);
  const press = async (): Promise<void> => {
    const [, last] = await buttons();
    await act(async () => void (last && fireEvent.click(last)));
  };
  await expect.poll(shown, { timeout: 20_000 }).toEqual([
    [open.number, 'false'],
    [`${closed.number} · erledigt`, 'true'],
  ]);
  await press();
  await expect.poll(shown, { timeout: 20_000 }).toEqual([
    [open.number, 'false'],
    [`${closed.number} · erledigt`, 'false'],
  ]);
  await press();
  await expect.poll(async () => (await shown())[1]).toEqual([`${closed.number} · erledigt`, 'true']);
  const asked = bridge.asked.filter(({ channel }) => channel === 'tickets.ofEntry');
  expect(asked.at(-1)?.input).toEqual({ partyId, linked: [closed.id] });
});
