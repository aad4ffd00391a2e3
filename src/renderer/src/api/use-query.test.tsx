import { act, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { partyIdOf, tickets } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import { useQuery } from './use-query.ts';

function Titles({ partyId }: { readonly partyId: string }): ReactNode {
  const { value, error, loading } = useQuery(ticketsContract, 'openOf', { partyId }, ['ticket', 'party']);
  const titles = value?.map(({ title }) => title).join(' | ') ?? 'nothing';
  return <p>{`${loading ? 'loading' : 'there'}: ${titles}${error === undefined ? '' : ' (failed)'}`}</p>;
}

function Switch(): ReactNode {
  const [party, setParty] = useState(1);
  return (
    <>
      <Titles partyId={partyIdOf(party)} />
      <button type="button" onClick={() => setParty(party + 1)}>
        next
      </button>
    </>
  );
}

const askedFor = (bridge: { readonly asked: readonly { readonly channel: string }[] }): number =>
  bridge.asked.filter(({ channel }) => channel === 'tickets.openOf').length;
const [first] = tickets;
if (!first) throw new Error('the fixture has tickets');

describe('useQuery', () => {
  it('asks once for any number of changes within a frame', async () => {
    const { bridge, frame } = render(<Titles partyId={partyIdOf(1)} />);
    await screen.findByText(/^there: Hausnotruf/);
    expect(askedFor(bridge)).toBe(1);
    for (const table of ['ticket', 'party', 'ticket', 'note']) bridge.emit('changed', { tables: [table] });
    expect(askedFor(bridge)).toBe(1);
    await act(async () => frame());
    expect(askedFor(bridge)).toBe(2);
  });

  it('does not ask for tables it has nothing to do with', async () => {
    const { bridge, frame } = render(<Titles partyId={partyIdOf(1)} />);
    await screen.findByText(/^there: Hausnotruf/);
    bridge.emit('changed', { tables: ['staff'] });
    await act(async () => frame());
    expect(askedFor(bridge)).toBe(1);
  });

  it('asks once more, not once each, for frames that pass while it is asking', async () => {
    const { bridge, frame } = render(<Titles partyId={partyIdOf(1)} />);
    await screen.findByText(/^there: Hausnotruf/);
    const answers: ((value: unknown) => void)[] = [];
    bridge.answer('tickets.openOf', () => new Promise((answer) => answers.push(answer)));
    for (let i = 0; i < 3; i++) {
      bridge.emit('changed', { tables: ['ticket'] });
      await act(async () => frame());
    }
    expect(answers).toHaveLength(1);
    await act(async () => answers[0]?.([]));
    expect(answers).toHaveLength(2);
    await act(async () => answers[1]?.([first]));
    expect(screen.getByText(`there: ${first.title}`)).toBeTruthy();
    expect(answers).toHaveLength(2);
  });

  it('keeps the old value while it asks, and after an asking that failed', async () => {
    const { bridge, frame } = render(<Titles partyId={partyIdOf(1)} />);
    const shown = (await screen.findByText(/^there: Hausnotruf/)).textContent;
    let refuse: (error: unknown) => void = () => undefined;
    bridge.answer('tickets.openOf', () => new Promise((_, reject) => (refuse = reject)));
    bridge.emit('changed', { tables: ['ticket'] });
    await act(async () => frame());
    expect(screen.getByText(shown)).toBeTruthy();
    await act(async () => refuse({ code: 'internal', message: 'no', params: {} }));
    expect(screen.getByText(`${shown} (failed)`)).toBeTruthy();
  });

  it('never shows the answer of another input while it asks', async () => {
    const { bridge } = render(<Switch />);
    await screen.findByText(/^there: Hausnotruf/);
    let answer: (value: unknown) => void = () => undefined;
    bridge.answer('tickets.openOf', () => new Promise((resolve) => (answer = resolve)));
    await act(async () => void fireEvent.click(screen.getByRole('button')));
    expect(screen.getByText('loading: nothing')).toBeTruthy();
    await act(async () => answer([]));
    expect(screen.getByText('there:')).toBeTruthy();
  });

  it('drops an answer that comes after the input has changed', async () => {
    const { bridge } = render(<Switch />);
    await screen.findByText(/^there: Hausnotruf/);
    const answers: ((value: unknown) => void)[] = [];
    bridge.answer('tickets.openOf', () => new Promise((answer) => answers.push(answer)));
    for (let i = 0; i < 2; i++) await act(async () => void fireEvent.click(screen.getByRole('button')));
    await act(async () => answers[1]?.([first]));
    await act(async () => answers[0]?.([]));
    expect(screen.getByText(`there: ${first.title}`)).toBeTruthy();
  });
});
