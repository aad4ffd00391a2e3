import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import type { TeamFigures } from '#shared/features/figures/contract.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import type { CountedAnswer, CountedCall } from '../../host/figure-sources.ts';
import { figures } from './feature.ts';
import { foldSmall } from './groups.ts';
import type { Group } from './groups.ts';
import { teamFigures } from './team-figures.ts';

const NOW = new Date('2026-11-23T16:00').getTime();
const HOUR = 3_600_000;

interface Counted {
  readonly teamSize?: number;
  readonly answered?: readonly CountedAnswer[];
  readonly missed?: readonly CountedCall[];
  readonly tickets?: readonly number[];
}

const told = ({ teamSize = 9, answered = [], missed = [], tickets = [] }: Counted): TeamFigures =>
  teamFigures(
    {
      clock: { now: () => NOW },
      // No source below reads it.
      db: {} as never,
      figures: () => [
        {
          teamSize: () => teamSize,
          answeredCalls: () => answered,
          missedCalls: () => missed,
          openTickets: () => tickets,
        },
      ],
    },
    { withLines: true },
  );

/** One call by each of so many people, an hour before NOW times `ago`. */
const byPeople = (people: number, line: string | null, ago = 1): CountedAnswer[] =>
  Array.from({ length: people }, (_, index) => ({ at: NOW - ago * HOUR, line, staffId: `s${index}` }));

describe('the figures of a team', () => {
  it('are none of fewer than five people, whatever they have done', () => {
    const much = { answered: byPeople(4, 'Zentrale'), missed: byPeople(9, 'Zentrale'), tickets: [NOW] };
    expect(told({ teamSize: 4, ...much })).toEqual({ hours: null, lines: null, ticketAges: null });
    expect(told(much)).toMatchObject({ hours: null, lines: null });
    expect(told({ ...much, answered: byPeople(5, 'Zentrale') })).toMatchObject({
      hours: [{ hour: 15, answered: 5, missed: 9 }],
      lines: [{ line: 'Zentrale', answered: 5, missed: 9 }],
    });
  });

  it('leave out an hour of fewer, and tell its line with others', () => {
    const answered = [...byPeople(7, 'Zentrale', 1), ...byPeople(2, 'Notruf', 8), ...byPeople(6, 'Kurse', 2)];
    const { hours, lines } = told({ answered, missed: [{ at: NOW - 8 * HOUR, line: 'Notruf' }] });
    // Two people alone would follow from the whole: the next smallest goes with them.
    expect(hours).toEqual([{ hour: 15, answered: 7, missed: 0 }]);
    expect(lines).toEqual([
      { line: 'Zentrale', answered: 7, missed: 0 },
      { line: null, answered: 8, missed: 1 },
    ]);
  });

  it('never name a line a missed call alone came through: it may be one person’s', () => {
    const { lines } = told({
      answered: byPeople(6, 'Zentrale'),
      missed: [{ at: NOW - HOUR, line: '-21' }],
    });
    expect(lines?.map(({ line }) => line)).not.toContain('-21');
  });

  it('have open tickets by age', () => {
    const DAY = 24 * HOUR;
    const tickets = [NOW - HOUR, NOW - DAY, NOW - 7 * DAY + 1, NOW - 7 * DAY, NOW - 31 * DAY];
    expect(told({ tickets }).ticketAges).toEqual([
      { age: 'day', count: 1 },
      { age: 'week', count: 2 },
      { age: 'month', count: 1 },
      { age: 'older', count: 1 },
    ]);
  });
});

describe('what may be told of', () => {
  it('is never a group or a remainder of too few, whatever the groups', () => {
    const groups = fc.array(fc.array(fc.nat(12), { maxLength: 9 }), { maxLength: 8 });
    fc.assert(
      fc.property(groups, (each) => {
        const given: Group<number>[] = each.map((people, key) => ({
          key,
          people: new Set(people.map(String)),
        }));
        const folded = foldSmall(given, 5);
        const everybody = new Set(given.flatMap(({ people }) => [...people]));
        if (!folded) {
          expect(everybody.size).toBeLessThan(5);
          return;
        }
        for (const { people } of folded.shown) expect(people.size).toBeGreaterThanOrEqual(5);
        const rest = new Set(folded.rest.flatMap(({ people }) => [...people]));
        if (folded.rest.length > 0) expect(rest.size).toBeGreaterThanOrEqual(5);
        expect(folded.shown.length + folded.rest.length).toBe(given.length);
      }),
    );
  });
});

describe('on a desk', () => {
  it('a house of four gets nothing; lines are for leads, as the host says and not the screen', () => {
    const desk = openDeskReplica();
    try {
      for (let index = 0; index < 4; index += 1) desk.addStaff(idOf(100 + index), `P ${index}`, `3${index}`);
      const handlers = figures.parts?.(desk.host).implementation?.handlers as Record<string, () => unknown>;
      expect(handlers['team']?.()).toEqual({ hours: null, lines: null, ticketAges: null });
      desk.addStaff(idOf(110), 'P', '39');
      expect(handlers['team']?.()).toMatchObject({ hours: null, lines: null });
      const ages = [{ age: 'day' }, { age: 'week' }, { age: 'month' }, { age: 'older' }];
      expect(handlers['team']?.()).toMatchObject({ ticketAges: ages });
      expect(SESSION.roles).toEqual(['agent']);
      expect(() => handlers['forLeads']?.()).toThrow(AppError);
    } finally {
      desk.close();
    }
  });
});
