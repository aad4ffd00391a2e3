import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Question } from '../api/ahead.ts';
import { AskedContext } from '../api/asked.ts';
import { useQuery } from '../api/use-query.ts';
import { FeaturesProvider } from '../features/features-context.tsx';
import type { RendererFeature } from '../features/renderer-feature.ts';
import { defineSlot, fill } from './slot.ts';
import { SlotInTurns } from './slot-in-turns.tsx';

const place = defineSlot<{ readonly partyId: string }>('place');

const part =
  (no: number) =>
  ({ partyId }: { readonly partyId: string }): ReactNode => {
    useQuery(ticketsContract, 'openOf', { partyId: `${partyId} ${String(no)}` }, ['ticket']);
    return <p>part {no}</p>;
  };

const features: readonly RendererFeature[] = [
  {
    name: 'parts',
    catalogue: { de: {}, en: {} },
    contributions: [1, 2, 3].map((no) => fill(place, no, part(no))),
    screens: [],
  },
];

let frames: FrameRequestCallback[];
beforeEach(() => {
  frames = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => void (frames = []));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const shown = (): readonly (string | null)[] =>
  screen.queryAllByText(/^part/).map(({ textContent }) => textContent);
const pass = (ms: number): Promise<unknown> => act(() => vi.advanceTimersByTimeAsync(ms));

function show(asked: Question[] = []): void {
  render(
    <FeaturesProvider value={features}>
      <AskedContext value={(question) => void asked.push(question)}>
        <SlotInTurns slot={place} with={{ partyId: partyIdOf(1) }} first={1} />
      </AskedContext>
    </FeaturesProvider>,
  );
}

describe('a place whose end cannot be seen', () => {
  it('has its first parts at once, and all in their order when those have been painted', async () => {
    show();
    expect(shown()).toEqual(['part 1']);
    await pass(100);
    expect(shown()).toEqual(['part 1']);
    for (const run of frames.splice(0)) run(0);
    await pass(1);
    expect(shown()).toEqual(['part 1', 'part 2', 'part 3']);
  });

  it('does not wait for ever for a window that nobody sees', async () => {
    show();
    await pass(200);
    expect(shown()).toHaveLength(3);
  });

  it('asks for no part before that part comes', async () => {
    const asked: Question[] = [];
    show(asked);
    const ids = (): readonly unknown[] => asked.map(({ input }) => input);
    expect(ids()).toEqual([{ partyId: `${partyIdOf(1)} 1` }]);
    await pass(200);
    expect(ids()).toEqual([1, 2, 3].map((no) => ({ partyId: `${partyIdOf(1)} ${String(no)}` })));
  });
});
