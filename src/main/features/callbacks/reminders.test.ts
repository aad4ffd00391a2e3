import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callbackClaim, callbackSetDue } from '#shared/features/callbacks/commands.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';
import { ADMIN } from '#test/support/desk-replica.ts';

let desk: DeskReplica;
let running: RunningFeatures;
let entry: CallbackLine;
beforeEach(async () => {
  desk = openDeskReplica();
  running = await desk.start('callbacks');
  const call = liveCall();
  desk.call(call);
  desk.call({ ...call, phase: 'ended', endedAt: 2_000, end: { reason: 'missed-caller' } }, call);
  const [line] = running.ask('callbacks.open') as readonly CallbackLine[];
  if (!line) throw new Error('nothing was missed');
  entry = line;
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const due = (dueAt: number, dueHasTime = true): void =>
  desk.run(callbackSetDue, { id: entry.id, dueAt, dueHasTime });
const titles = (): readonly string[] => desk.notifications.map(({ title, body }) => `${title}: ${body}`);

describe('a due callback', () => {
  it('is called to mind once, also by a desk that was closed then, and again for a new time', async () => {
    due(5_000);
    expect(titles()).toEqual([]);
    await running.stop();
    desk.now = 6_000;
    running = await desk.start('callbacks');
    expect(titles()).toEqual(['Rückruf fällig: 0221 4710612']);
    await running.stop();
    running = await desk.start('callbacks');
    desk.run(callbackClaim, { id: entry.id });
    expect(titles()).toHaveLength(1);
    due(5_500);
    expect(titles()).toHaveLength(2);
    expect(desk.log.lines).toEqual([]);
  });

  it('is a colleague’s who has claimed it, and no alarm without an hour', () => {
    desk.now = 9_000;
    due(8_000, false);
    expect(titles()).toEqual([]);
    desk.run(callbackClaim, { id: entry.id }, { ...ADMIN, userId: '00000000-0000-7000-8000-000000000777' });
    due(8_500);
    expect(titles()).toEqual([]);
  });
});
