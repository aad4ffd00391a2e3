import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { HandoverView } from '#shared/features/handovers/contract.ts';
import { NOW, partyIdOf, ringing } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { PopScreen } from '../../calls/pop-screen.tsx';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW, shouldAdvanceTime: true });
  return () => vi.useRealTimers();
});

const ERIKA = { type: 'party', id: partyIdOf(1) };
const handedOver: HandoverView = {
  fromName: 'Nadine Kröger',
  partyId: ERIKA.id,
  partyName: 'Erika Brandt',
  note: 'Funkfinger geht nicht',
  ticket: { number: '26-004711-9', title: 'Funkfinger defekt' },
  rule: 'number',
  heardAt: NOW,
};

async function pop(call: LiveCall, handover: HandoverView = handedOver): Promise<Rendered> {
  const rendered = render(<PopScreen />);
  rendered.bridge.answer('handovers.ofCall', () => handover);
  await act(async () => rendered.bridge.setCalls([call]));
  await screen.findByRole('note', { name: 'Weitergeleitet von Nadine Kröger' });
  return rendered;
}

const hint = (): HTMLElement => screen.getByRole('note', { name: 'Weitergeleitet von Nadine Kröger' });
const chosen = ({ bridge }: Rendered): readonly unknown[] =>
  bridge.asked.filter(({ channel }) => channel === 'calls.choose').map(({ input }) => input);

describe('a caller a colleague passed on', () => {
  it('unknown to the ladder: a hint beside it with its rule, and Enter opens the sheet it names', async () => {
    const call = ringing('unknown', { hinted: ERIKA });
    const rendered = await pop(call);
    expect(
      within(hint()).getByText(/Weitergeleitet von Nadine Kröger: Erika Brandt – Funkfinger geht nicht/),
    ).toBeTruthy();
    expect(within(hint()).getByText('Ticket 26-004711-9: Funkfinger defekt')).toBeTruthy();
    expect(
      within(hint()).getByText(/^Dieselbe Nummer hat Nadine Kröger um \d\d:\d\d an diesen Platz/),
    ).toBeTruthy();
    // The title stays what the ladder says.
    expect(screen.getByRole('heading', { level: 2 }).textContent).not.toContain('Erika');
    await act(async () => void fireEvent.keyDown(window, { key: 'Enter' }));
    expect(chosen(rendered)).toEqual([{ id: call.id, party: ERIKA }]);
  });

  it('withheld: by the phone it came from', async () => {
    const call = ringing('withheld', { hinted: ERIKA });
    await pop(call, { ...handedOver, rule: 'sender' });
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Unterdrückt');
    expect(
      within(hint()).getByText(/^Ohne Nummer; der Anruf kam um .* vom Telefon von Nadine Kröger/),
    ).toBeTruthy();
  });

  it('shared: its own way to the sheet above the choice, which stays', async () => {
    const call = ringing('shared', { hinted: ERIKA });
    const rendered = await pop(call);
    expect(screen.getByRole('list', { name: 'Wer spricht?' })).toBeTruthy();
    await act(async () =>
      within(hint()).getByRole('button', { name: 'Blatt von Erika Brandt öffnen' }).click(),
    );
    expect(chosen(rendered)).toEqual([{ id: call.id, party: ERIKA }]);
  });

  it('exact, and somebody else: the ladder’s sheet is opened, the hint has a button of its own', async () => {
    const other = { type: 'party', id: partyIdOf(2) };
    const rendered = await pop(ringing('exact', { hinted: other }), {
      ...handedOver,
      partyId: other.id,
      partyName: 'Frank Brandt',
    });
    await act(async () => void fireEvent.keyDown(window, { key: 'Enter' }));
    expect(chosen(rendered)).toEqual([]);
    expect(within(hint()).getByRole('button', { name: 'Blatt von Frank Brandt öffnen' })).toBeTruthy();
  });

  it('exact, and the same: nothing to choose', async () => {
    const call = ringing('exact');
    await pop({ ...call, hinted: call.party ?? ERIKA });
    expect(within(hint()).queryByRole('button')).toBeNull();
  });

  it('nobody known: the note alone', async () => {
    await pop(ringing('unknown'), { ...handedOver, partyId: null, partyName: null, ticket: null });
    expect(within(hint()).getByText('Weitergeleitet von Nadine Kröger – Funkfinger geht nicht')).toBeTruthy();
    expect(within(hint()).queryByRole('button')).toBeNull();
  });
});
