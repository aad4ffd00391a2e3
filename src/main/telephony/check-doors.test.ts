import { describe, expect, it } from 'vitest';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { checkDoors } from './check-doors.ts';
import type { Door } from './pbx-follower.ts';

const finding: SetupFinding = { item: 'fritzbox.monitor', state: 'missing', section: '', line: '#96*5*' };
const failing = (): Promise<null> => Promise.reject(new AppError('pbx.not-ready', 'the link is waiting'));

function door(name: string, checkBehind: () => Promise<unknown>, stage = 'ready'): Door {
  return { adapter: { name }, source: { state: { stage }, checkBehind } } as unknown as Door;
}

describe('the setup check', () => {
  it('asks every door that is on; one that cannot be asked hides no other', async () => {
    const doors = [
      door('ami', failing),
      door('sip', async () => [finding], 'off'),
      door('fritzbox', async () => [finding]),
      door('webhook', async () => null),
    ];
    expect(await checkDoors(doors)).toEqual({ fritzbox: [finding] });
    expect(await checkDoors([])).toEqual({});
  });

  it('says why when none can be asked', async () => {
    await expect(checkDoors([door('ami', failing)])).rejects.toThrow('the link is waiting');
  });
});
