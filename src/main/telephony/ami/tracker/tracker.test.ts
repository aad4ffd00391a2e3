import { describe, expect, it } from 'vitest';

import { pbxScript } from '#test/fixtures/ami/pbx-script.ts';
import type { PbxScript, ScriptChannel } from '#test/fixtures/ami/pbx-script.ts';

import type { AmiFrame } from '../frame.ts';
import { emptyTracker } from './state.ts';
import type { TrackedEvent, TrackerState } from './state.ts';
import { track } from './tracker.ts';

/** `ringing 0171`, `ended missed-caller`, …: with the number of the call in front when there are several. */
function told(frames: readonly AmiFrame[], devices: string[] = ['PJSIP/201']): string[] {
  return run(frames, devices).lines;
}

function run(
  frames: readonly AmiFrame[],
  devices: string[] = ['PJSIP/201'],
): { lines: string[]; state: TrackerState } {
  let state = emptyTracker(devices);
  const calls: string[] = [];
  const events: TrackedEvent[] = [];
  for (const frame of frames) {
    const output = track(state, frame, 0);
    state = output.state;
    calls.push(...output.begun.map(({ id }) => id));
    events.push(...output.events);
  }
  const lines = events.map(
    (event) => `${calls.length > 1 ? `${String(calls.indexOf(event.call) + 1)} ` : ''}${words(event)}`,
  );
  return { lines, state };
}

function words(event: TrackedEvent): string {
  switch (event.type) {
    case 'ringing':
      return [
        'ringing',
        event.from.number,
        event.queue,
        event.transferredBy && `sent by ${event.transferredBy}`,
      ]
        .filter(Boolean)
        .join(' ');
    case 'remote-changed':
      return `remote-changed ${event.from.number}`;
    case 'dialling':
      return `dialling ${event.to}`;
    case 'sender-told':
      return `sent by ${event.transferredBy}`;
    case 'transferred':
      return `transferred ${event.kind} ${event.to ?? '?'}`;
    case 'ended':
      return ['ended', event.reason, event.to].filter(Boolean).join(' ');
    default:
      return event.type;
  }
}

interface Scene {
  readonly pbx: PbxScript;
  readonly customer: ScriptChannel;
  readonly agent: ScriptChannel;
}

const customerNumber = '+491710000001';

/** A customer's channel, and the agent's device about to ring. */
function incoming(pbx = pbxScript()): Scene {
  const customer = pbx.channel('PJSIP/trunk-00000001', {
    state: 4,
    number: customerNumber,
    exten: '+496213456217',
  });
  const agent = pbx.channel('PJSIP/201-00000002', {
    number: '201',
    callerName: 'Agent Eins',
    linkedId: customer.id,
  });
  pbx.newchannel(customer);
  pbx.newchannel(agent);
  pbx.connectedLine(agent, customerNumber, 'Erika Mustermann');
  return { pbx, customer, agent };
}

function ringing(scene: Scene = incoming()): Scene {
  const { pbx, customer, agent } = scene;
  pbx.dialBegin(customer, agent);
  pbx.newstate(agent, 5);
  return scene;
}

function talking(scene: Scene = ringing()): Scene {
  const { pbx, customer, agent } = scene;
  pbx.newstate(agent, 6);
  pbx.dialEnd(customer, agent, 'ANSWER');
  pbx.newstate(customer, 6);
  pbx.bridgeEnter(agent, 'b1');
  pbx.bridgeEnter(customer, 'b1');
  return scene;
}

/** The agent's second channel, dialling a colleague. */
function consulting({ pbx }: Scene): { readonly second: ScriptChannel; readonly colleague: ScriptChannel } {
  const second = pbx.channel('PJSIP/201-00000003', { state: 4, number: '201', exten: '202' });
  const colleague = pbx.channel('PJSIP/202-00000004', {
    number: '202',
    callerName: 'Agent Zwei',
    linkedId: second.id,
  });
  pbx.newchannel(second);
  pbx.newchannel(colleague);
  pbx.connectedLine(colleague, '201');
  pbx.dialBegin(second, colleague);
  pbx.connectedLine(second, '202');
  pbx.newstate(colleague, 5);
  return { second, colleague };
}

describe('an incoming call', () => {
  it('rings once when Newstate comes before DialBegin, and DialState after', () => {
    const { pbx, customer, agent } = incoming();
    pbx.newstate(agent, 5);
    pbx.dialBegin(customer, agent);
    pbx.event('DialState', { '': customer, dest: agent }, { DialStatus: 'RINGING' });
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`]);
  });

  it('rings by Newstate alone (Asterisk 13 has no DialState), by DialState alone (a frame was lost)', () => {
    expect(told(ringing().pbx.frames)).toEqual([`ringing ${customerNumber}`]);
    const { pbx, customer, agent } = incoming();
    pbx.dialBegin(customer, agent);
    pbx.event('DialState', { '': customer, dest: agent }, { DialStatus: 'RINGING' });
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`]);
  });

  it('ends by the first DialEnd that says something: NOANSWER beats CANCEL in either order', () => {
    for (const statuses of [
      ['NOANSWER', 'CANCEL'],
      ['CANCEL', 'NOANSWER'],
    ]) {
      const { pbx, customer, agent } = ringing();
      for (const status of statuses) pbx.dialEnd(customer, agent, status);
      pbx.hangup(agent, 0);
      expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'ended missed-no-answer']);
    }
  });

  it('has no DialEnd at all: the customer asked to hang up, or did not', () => {
    const gaveUp = ringing();
    gaveUp.pbx.event('HangupRequest', { '': gaveUp.customer }, { Cause: '127' });
    gaveUp.pbx.hangup(gaveUp.agent, 127);
    expect(told(gaveUp.pbx.frames).at(-1)).toBe('ended missed-caller');
    const rangOut = ringing();
    rangOut.pbx.hangup(rangOut.agent, 0);
    expect(told(rangOut.pbx.frames).at(-1)).toBe('ended missed-no-answer');
  });

  it('is not begun again by a straggler after its Hangup', () => {
    const { pbx, agent } = ringing();
    pbx.hangup(agent, 0);
    pbx.newstate(agent, 5);
    pbx.hangup(agent, 0);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'ended missed-no-answer']);
  });

  it('begins without its Newchannel, and is answered without having rung', () => {
    const { pbx } = talking();
    const lost = pbx.frames.filter(({ event }) => event !== 'newchannel' && event !== 'newstate');
    expect(told(lost)).toEqual(['answered', `remote-changed ${customerNumber}`]);
  });

  it('is lost to a colleague: the Hangup may come before the winner’s DialEnd', () => {
    const { pbx, customer, agent } = incoming();
    const colleague = pbx.channel('PJSIP/202-00000003', { number: '202', linkedId: customer.id });
    pbx.newchannel(colleague);
    pbx.dialBegin(customer, agent);
    pbx.dialBegin(customer, colleague);
    pbx.newstate(agent, 5);
    pbx.newstate(colleague, 5);
    pbx.newstate(colleague, 6);
    pbx.dialEnd(customer, agent, 'CANCEL');
    pbx.hangup(agent, 26);
    pbx.dialEnd(customer, colleague, 'ANSWER');
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'ended answered-elsewhere 202']);
  });

  it('took the receiver off too late: up, but hung up with cause 26', () => {
    const { pbx, customer, agent } = ringing();
    pbx.newstate(agent, 6);
    pbx.dialEnd(customer, agent, 'CANCEL');
    pbx.hangup(agent, 26);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'ended answered-elsewhere']);
  });

  it('rings through a queue’s Local member; the queue’s timeout arrives here as a CANCEL', () => {
    const pbx = pbxScript();
    const customer = pbx.channel('PJSIP/trunk-00000001', { state: 6, number: customerNumber });
    const one = pbx.channel('Local/201@from-queue-00000001;1', { linkedId: customer.id });
    const two = pbx.channel('Local/201@from-queue-00000001;2', { state: 4, linkedId: customer.id });
    const agent = pbx.channel('PJSIP/201-00000002', { number: '201', linkedId: customer.id });
    for (const channel of [customer, one, two]) pbx.newchannel(channel);
    pbx.event('QueueCallerJoin', { '': customer }, { Queue: 'support' });
    pbx.event('AgentCalled', { '': customer, dest: one }, { Queue: 'support' });
    pbx.dialBegin(customer, one);
    pbx.newchannel(agent);
    pbx.connectedLine(agent, customerNumber);
    pbx.dialBegin(two, agent);
    pbx.newstate(agent, 5);
    pbx.event('AgentRingNoAnswer', { '': customer, dest: one }, { Queue: 'support', RingTime: '15000' });
    pbx.dialEnd(customer, one, 'NOANSWER');
    pbx.hangup(one, 0);
    pbx.dialEnd(two, agent, 'CANCEL');
    pbx.hangup(two, 0);
    pbx.hangup(agent, 0);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber} support`, 'ended missed-no-answer']);
  });

  it('rings without the caller’s block (FollowMe on 16): the oldest channel is the customer', () => {
    const { pbx, agent } = incoming();
    pbx.dialBegin(undefined, agent);
    pbx.newstate(agent, 5);
    pbx.event('DialState', { dest: agent }, { DialStatus: 'RINGING' });
    pbx.dialEnd(undefined, agent, 'ANSWER');
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'answered', 'ended completed']);
  });

  it('blind-transferred here: the customer is up already and rings like any other', () => {
    const { pbx, customer, agent } = incoming();
    customer.state = 6;
    customer.exten = '201';
    pbx.dialBegin(customer, agent);
    pbx.newstate(agent, 5);
    talking({ pbx, customer, agent });
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'answered', 'ended completed']);
  });

  it('blind-transferred here: who sent the caller is told with the ringing, or once after it', () => {
    const scene = (...order: ('sent' | 'dialled' | 'rings')[]): string[] => {
      const { pbx, customer, agent } = incoming();
      const colleague = pbx.channel('PJSIP/202-00000009', { state: 6, number: '202' });
      pbx.newchannel(colleague);
      const frames = {
        sent: () =>
          pbx.event(
            'BlindTransfer',
            { transferer: colleague, transferee: customer },
            { Result: 'Success', Extension: '201' },
          ),
        dialled: () => pbx.dialBegin(customer, agent),
        rings: () => pbx.newstate(agent, 5),
      };
      for (const each of order) frames[each]();
      talking({ pbx, customer, agent });
      pbx.hangup(agent, 16);
      return run(pbx.frames).lines;
    };
    const rest = ['answered', 'ended completed'];
    const late = [`ringing ${customerNumber}`, 'sent by 202', ...rest];
    expect(scene('sent', 'dialled', 'rings')).toEqual([`ringing ${customerNumber} sent by 202`, ...rest]);
    expect(scene('dialled', 'rings', 'sent')).toEqual(late);
    expect(scene('rings', 'dialled', 'sent')).toEqual(late);
    expect(scene('sent', 'rings', 'dialled')).toEqual(late);
    expect(scene('rings', 'sent', 'dialled')).toEqual(late);
  });

  it('is optimised out of its Local pair without a word', () => {
    const { pbx, customer, agent } = talking();
    pbx.event('LocalOptimizationBegin', { source: customer });
    pbx.bridgeLeave(customer, 'b1');
    pbx.bridgeEnter(customer, 'b2', { SwapUniqueid: '1795000000.77' });
    pbx.connectedLine(agent, customerNumber);
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'answered', 'ended completed']);
  });

  it('hears the same far end in other clothes: no change', () => {
    const { pbx, customer, agent } = talking();
    customer.number = '01710000001';
    pbx.event('NewCallerid', { '': customer });
    pbx.connectedLine(agent, '01710000001');
    expect(told(pbx.frames)).toEqual([`ringing ${customerNumber}`, 'answered']);
  });
});

describe('a transfer by the agent', () => {
  it('blind: the Unhold of a call never held is nothing, a failed transfer neither', () => {
    const { pbx, customer, agent } = talking();
    pbx.event(
      'BlindTransfer',
      { transferer: agent, transferee: customer },
      { Result: 'Fail', Extension: '299' },
    );
    pbx.event('Unhold', { '': agent });
    pbx.event(
      'BlindTransfer',
      { transferer: agent, transferee: customer },
      { Result: 'Success', Extension: '202' },
    );
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([
      `ringing ${customerNumber}`,
      'answered',
      'transferred blind 202',
      'ended transferred',
    ]);
  });

  it('semi-attended: no target block, the second leg ends as a zombie under a new Uniqueid', () => {
    const scene = talking();
    const { pbx, customer, agent } = scene;
    pbx.event('Hold', { '': agent });
    const { second, colleague } = consulting(scene);
    pbx.event(
      'AttendedTransfer',
      { transferee: customer, origtransferer: agent, secondtransferer: second },
      { Result: 'Success', DestType: 'App', DestApp: 'Dial' },
    );
    pbx.event(
      'Rename',
      {},
      { Channel: second.name, Newname: 'Local/_attended@transfer-00000001;2', Uniqueid: second.id },
    );
    pbx.hangup({ ...second, id: '1795000000.88', name: `${second.name}<ZOMBIE>` }, 16);
    pbx.dialEnd(second, colleague, 'ANSWER');
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([
      `1 ringing ${customerNumber}`,
      '1 answered',
      '1 held',
      '2 dialling 202',
      '1 transferred attended 202',
      '2 transferred attended 202',
      '2 ended transferred',
      '1 ended transferred',
    ]);
  });

  it('one caller put through to another: the second caller’s number is not told as the target', () => {
    const scene = talking();
    const { pbx, customer, agent } = scene;
    const other = pbx.channel('PJSIP/trunk-00000005', { state: 4, number: '+491719999999' });
    const second = pbx.channel('PJSIP/201-00000006', { number: '201', linkedId: other.id });
    pbx.newchannel(other);
    pbx.newchannel(second);
    talking(ringing({ pbx, customer: other, agent: second }));
    pbx.event(
      'AttendedTransfer',
      { transferee: customer, origtransferer: agent, secondtransferer: second, transfertarget: other },
      { Result: 'Success', DestType: 'Bridge' },
    );
    const lines = told(pbx.frames);
    expect(lines.filter((line) => line.includes('transferred'))).toEqual([
      '1 transferred attended ?',
      '2 transferred attended ?',
    ]);
  });

  it.each([
    ['parking told first', ['park', 'transfer']],
    ['transfer told first', ['transfer', 'park']],
    ['by a feature key', ['park']],
  ])('parked, %s', (_name, order) => {
    const { pbx, customer, agent } = talking();
    for (const what of order) {
      if (what === 'park') {
        pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702', ParkerDialString: 'PJSIP/201' });
        pbx.bridgeLeave(customer, 'b1');
        pbx.bridgeEnter(customer, 'lot', { BridgeType: 'parking' });
      } else {
        pbx.event(
          'BlindTransfer',
          { transferer: agent, transferee: customer },
          { Result: 'Success', Extension: '701' },
        );
      }
    }
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual([
      `ringing ${customerNumber}`,
      'answered',
      'transferred parked 702',
      'ended transferred',
    ]);
  });

  it('blind, of a caller who was parked before: that is over', () => {
    const { pbx, customer, agent } = ringing();
    pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702' });
    pbx.bridgeEnter(customer, 'lot', { BridgeType: 'parking' });
    talking({ pbx, customer, agent });
    pbx.event(
      'BlindTransfer',
      { transferer: agent, transferee: customer },
      { Result: 'Success', Extension: '203' },
    );
    pbx.hangup(agent, 16);
    expect(told(pbx.frames).slice(-2)).toEqual(['transferred blind 203', 'ended transferred']);
  });

  it('parked: the Hangup may come before the parking is told, and the caller may not wait for it', () => {
    for (const [last, to] of [
      ['ParkedCall', 'parked 702'],
      ['Hangup', 'blind 701'],
    ] as const) {
      const { pbx, customer, agent } = talking();
      pbx.event(
        'BlindTransfer',
        { transferer: agent, transferee: customer },
        { Result: 'Success', Extension: '701' },
      );
      pbx.bridgeEnter(customer, 'lot', { BridgeType: 'parking' });
      pbx.bridgeLeave(agent, 'b1');
      pbx.hangup(agent, 16);
      expect(told(pbx.frames).slice(2)).toEqual([]);
      if (last === 'Hangup') pbx.hangup(customer, 16);
      else pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702' });
      expect(told(pbx.frames).slice(2)).toEqual([`transferred ${to}`, 'ended transferred']);
    }
  });

  it('parked by somebody the parking does not name: the blind transfer settles it', () => {
    const { pbx, customer, agent } = talking();
    pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702' });
    pbx.event(
      'BlindTransfer',
      { transferer: agent, transferee: customer },
      { Result: 'Success', Extension: '701' },
    );
    expect(told(pbx.frames).at(-1)).toBe('transferred parked 702');
  });
});

describe('a call fetched by the agent', () => {
  it('a parked one: it was dialled, and is an incoming one after all', () => {
    const { pbx, customer, agent } = talking();
    pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702', ParkerDialString: 'PJSIP/201' });
    pbx.hangup(agent, 16);
    const fetcher = pbx.channel('PJSIP/202-00000009', { state: 4, number: '202', exten: '702' });
    pbx.newchannel(fetcher);
    pbx.newstate(fetcher, 6);
    pbx.bridgeEnter(fetcher, 'b2');
    pbx.bridgeEnter(customer, 'b2');
    pbx.connectedLine(fetcher, customerNumber);
    pbx.event('UnParkedCall', { parkee: customer, retriever: fetcher }, { ParkingSpace: '702' });
    pbx.hangup(fetcher, 16);
    expect(told(pbx.frames, ['PJSIP/202'])).toEqual([
      'answered',
      `remote-changed ${customerNumber}`,
      'ended completed',
    ]);
  });

  it('a parked one, told of with the phone’s block as it was before it knew whom it fetched', () => {
    const { pbx, customer, agent } = talking();
    pbx.event('ParkedCall', { parkee: customer }, { ParkingSpace: '702', ParkerDialString: 'PJSIP/201' });
    pbx.hangup(agent, 16);
    const fetcher = pbx.channel('PJSIP/202-00000009', { state: 4, number: '202', exten: '702' });
    pbx.newchannel(fetcher);
    pbx.newstate(fetcher, 6);
    const before = { ...fetcher };
    pbx.bridgeEnter(customer, 'b2');
    fetcher.linkedId = customer.linkedId;
    pbx.bridgeEnter(fetcher, 'b2');
    pbx.connectedLine(fetcher, customerNumber);
    pbx.event('UnParkedCall', { parkee: customer, retriever: before }, { ParkingSpace: '702' });
    pbx.hangup(fetcher, 16);
    expect(told(pbx.frames, ['PJSIP/202'])).toEqual([
      'answered',
      `remote-changed ${customerNumber}`,
      'ended completed',
    ]);
  });

  it('a parked one, told of before the phone’s channel is', () => {
    const { pbx, customer } = talking();
    const fetcher = pbx.channel('PJSIP/202-00000009', { state: 4, number: '202', exten: '702' });
    pbx.event(
      'UnParkedCall',
      { parkee: customer, retriever: { ...fetcher, state: 6 } },
      { ParkingSpace: '702' },
    );
    pbx.newchannel(fetcher);
    pbx.newstate(fetcher, 6);
    pbx.bridgeEnter(customer, 'b2');
    pbx.bridgeEnter(fetcher, 'b2');
    pbx.connectedLine(fetcher, customerNumber);
    pbx.hangup(fetcher, 16);
    expect(told(pbx.frames, ['PJSIP/202'])).toEqual([
      'answered',
      `remote-changed ${customerNumber}`,
      'ended completed',
    ]);
  });
});

describe('a colleague hands over', () => {
  it('while this phone still rings: the far end changes before it is answered', () => {
    const pbx = pbxScript();
    const customer = pbx.channel('PJSIP/trunk-00000001', { state: 6, number: customerNumber });
    const colleague = pbx.channel('PJSIP/202-00000002', { state: 4, number: '202', exten: '201' });
    const agent = pbx.channel('PJSIP/201-00000003', { number: '201', linkedId: colleague.id });
    for (const channel of [customer, colleague, agent]) pbx.newchannel(channel);
    pbx.connectedLine(agent, '202');
    ringing({ pbx, customer: colleague, agent });
    agent.linkedId = customer.id;
    pbx.connectedLine(agent, customerNumber);
    pbx.dialEnd(undefined, agent, 'ANSWER');
    expect(told(pbx.frames)).toEqual(['ringing 202', `remote-changed ${customerNumber}`, 'answered']);
  });
});

describe('an outgoing call', () => {
  function outgoing(): {
    readonly pbx: PbxScript;
    readonly agent: ScriptChannel;
    readonly trunk: ScriptChannel;
  } {
    const pbx = pbxScript();
    const agent = pbx.channel('PJSIP/201-00000001', { state: 4, number: '201', exten: '00495112223344' });
    const trunk = pbx.channel('PJSIP/trunk-00000002', { number: '00495112223344', linkedId: agent.id });
    pbx.newchannel(agent);
    agent.exten = 's';
    agent.number = '4962134560';
    pbx.event('NewCallerid', { '': agent });
    pbx.newchannel(trunk);
    return { pbx, agent, trunk };
  }

  it('tells the digits dialled, whatever extension the dial plan jumped to', () => {
    const { pbx, agent, trunk } = outgoing();
    pbx.dialBegin(agent, trunk);
    pbx.connectedLine(agent, '00495112223344');
    pbx.dialEnd(agent, trunk, 'ANSWER');
    pbx.connectedLine(agent, '+495112223344');
    pbx.hangup(agent, 16);
    expect(told(pbx.frames)).toEqual(['dialling 00495112223344', 'answered', 'ended completed']);
  });

  it('fails when nobody takes it, by whatever cause', () => {
    for (const [status, cause] of [
      ['BUSY', 17],
      ['NOANSWER', 0],
      ['CANCEL', 16],
      ['CONGESTION', 34],
      ['CHANUNAVAIL', 3],
    ] as const) {
      const { pbx, agent, trunk } = outgoing();
      pbx.dialBegin(agent, trunk);
      pbx.dialEnd(agent, trunk, status);
      pbx.hangup(agent, cause);
      expect(told(pbx.frames)).toEqual(['dialling 00495112223344', 'ended failed']);
    }
  });

  it('to a number the dial plan does not know ends without having dialled', () => {
    const { pbx, agent } = outgoing();
    pbx.hangup(agent, 1);
    expect(told(pbx.frames)).toEqual(['ended failed']);
  });

  it('follows the party it was put through to', () => {
    const { pbx, agent, trunk } = outgoing();
    pbx.dialBegin(agent, trunk);
    pbx.connectedLine(agent, '00495112223344');
    pbx.dialEnd(agent, trunk, 'ANSWER');
    const third = pbx.channel('PJSIP/203-00000003', { number: '203' });
    pbx.newchannel(third);
    pbx.event(
      'BlindTransfer',
      { transferer: trunk, transferee: agent },
      { Result: 'Success', Extension: '203' },
    );
    pbx.dialBegin(agent, third);
    pbx.connectedLine(agent, '203');
    expect(told(pbx.frames)).toEqual(['dialling 00495112223344', 'answered', 'remote-changed 203']);
  });
});

describe('click-to-dial', () => {
  function clicked(): { readonly pbx: PbxScript; readonly agent: ScriptChannel } {
    const pbx = pbxScript();
    const agent = pbx.channel('PJSIP/201-00000001', { id: 'cti-1', number: '201' });
    pbx.newchannel(agent);
    pbx.dialBegin(undefined, agent);
    return { pbx, agent };
  }

  it('fails when the agent’s phone rejects it (17) or rings out (19, on 16 it is 0)', () => {
    for (const cause of [17, 19, 0]) {
      const { pbx, agent } = clicked();
      if (cause !== 17) pbx.newstate(agent, 5);
      pbx.event(
        'OriginateResponse',
        {},
        { Channel: 'PJSIP/201', Uniqueid: 'cti-1', Response: 'Failure', Reason: '3' },
      );
      pbx.hangup(agent, cause);
      expect(told(pbx.frames)).toEqual([...(cause === 17 ? [] : ['agent-phone-ringing']), 'ended failed']);
    }
  });

  it('is told once, with the response before or after the Hangup, or no channel at all', () => {
    const failure = { Channel: 'PJSIP/201', Uniqueid: 'cti-1', Response: 'Failure', Reason: '0' };
    const { pbx, agent } = clicked();
    pbx.hangup(agent, 17);
    pbx.event('OriginateResponse', {}, failure);
    expect(told(pbx.frames)).toEqual(['ended failed']);
    const unregistered = pbxScript();
    unregistered.event('OriginateResponse', {}, failure);
    expect(told(unregistered.frames)).toEqual(['ended failed']);
  });
});

describe('the state', () => {
  it('is empty again when all is over', () => {
    const { pbx, customer, agent } = talking();
    pbx.hangup(agent, 16);
    pbx.hangup(customer, 16);
    const { state } = run(pbx.frames);
    expect([state.channels.size, state.calls.size]).toEqual([0, 0]);
  });

  it('is never changed in place', () => {
    const before = emptyTracker(['PJSIP/201']);
    for (const frame of ringing().pbx.frames) track(before, frame, 0);
    expect([before.channels.size, before.calls.size, before.frame]).toEqual([0, 0, 0]);
  });
});
