import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { CustomersFound } from './customers-found.tsx';

const NONE = {};
const hit = (index: number): PartyHit => ({
  id: partyIdOf(index),
  kind: 'person',
  name: `Kundin ${index}`,
  city: null,
  customerNo: null,
  phone: null,
});
const answerWith = (all: number) => ({
  'parties.search': ({ limit }: { limit: number }) =>
    Array.from({ length: Math.min(all, limit) }, (_, i) => hit(i)),
});
const limits = ({ bridge }: Rendered): readonly number[] =>
  bridge.asked
    .filter(({ channel }) => channel === 'parties.search')
    .map(({ input }) => (input as { limit: number }).limit);

it('asks for what fills the window, and for the rest when somebody goes through the list', async () => {
  const rendered = render(
    <main>
      <CustomersFound text="Kundin" filters={NONE} />
    </main>,
    { answers: answerWith(5_000) },
  );
  const first = await screen.findByText('Kundin 0');
  const [asked = 0, ...more] = limits(rendered);
  expect(more).toEqual([]);
  expect(asked).toBeLessThan(100);
  expect(asked * 34).toBeGreaterThan(window.innerHeight);
  // What is counted is not all there is.
  expect(screen.getByRole('heading').textContent).toBe('Treffer');
  await act(async () => {
    first.focus();
    first.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }));
  });
  await screen.findByText(`Kundin ${asked - 1}`);
  await waitFor(() => expect(limits(rendered)).toEqual([asked, 100]));
});

it('asks once where that is all there is, and says how many', async () => {
  const rendered = render(<CustomersFound text="Kundin" filters={NONE} />, { answers: answerWith(3) });
  await screen.findByText('Kundin 2');
  expect(limits(rendered)).toHaveLength(1);
  expect(screen.getByRole('heading').textContent).toBe('Treffer3');
});

describe('a row of the list', () => {
  async function shown(): Promise<(hits: readonly PartyHit[]) => Promise<void>> {
    let hits = [hit(1), hit(2), hit(3)];
    const rendered = render(<CustomersFound text="Kundin" filters={NONE} />, {
      answers: { 'parties.search': () => hits },
    });
    await screen.findByText('Kundin 1');
    return async (next) => {
      hits = [...next];
      rendered.bridge.emit('changed', { tables: ['party'] });
      await act(async () => rendered.frame());
      await waitFor(() => expect(names()).toEqual(next.map(({ name }) => name)));
    };
  }
  const names = (): readonly string[] => screen.getAllByRole('link').map(({ textContent }) => textContent);

  it('is told another’s texts while nobody stands on it', async () => {
    const change = await shown();
    const row = screen.getByRole('link', { name: 'Kundin 2' });
    await change([hit(1), hit(9), hit(3)]);
    expect(screen.getByRole('link', { name: 'Kundin 9' })).toBe(row);
    expect(row.getAttribute('href')).toContain(partyIdOf(9));
  });

  it('never becomes another’s under the focus', async () => {
    const change = await shown();
    const row = screen.getByRole('link', { name: 'Kundin 2' });
    act(() => row.focus());
    await change([hit(1), hit(9), hit(3)]);
    expect(screen.getByRole('link', { name: 'Kundin 9' })).not.toBe(row);
    expect(row.isConnected).toBe(false);
  });
});
