import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LEASE_PATH, MAX_LEASE } from '#shared/features/tickets/lease.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { until } from '#test/support/until.ts';
import { countLeased, createLeaseKeeper, storeLease, takeNumber } from './lease.ts';

const TABLE = ['ticket_lease'];
let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => {
  desk.close();
  vi.useRealTimers();
});

const take = (): string => desk.replica.write(TABLE, takeNumber);
const store = (year: number, from: number, to: number): void =>
  desk.replica.write(TABLE, (db) => storeLease(db, { year, from, to }));

describe('a lease', () => {
  it('gives its numbers in order, each once, each with its check digit', () => {
    store(2026, 4711, 4713);
    store(2025, 9, 9);
    expect([take(), take(), take(), take()]).toEqual([
      '25-000009-0',
      '26-004711-9',
      '26-004712-4',
      '26-004713-5',
    ]);
    expect(take).toThrow(expect.objectContaining({ code: 'ticket.no-numbers' }));
  });

  it('never gives a number twice, however blocks come and numbers go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant('take' as const), fc.integer({ min: 1, max: MAX_LEASE }))),
        (deeds) => {
          desk.replica.write(TABLE, (db) => db.exec('DELETE FROM ticket_lease'));
          const given: string[] = [];
          let next = 1;
          for (const deed of deeds) {
            if (deed === 'take') {
              if (countLeased(desk.replica.db) > 0) given.push(take());
            } else {
              store(2026, next, next + deed - 1);
              next += deed;
            }
          }
          expect(new Set(given).size).toBe(given.length);
          for (const number of given) expect(parseTicketNumber(number)).toBe(number);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('keeps the number when what it was taken for did not come about', () => {
    store(2026, 1, 1);
    const first = () =>
      desk.replica.write(TABLE, (db) => {
        takeNumber(db);
        throw new Error('not after all');
      });
    expect(first).toThrow('not after all');
    expect(countLeased(desk.replica.db)).toBe(1);
  });
});

describe('the keeper of the lease', () => {
  let next = 1;
  const asked: unknown[] = [];
  beforeEach(() => {
    next = 1;
    asked.length = 0;
    desk.centre = async (path, body) => {
      asked.push([path, body]);
      const from = next;
      next += MAX_LEASE;
      return { year: 2026, from, to: next - 1 };
    };
  });

  it('fetches a block at the start, and the next one before the last runs out', async () => {
    const keeper = createLeaseKeeper(desk.host);
    await keeper.start();
    await until(() => countLeased(desk.replica.db) === MAX_LEASE);
    expect(asked).toEqual([[LEASE_PATH, { count: MAX_LEASE }]]);
    const given = new Set<string>();
    for (let i = 0; i < 100; i++) {
      await until(() => countLeased(desk.replica.db) > 0);
      given.add(take());
    }
    expect(given.size).toBe(100);
    await until(() => countLeased(desk.replica.db) >= 25);
    await keeper.stop();
  });

  it('asks for nothing while nobody is signed in, and at once when somebody is', async () => {
    desk.signIn(null);
    const keeper = createLeaseKeeper(desk.host);
    await keeper.start();
    expect(asked).toEqual([]);
    desk.signIn(SESSION);
    await until(() => countLeased(desk.replica.db) === MAX_LEASE);
    await keeper.stop();
    expect(asked).toHaveLength(1);
  });

  it('tries again when the centre was away, with one timer however many numbers are taken, none after the stop', async () => {
    vi.useFakeTimers();
    const working = desk.centre;
    let failures = 0;
    desk.centre = () => {
      failures += 1;
      return Promise.reject(new Error('no line'));
    };
    store(2026, 901, 910);
    const keeper = createLeaseKeeper(desk.host);
    await keeper.start();
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 5; i++) {
      take();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(failures).toBe(6);
    expect(vi.getTimerCount()).toBe(1);
    desk.centre = working;
    await vi.runOnlyPendingTimersAsync();
    expect(countLeased(desk.replica.db)).toBe(5 + MAX_LEASE);
    await keeper.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes nothing from an answer that is none', async () => {
    desk.centre = async () => ({ year: 26, from: 0, to: -1 });
    const keeper = createLeaseKeeper(desk.host);
    await keeper.start();
    await until(() => desk.log.lines.length > 0);
    expect(countLeased(desk.replica.db)).toBe(0);
    await keeper.stop();
  });
});
