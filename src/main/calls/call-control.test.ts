import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { CallControl, ControlResult } from '../telephony/telephony-source.ts';
import { createCallDoors } from './call-control.ts';

function door(result: ControlResult = { ok: true }) {
  const acts: string[] = [];
  const control: CallControl = {
    canControl: true,
    hangUp: async (call) => {
      acts.push(`hang up ${call}`);
      return result;
    },
    transfer: async ({ call, target }) => {
      acts.push(`transfer ${call} to ${target}`);
      return result;
    },
  };
  return { control, acts };
}

const told = (call: string, type: 'answered' | 'ended'): CallEvent => {
  const at = { call, device: 'PJSIP/201', at: 1 };
  return type === 'ended' ? { ...at, type, reason: 'completed' } : { ...at, type };
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

describe('acting on a call', () => {
  it('goes to the door it came in through, once', async () => {
    const [one, other] = [door(), door()];
    const doors = createCallDoors();
    doors.heard(told('a', 'answered'), one.control);
    doors.heard(told('b', 'answered'), other.control);
    await doors.hangUp('a');
    await doors.transfer('b', '202');
    expect(one.acts).toEqual(['hang up a']);
    expect(other.acts).toEqual(['transfer b to 202']);
  });

  it('ends with the call', async () => {
    const { control, acts } = door();
    const doors = createCallDoors();
    doors.heard(told('a', 'answered'), control);
    doors.heard(told('a', 'ended'), control);
    for (const gone of ['a', 'never', undefined]) {
      expect(await codeOf(doors.hangUp(gone))).toBe('control.no-call');
      expect(await codeOf(doors.transfer(gone, '202'))).toBe('control.no-call');
    }
    expect(acts).toEqual([]);
  });

  it('says why it was refused', async () => {
    const { control, acts } = door({ ok: false, code: 'not-permitted', detail: 'Permission denied' });
    const doors = createCallDoors();
    doors.heard(told('a', 'answered'), control);
    await expect(doors.transfer('a', '202')).rejects.toMatchObject({
      code: 'control.not-permitted',
      message: 'Permission denied',
      params: { target: '202' },
    });
    expect(acts).toHaveLength(1);
  });
});
