import { act, fireEvent, screen } from '@testing-library/react';
import { useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { partyIdOf } from '#test/renderer/fixture.ts';
import { render } from '#test/renderer/render.tsx';
import type { Rendered } from '#test/renderer/render.tsx';
import { useAnswered } from '../api/use-answered.ts';
import { useQuery } from '../api/use-query.ts';
import { FeaturesProvider } from '../features/features-context.tsx';
import type { RendererFeature } from '../features/renderer-feature.ts';
import { ScreenOutlet } from './screen-outlet.tsx';

/** How the inside of a thing has looked, one drawing after the other. */
const seen: string[] = [];

function Inside({ id }: { readonly id: string }): ReactNode {
  const { value } = useQuery(ticketsContract, 'openOf', { partyId: id }, ['ticket']);
  const text = value ? `tickets of ${id}` : 'asking';
  useLayoutEffect(() => void seen.push(text));
  return <p>{text}</p>;
}

function Thing({ params }: { readonly params: Readonly<Record<string, string>> }): ReactNode {
  const answered = useAnswered();
  return (
    <section aria-label="thing" data-answered={answered}>
      <Inside id={params['id'] ?? ''} />
    </section>
  );
}

const features: readonly RendererFeature[] = [
  {
    name: 'things',
    catalogue: { de: {}, en: {} },
    contributions: [],
    screens: [
      { path: '/things/:id', component: Thing, comesWhole: true },
      { path: '/list', component: () => <p>list</p> },
    ],
  },
];

const [A, B] = [partyIdOf(1), partyIdOf(2)];

/** The paths one after the other, a press of the button each. */
function Way({ paths }: { readonly paths: readonly string[] }): ReactNode {
  const [at, setAt] = useState(0);
  return (
    <FeaturesProvider value={features}>
      <button type="button" onClick={() => setAt(at + 1)}>
        go on
      </button>
      <ScreenOutlet path={paths[at] ?? ''} />
    </FeaturesProvider>
  );
}

// How long a screen is waited for is the test's to say, however slow the machine.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

interface Walk extends Rendered {
  readonly go: () => Promise<void>;
  /** Answers the oldest question that has none. */
  readonly answer: () => Promise<void>;
  readonly asked: () => readonly unknown[];
  /** Until what is shown has been painted, and what comes after that is there. */
  readonly painted: () => Promise<unknown>;
}

async function walk(...paths: readonly string[]): Promise<Walk> {
  const answers: ((value: unknown) => void)[] = [];
  const rendered = render(<Way paths={paths} />, {
    answers: { 'tickets.openOf': () => new Promise((resolve) => answers.push(resolve)) },
  });
  return {
    ...rendered,
    go: () => act(async () => void fireEvent.click(screen.getByRole('button', { name: 'go on' }))),
    answer: () => act(async () => answers.shift()?.([])),
    painted: () => act(() => vi.advanceTimersByTimeAsync(200)),
    asked: () => rendered.bridge.asked.filter(({ channel }) => channel === 'tickets.openOf'),
  };
}

describe('a screen that comes whole', () => {
  it('comes at once the first time, and the next time with its answers', async () => {
    const { go, answer, asked, painted } = await walk('/list', `/things/${A}`, '/list', `/things/${B}`);
    await go();
    expect(screen.getByLabelText('thing').dataset['answered']).toBe('false');
    await answer();
    await painted();
    expect(screen.getByLabelText('thing').dataset['answered']).toBe('true');
    await go();

    seen.length = 0;
    await go();
    expect(screen.getByText('list')).toBeTruthy();
    expect(asked()).toHaveLength(2);
    await answer();
    expect(screen.getByText(`tickets of ${B}`)).toBeTruthy();
    expect(screen.getByLabelText('thing').dataset['answered']).toBe('true');
    expect(new Set(seen)).toEqual(new Set([`tickets of ${B}`]));
    expect(asked()).toHaveLength(2);
  });

  it('asks anew what has changed while it was on its way', async () => {
    const { go, answer, asked, painted, bridge } = await walk(
      '/list',
      `/things/${A}`,
      '/list',
      `/things/${B}`,
    );
    await go();
    await answer();
    await painted();
    for (let way = 0; way < 2; way++) await go();
    bridge.emit('changed', { tables: ['ticket'] });
    await answer();
    expect(screen.getByText('asking')).toBeTruthy();
    expect(screen.getByLabelText('thing').dataset['answered']).toBe('false');
    expect(asked()).toHaveLength(3);
    await answer();
    expect(screen.getByText(`tickets of ${B}`)).toBeTruthy();
  });

  it('does not come any more where the way has led elsewhere', async () => {
    const { go, answer, painted } = await walk(
      '/list',
      `/things/${A}`,
      '/list',
      `/things/${B}`,
      '/list',
      '/list',
    );
    await go();
    await answer();
    await painted();
    for (let way = 0; way < 3; way++) await go();
    await answer();
    expect(screen.getByText('list')).toBeTruthy();
    expect(screen.queryByLabelText('thing')).toBeNull();
  });

  it('does not wait for ever for the desk', async () => {
    const { go, answer, asked, painted } = await walk('/list', `/things/${A}`, '/list', `/things/${B}`);
    await go();
    await answer();
    await painted();
    for (let way = 0; way < 2; way++) await go();
    expect(screen.getByText('list')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText('asking')).toBeTruthy();
    // The answer on its way is the one it waits for.
    expect(asked()).toHaveLength(2);
    await answer();
    expect(screen.getByText(`tickets of ${B}`)).toBeTruthy();
  });
});
