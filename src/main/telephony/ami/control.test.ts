import { describe, expect, it } from 'vitest';
import type { ActionResult } from './action-result.ts';
import type { AmiAction } from './actions.ts';
import { hangUpOwn, transferBlind } from './control.ts';
import type { ControlParts } from './control.ts';
import { toFrame } from './frame.ts';
import { emptyTracker } from './tracker/state.ts';
import { track } from './tracker/tracker.ts';

const refusal = (detail: string, code: 'error' | 'timeout' | 'closed' = 'error'): ActionResult => ({
  ok: false,
  code,
  detail,
});
const done: ActionResult = { ok: true, frame: toFrame({ response: 'Success' }) };

function parts(answer: ActionResult = done, dialPlan: ActionResult = done) {
  const sent: AmiAction[] = [];
  const connection: ControlParts['connection'] = {
    request: async (action) => {
      sent.push(action);
      return action.name === 'ShowDialPlan' ? dialPlan : answer;
    },
  };
  return { tracker, connection, sent };
}

const channel = {
  uniqueid: 'a.1',
  linkedid: 'a.1',
  channel: 'PJSIP/201-0000000a',
  channelstate: '0',
  calleridnum: '201',
};
let tracker = emptyTracker(['PJSIP/201']);
for (const frame of [
  { event: 'Newchannel', ...channel },
  { event: 'Newstate', ...channel, channelstate: '5' },
  { event: 'BridgeEnter', ...channel, channelstate: '6', bridgeuniqueid: 'b' },
])
  tracker = track(tracker, toFrame(frame), 1).state;

const transfer = { call: 'a.1', target: '202' };

describe('acting on the agent’s own channel', () => {
  it('asks the dial plan before it sends somebody away', async () => {
    const here = parts();
    expect(await transferBlind(transfer, 'internal', here)).toEqual({ ok: true });
    expect(here.sent).toEqual([
      { name: 'ShowDialPlan', fields: { Context: 'internal', Extension: '202' } },
      {
        name: 'BlindTransfer',
        fields: { Channel: 'PJSIP/201-0000000a', Exten: '202', Context: 'internal' },
      },
    ]);
  });

  it('sends nobody to an extension that is none', async () => {
    const here = parts(done, refusal('Did not find extension 202@internal'));
    expect(await transferBlind(transfer, 'internal', here)).toMatchObject({ ok: false, code: 'no-target' });
    expect(here.sent.map(({ name }) => name)).toEqual(['ShowDialPlan']);
  });

  it('tries it where the dial plan may not be asked', async () => {
    const here = parts(done, refusal('Permission denied'));
    expect(await transferBlind(transfer, 'internal', here)).toEqual({ ok: true });
  });

  it.each([
    [refusal('Permission denied'), 'not-permitted'],
    [refusal('No such channel'), 'no-call'],
    [refusal('Transfer failed'), 'failed'],
    [refusal('no answer', 'timeout'), 'timeout'],
    [refusal('the connection ended', 'closed'), 'not-ready'],
  ])('%j is %s', async (answer, code) => {
    expect(await hangUpOwn('a.1', parts(answer))).toMatchObject({ ok: false, code });
    expect(await transferBlind(transfer, 'internal', parts(answer))).toMatchObject({ ok: false, code });
  });

  it('has nothing to say while the link is down', async () => {
    const down = { tracker, connection: undefined };
    expect(await hangUpOwn('a.1', down)).toMatchObject({ code: 'not-ready' });
    expect(await transferBlind(transfer, 'internal', down)).toMatchObject({ code: 'not-ready' });
  });

  it('touches no channel that is not of an own device, whatever the PBX has renamed it to', async () => {
    for (const newname of ['PJSIP/202-0000000a', '/^.*$/', 'Local/201@x-1;1']) {
      const renamed = track(tracker, toFrame({ event: 'Rename', uniqueid: 'a.1', newname }), 2).state;
      const here = { ...parts(), tracker: renamed };
      expect(await hangUpOwn('a.1', here)).toMatchObject({ ok: false, code: 'no-call' });
      expect(here.sent).toEqual([]);
    }
  });
});
