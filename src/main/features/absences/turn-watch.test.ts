import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { absenceReport } from '#shared/features/absences/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { createTurnWatch } from './turn-watch.ts';

const START = Date.UTC(2026, 10, 23, 8);
const HOUR = 3_600_000;

let desk: DeskReplica;
beforeEach(() => {
  vi.useFakeTimers({ now: START });
  desk = openDeskReplica();
  desk.now = START;
});
afterEach(() => {
  vi.useRealTimers();
  desk.close();
});

it('the lists are told when an absence begins or ends by the clock', async () => {
  const touched: string[] = [];
  const { db, clock, onChanged } = desk.host;
  const touch = (tables: readonly string[]): void => void touched.push(...tables);
  const watch = createTurnWatch({ db, clock, onChanged, touch }, ['task']);
  await watch.start();
  const fromAt = START + HOUR;
  desk.run(absenceReport, {
    id: idOf(5),
    staffId: AGENT.userId,
    deputyId: idOf(24),
    fromAt,
    untilAt: fromAt + HOUR,
  });
  const pass = async (): Promise<void> => {
    desk.now += HOUR;
    await vi.advanceTimersByTimeAsync(HOUR);
  };
  expect(touched).toEqual([]);
  await pass();
  expect(touched).toEqual(['task']);
  await pass();
  expect(touched).toEqual(['task', 'task']);
  await pass();
  expect(touched).toEqual(['task', 'task']);
  await watch.stop();
  expect(vi.getTimerCount()).toBe(0);
});
