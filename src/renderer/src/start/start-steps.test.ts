import { describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { status } from '#test/renderer/fixture.ts';
import { isReady, nextStep, stepStates } from './start-steps.ts';

const stand = (centre: Partial<DeskStatus['centre']> = {}, pbx: DeskStatus['pbx'] = { state: 'ready' }) => ({
  status: { ...status, centre: { ...status.centre, state: 'online' as const, asOf: 1, ...centre }, pbx },
  isSignedIn: true,
  hasSeenCall: false,
});

describe('the first start', () => {
  it('skips what is set up, and needs no test call', () => {
    const states = stepStates(stand());
    expect(states).toEqual({
      centre: 'done',
      'sign-in': 'done',
      pbx: 'done',
      'test-call': 'open',
      sync: 'done',
    });
    expect([isReady(states), nextStep(states)]).toEqual([true, 'test-call']);
    expect(nextStep(stepStates({ ...stand(), hasSeenCall: true }))).toBeUndefined();
  });

  it('begins at the beginning before the desk has told anything', () => {
    const states = stepStates({ status: undefined, isSignedIn: false, hasSeenCall: false });
    expect([nextStep(states), isReady(states)]).toEqual(['centre', false]);
  });

  it('goes on with what is in the way before what is open', () => {
    const states = stepStates(stand({ state: 'untrusted', asOf: null }, { state: 'off' }));
    expect([states.centre, states.pbx, states.sync, nextStep(states)]).toEqual([
      'fault',
      'open',
      'fault',
      'centre',
    ]);
    expect(nextStep(stepStates(stand({}, { state: 'refused' })))).toBe('pbx');
  });

  it('waits for the first data while they come', () => {
    const states = stepStates(stand({ asOf: null, progress: { done: 1, total: 9 } }));
    expect([states.sync, isReady(states)]).toEqual(['busy', false]);
  });

  it.each([
    ['off', 'open'],
    ['connecting', 'busy'],
    ['ready', 'done'],
    ['waiting', 'fault'],
    ['refused', 'fault'],
  ] as const)('takes a telephone system that is %s as %s', (state, expected) => {
    expect(stepStates(stand({}, { state })).pbx).toBe(expected);
  });
});
