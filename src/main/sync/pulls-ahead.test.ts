import { describe, expect, it } from 'vitest';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { PulledReply } from './page-helper.ts';
import { createPullsAhead } from './pulls-ahead.ts';

const FED = { ver: 1_000, scopes: ['s'] };
const FIRST: PullRequest = { client: 'c', epoch: 'e', schema: 1, cursor: 10, tables: [], fed: FED };

function pageFrom(from: number, more: Partial<Extract<PullReply, { kind: 'page' }>> = {}): PullReply {
  return { kind: 'page', epoch: 'e', from, to: from + 10, complete: false, head: 1_000, rows: [], ...more };
}

/** Pulls that are told of and answered by hand, by the cursor they ask from. */
function line() {
  const asked: PullRequest[] = [];
  const given: number[] = [];
  const dropped: number[] = [];
  const onEnds = new Map<number, (to: number) => void>();
  const answers = new Map<number, (pulled: PulledReply) => void>();
  const pull = (
    request: PullRequest,
    signal: AbortSignal,
    onEnd?: (to: number) => void,
  ): Promise<PulledReply> => {
    const { cursor } = request;
    asked.push(request);
    signal.addEventListener('abort', () => given.push(cursor));
    if (onEnd) onEnds.set(cursor, onEnd);
    return new Promise((resolve) => answers.set(cursor, resolve));
  };
  const outer = new AbortController();
  const ahead = createPullsAhead(pull, outer.signal);
  const first = () => ({ request: FIRST, pulled: pull(FIRST, outer.signal) });
  const answer = (cursor: number): void =>
    answers.get(cursor)?.({
      reply: pageFrom(cursor),
      held: { apply: async () => 'more', drop: () => void dropped.push(cursor) },
    });
  return {
    ahead,
    first,
    given,
    dropped,
    asked: () => asked.map(({ cursor }) => cursor),
    told: (cursor: number, to = cursor + 10) => onEnds.get(cursor)?.(to),
    answer,
  };
}

describe('pulls that follow one another', () => {
  it('ask for the next page when one is here, and for the one after that as soon as its end is told', () => {
    const { ahead, first, asked, told } = line();
    expect(ahead.next(first).request.cursor).toBe(10);
    ahead.arrived(pageFrom(10));
    expect(asked()).toEqual([10, 20]);
    told(20);
    expect(asked()).toEqual([10, 20, 30]);
  });

  it('are two beyond the page that is written and no more, until that one is done', () => {
    const { ahead, first, asked, told } = line();
    ahead.next(first);
    ahead.arrived(pageFrom(10));
    told(20);
    told(30);
    expect(asked()).toEqual([10, 20, 30]);
    expect(ahead.next(first).request.cursor).toBe(20);
    expect(asked()).toEqual([10, 20, 30, 40]);
    ahead.arrived(pageFrom(20));
    expect(asked()).toEqual([10, 20, 30, 40]);
  });

  it.each([
    ['ends elsewhere than was told', pageFrom(20, { to: 25 }), [25]],
    ['is of another epoch', pageFrom(20, { epoch: 'f' }), [30]],
    ['was read for other scopes', pageFrom(20, { fed: { ver: 1_000, scopes: ['s', 't'] } }), [30]],
    ['is the last', pageFrom(20, { complete: true }), []],
    ['does not move', pageFrom(20, { to: 20 }), []],
    ['is none', { kind: 'upgrade', minSchema: 2 } satisfies PullReply, []],
  ])('believe the page and not what was told: where it %s, they ask anew', (_, page, anew) => {
    const { ahead, first, asked, told, given } = line();
    ahead.next(first);
    ahead.arrived(pageFrom(10));
    told(20);
    ahead.next(first);
    expect(asked()).toEqual([10, 20, 30]);
    ahead.arrived(page);
    expect(given).toEqual([30]);
    expect(asked()).toEqual([10, 20, 30, ...anew]);
  });

  it.each([0, 20, -1])('ask for nothing where a page is said to end at %d, not after its beginning', (to) => {
    const { ahead, first, asked, told } = line();
    ahead.next(first);
    ahead.arrived(pageFrom(10));
    told(20, to);
    expect(asked()).toEqual([10, 20]);
  });

  it('that are dropped are given up, their rows let go of, and what is told of them is not heard', async () => {
    const { ahead, first, asked, told, given, dropped, answer } = line();
    ahead.next(first);
    ahead.arrived(pageFrom(10));
    told(20);
    answer(20);
    ahead.drop();
    await Promise.resolve();
    await Promise.resolve();
    expect(given).toEqual([20, 30]);
    expect(dropped).toEqual([20]);
    told(30);
    expect(asked()).toEqual([10, 20, 30]);
    expect(ahead.next(first).request).toBe(FIRST);
  });
});
