import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { matches, NOW, partyIdOf, ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { PopScreen } from './pop-screen.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW, shouldAdvanceTime: true });
  performance.clearMarks();
  return () => vi.useRealTimers();
});

async function pop(...calls: readonly LiveCall[]): Promise<Rendered> {
  const rendered = render(<PopScreen />);
  await act(async () => rendered.bridge.setCalls(calls));
  return rendered;
}

const asked = ({ bridge }: Rendered, channel: string): readonly unknown[] =>
  bridge.asked.filter((one) => one.channel === channel).map(({ input }) => input);
const press = (key: string): Promise<void> => act(async () => void fireEvent.keyDown(window, { key }));

describe('the pop', () => {
  it('exact: name, number, which rule hit, and what the features know', async () => {
    await pop(ringing('exact'));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Erika Brandt');
    expect(screen.getByText('0221 4710 612')).toBeTruthy();
    expect(screen.getByText('Genau diese Nummer ist hinterlegt')).toBeTruthy();
    expect(await screen.findByText(/Rückruf zugesagt bis heute 14:00 von Nadine Kröger/)).toBeTruthy();
    expect(await screen.findByText(/3 offene Tickets/)).toBeTruthy();
    expect(await screen.findByText(/Letzter Kontakt/)).toBeTruthy();
  });

  it('withheld: no number and no name, even when the telephone system sends one', async () => {
    const { container } = await pop(ringing('withheld', { match: { ...matches.exact, rule: 'withheld' } }));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Unterdrückt');
    expect(container.innerHTML).not.toContain('4710');
    expect(container.textContent).not.toContain('Brandt');
  });

  it('own extension: the colleague, and no party to look up', async () => {
    const rendered = await pop(ringing('own-extension'));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Mehmet Yıldız');
    expect(screen.getByText('Eigene Nebenstelle im Haus')).toBeTruthy();
    expect(asked(rendered, 'tickets.openOf')).toEqual([]);
  });

  it.each([
    ['rejected', '040 66969 999', 'Regel: abgewiesen – Werbeanrufe'],
    ['internal-rule', '0221 4710 100', 'Regel: gehört zum Haus – Wache Weidenau'],
  ] as const)('%s: the number and the rule, nobody to attach it to', async (rule, number, why) => {
    await pop(ringing(rule));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe(number);
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Anruf öffnen' })).toBeTruthy();
  });

  it('ignored: no pop at all', async () => {
    const { container } = await pop(ringing('ignored'));
    expect(screen.queryByRole('article')).toBeNull();
    expect(container.textContent).not.toContain('4710 900');
  });

  it('shared: all of them to choose from, none chosen, the number for a title', async () => {
    const rendered = await pop(ringing('shared'));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('0221 4710 612');
    const choices = within(screen.getByRole('list', { name: 'Wer spricht?' })).getAllByRole('button');
    expect(choices.map((choice) => choice.textContent)).toEqual([
      expect.stringContaining('Erika Brandt'),
      expect.stringContaining('Frank Brandt'),
      expect.stringContaining('Haushalt Brandt'),
    ]);
    expect(choices).not.toContain(document.activeElement);
    await press('Enter');
    expect(asked(rendered, 'calls.choose')).toEqual([]);
  });

  it('shared: one digit chooses and opens that sheet', async () => {
    const rendered = await pop(ringing('shared'));
    await press('2');
    const frank = { type: 'party', id: partyIdOf(2) };
    expect(asked(rendered, 'calls.choose')).toEqual([{ id: ringing('shared').id, party: frank }]);
    expect(asked(rendered, 'shell.open')).toEqual([{ route: `/customers/${frank.id}` }]);
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Frank Brandt');
  });

  it('shared: a digit beyond the list does nothing', async () => {
    const rendered = await pop(ringing('shared'));
    await press('9');
    expect(asked(rendered, 'calls.choose')).toEqual([]);
  });

  it('stem: a guess is put as one', async () => {
    await pop(ringing('stem'));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('~ Kessler Metallbau GmbH');
    expect(screen.getByText('Hauptnummer passt, Durchwahl 47 unbekannt')).toBeTruthy();
  });

  it('unknown: attaching comes first', async () => {
    const call = ringing('unknown');
    const rendered = await pop(call);
    expect(screen.getByRole('button', { name: 'Nummer einem Kunden zuordnen' })).toBeTruthy();
    await press('Enter');
    expect(asked(rendered, 'shell.open')).toEqual([{ route: `/call/${call.id}` }]);
  });

  it('Enter opens the sheet, Escape dismisses', async () => {
    const call = ringing('exact');
    const rendered = await pop(call);
    await press('Enter');
    expect(asked(rendered, 'shell.open')).toEqual([{ route: `/customers/${partyIdOf(1)}` }]);
    await press('Escape');
    expect(asked(rendered, 'calls.dismiss')).toEqual([{ id: call.id }]);
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('never takes the focus', async () => {
    const rendered = render(
      <>
        <input aria-label="typing here" />
        <PopScreen />
      </>,
    );
    const field = screen.getByLabelText('typing here');
    field.focus();
    await act(async () =>
      rendered.bridge.setCalls([ringing('exact'), ringing('shared'), ringing('unknown')]),
    );
    expect(document.activeElement).toBe(field);
  });

  it('answered elsewhere: says by whom, then closes by itself', async () => {
    const { bridge } = await pop(ringing('exact'));
    const end = { reason: 'answered-elsewhere', by: 'Yıldız' } as const;
    await act(async () => bridge.setCalls([ringing('exact', { phase: 'ended', endedAt: NOW, end })]));
    expect(screen.getByText('angenommen: Yıldız')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(6_100));
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('shows several calls side by side, the first with the keys', async () => {
    const rendered = await pop(ringing('exact'), ringing('unknown', { startedAt: NOW + 5 }));
    expect(screen.getAllByRole('article')).toHaveLength(2);
    await press('Escape');
    expect(asked(rendered, 'calls.dismiss')).toEqual([{ id: ringing('exact').id }]);
  });

  it('marks when a card was first painted', async () => {
    const call = ringing('exact');
    await pop(call);
    await vi.waitFor(() => expect(performance.getEntriesByName(`pop-painted:${call.id}`)).toHaveLength(1));
  });
});
