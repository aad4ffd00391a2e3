import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionLogCall } from '#shared/features/interactions/commands.ts';
import { CALLS_PAGE } from '#shared/features/interactions/contract.ts';
import type { CallPages } from '#shared/features/interactions/contract.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { callPages, CALLS_LISTED, latestCalls } from './call-list.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

interface Given {
  readonly at: number;
  readonly direction?: 'in' | 'out';
  readonly isAnswered?: boolean;
}

function log(id: number, { at, direction = 'in', isAnswered = true }: Given): void {
  desk.run(interactionLogCall, {
    ...{ id: idOf(id), direction, partyId: null, occurredAt: at },
    ...{ answeredAt: isAnswered ? at + 1 : null, endedAt: at + 2 },
    endReason: isAnswered ? 'completed' : 'missed-caller',
    ...{ number: null, queue: null, callKey: null },
  });
}

const idsOf = (pages: CallPages, missed = false): readonly string[] =>
  pages.starts.flatMap((from) =>
    latestCalls(desk.host, { from, limit: CALLS_PAGE, missed }).map(({ id }) => id),
  );

describe('the list of calls', () => {
  it('is whole, in order and without one twice, page by page, however many fall on one moment', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.integer({ min: 1, max: 5 }),
            direction: fc.constantFrom('in' as const, 'out' as const),
            isAnswered: fc.boolean(),
          }),
          { minLength: CALLS_PAGE - 1, maxLength: 3 * CALLS_PAGE },
        ),
        fc.boolean(),
        (given, missed) => {
          desk.close();
          desk = openDeskReplica();
          given.forEach((one, index) => log(100 + index, one));
          const expected = given
            .map((one, index) => ({ ...one, id: idOf(100 + index) }))
            .filter(({ direction, isAnswered }) => !missed || (direction === 'in' && !isAnswered))
            .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
            .map(({ id }) => id);
          const pages = callPages(desk.replica.db, { limit: 10_000, missed });
          expect(idsOf(pages, missed)).toEqual(expected);
          expect(pages).toMatchObject({ count: expected.length, hasOlder: false });
        },
      ),
      { numRuns: 6 },
    );
  });

  it('says when there are older ones than were looked through', () => {
    for (let id = 1; id <= 4; id++) log(id, { at: id });
    expect(callPages(desk.replica.db, { limit: 3 })).toEqual({
      count: 3,
      starts: [{ at: 4, id: idOf(4) }],
      hasOlder: true,
    });
    expect(callPages(desk.replica.db, { limit: 4 })).toMatchObject({ count: 4, hasOlder: false });
    expect(callPages(desk.replica.db, { limit: 4, missed: true })).toEqual({
      count: 0,
      starts: [],
      hasOlder: false,
    });
  });

  it('stands where it stood when a newer call comes: a page goes by its first call, not by its number', () => {
    for (let id = 1; id <= 60; id++) log(id, { at: id });
    const [, from] = callPages(desk.replica.db, { limit: 100 }).starts;
    const before = latestCalls(desk.host, { from: from ?? null, limit: CALLS_PAGE });
    log(70, { at: 70 });
    expect(latestCalls(desk.host, { from: from ?? null, limit: CALLS_PAGE })).toEqual(before);
    expect(before[0]?.id).toBe(idOf(10));
  });

  it.each([
    [false, 'interaction_calls'],
    [true, 'interaction_missed_calls'],
  ])('is read out of an index without sorting (missed: %j)', (missed, index) => {
    const plan = desk.replica.db
      .prepare<[number, string, number], { detail: string }>(
        `EXPLAIN QUERY PLAN ${CALLS_LISTED({ columns: '*', missed, isFrom: true })}`,
      )
      .all(1, 'x', 50)
      .map(({ detail }) => detail)
      .join('; ');
    expect(plan).toContain(index);
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
