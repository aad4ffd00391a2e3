import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { CALLS_PAGE } from '#shared/features/interactions/contract.ts';
import type { CallKey, CallPages, InteractionLine } from '#shared/features/interactions/contract.ts';
import * as fixture from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { CallsScreen } from './calls-screen.tsx';

const [template] = fixture.interactions;
if (!template) throw new Error('no interactions in the fixture');
const MANY = 9_000;

/** Newest first: the first has the greatest time. */
const keyOf = (index: number): CallKey => ({ at: MANY - index, id: fixture.callIdOf(index) });
const ANSWERS = {
  'interactions.callPages': ({ missed = false }: { missed?: boolean }): CallPages => ({
    count: missed ? 1 : MANY,
    starts: Array.from({ length: missed ? 1 : MANY / CALLS_PAGE }, (_, page) => keyOf(page * CALLS_PAGE)),
    hasOlder: false,
  }),
  'interactions.calls': ({
    from,
    limit,
  }: {
    from: CallKey | null;
    limit: number;
  }): readonly InteractionLine[] =>
    Array.from({ length: limit }, (_, index) => {
      const place = (from === null ? 0 : MANY - from.at) + index;
      return { ...template, ...{ id: fixture.callIdOf(place), body: `Nr. ${String(place)}` } };
    }),
};

const calls = (answers = {}): Rendered =>
  render(
    <main>
      <CallsScreen />
    </main>,
    { answers: { ...ANSWERS, ...answers } },
  );
const rowOf = (text: string): HTMLElement | null => screen.getByText(text).closest('tr');
const focusedRow = (): number => Number(document.activeElement?.closest('tr')?.getAttribute('aria-rowindex'));
const press = (key: string): void => void fireEvent.keyDown(document.activeElement ?? document.body, { key });

describe('the list of calls', () => {
  it('has as many rows as there are calls, and those in view in the document', async () => {
    const { bridge } = calls();
    await screen.findByText('Nr. 0');
    const table = screen.getByRole('table');
    expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1));
    expect(rowOf('Nr. 3')?.getAttribute('aria-rowindex')).toBe('5');
    const rows = table.querySelectorAll('tr[data-row]').length;
    expect(rows).toBeGreaterThan(10);
    expect(rows).toBeLessThan(CALLS_PAGE);
    const asked = bridge.asked.filter(({ channel }) => channel === 'interactions.calls').length;
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('is walked by keys, to its end and back, and keeps the row with the focus', async () => {
    calls();
    await screen.findByText('Nr. 0');
    rowOf('Nr. 0')?.querySelector<HTMLElement>('a, button')?.focus();
    press('ArrowDown');
    expect(focusedRow()).toBe(3);
    press('ArrowUp');
    expect(focusedRow()).toBe(2);
    press('End');
    await waitFor(() => expect(focusedRow()).toBe(MANY + 1));
    await screen.findByText(`Nr. ${String(MANY - 1)}`);
    press('Home');
    await waitFor(() => expect(focusedRow()).toBe(2));
    press('ArrowUp');
    expect(focusedRow()).toBe(2);
  });

  it('asks the desk for the missed ones when only those are wanted', async () => {
    const { bridge } = calls();
    await screen.findByText('Nr. 0');
    fireEvent.click(screen.getByRole('radio', { name: 'Verpasst' }));
    await waitFor(() => expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('2'));
    const asked = bridge.asked.filter(({ channel }) => channel === 'interactions.calls');
    expect(asked.at(-1)).toMatchObject({ input: { missed: true } });
  });
});
