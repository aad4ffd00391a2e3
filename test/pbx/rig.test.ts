import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AmiTap } from './ami-tap.ts';
import type { EventPattern } from './ami-tap.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';

/** The agent's device, a colleague's, the customer. */
const A = /^PJSIP\/201-/;
const B = /^PJSIP\/202-/;
const C = /^PJSIP\/trunk-/;

const CALLER = { from: '493023125247', name: 'Ute Sander' };
const DIRECT = '496213456217';
const RING_GROUP = '496213456100';

const newChannel = (Channel: RegExp, ChannelState: string): EventPattern => [
  'Newchannel',
  { Channel, ChannelState },
];
const state = (Channel: RegExp, ChannelStateDesc: string): EventPattern => [
  'Newstate',
  { Channel, ChannelStateDesc },
];
const dialBegin = (Channel: RegExp, DestChannel: RegExp): EventPattern => [
  'DialBegin',
  { Channel, DestChannel },
];
const dialEnd = (DestChannel: RegExp, DialStatus: string): EventPattern => [
  'DialEnd',
  { DestChannel, DialStatus },
];
const enters = (Channel: RegExp): EventPattern => ['BridgeEnter', { Channel }];
const hangup = (Channel: RegExp, Cause: string): EventPattern => ['Hangup', { Channel, Cause }];

describe('the rig: a real Asterisk, seen with the rights of the desk', () => {
  let rig: Rig;
  let tap: AmiTap;
  /** Events of earlier tests lie before it. */
  let start: number;

  const seen = (...patterns: EventPattern[]): ReturnType<AmiTap['waitFor']> =>
    tap.waitFor(start, ...patterns);

  /** For what different threads of Asterisk tell: each is awaited, whatever the order. */
  const seenAll = (...patterns: EventPattern[]) => Promise.all(patterns.map((pattern) => seen(pattern)));

  /** A customer on the line with 201. */
  const talking = async () => {
    const customer = rig.trunk.call({ to: DIRECT, ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    await agent.answer();
    await customer.waitAnswered();
    await seenAll(enters(A), enters(C));
    return { customer, agent };
  };

  beforeAll(async () => {
    rig = await startRig();
    tap = await AmiTap.connect(rig.asterisk.amiPort, rig.asterisk.users.minimal);
  });
  beforeEach(() => {
    start = tap.mark();
  });
  afterEach(async () => {
    await rig.reset();
    await tap.waitQuiet();
  });
  afterAll(async () => {
    tap?.close();
    await rig?.stop();
  });

  it('is Asterisk 22 or newer', () => {
    expect(Number(/^(?:\d+:)?(\d+)\./.exec(rig.asterisk.version)?.[1])).toBeGreaterThanOrEqual(22);
  });

  it('direct call, answered, agent hangs up', async () => {
    const { customer, agent } = await talking();
    expect(agent.remote).toMatchObject({ user: CALLER.from, name: CALLER.name });
    await agent.hangUp();
    expect(await customer.waitEnded()).toMatchObject({ by: 'them', status: 200 });
    const [, ringing] = await seen(
      newChannel(C, '4'),
      newChannel(A, '0'),
      ['NewConnectedLine', { Channel: A, ConnectedLineNum: CALLER.from }],
      dialBegin(C, A),
      dialEnd(A, 'ANSWER'),
      enters(A),
      ['HangupRequest', { Channel: A }],
      hangup(A, '16'),
    );
    await seen(state(A, 'Ringing'), state(A, 'Up'), dialEnd(A, 'ANSWER'), hangup(C, '16'));
    expect(ringing?.['Linkedid']).not.toBe(ringing?.['Uniqueid']);
  });

  it('caller gives up while it rings', async () => {
    const customer = rig.trunk.call({ to: DIRECT, ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    await customer.waitRinging();
    await customer.hangUp();
    expect(await agent.waitEnded()).toMatchObject({ by: 'them', status: 487 });
    await seen(state(A, 'Ringing'), ['HangupRequest', { Channel: C }], dialEnd(A, 'CANCEL'), [
      'Hangup',
      { Channel: A },
    ]);
  });

  it.each([
    { onInvite: 'decline', status: 603, end: [dialEnd(A, 'NOANSWER'), hangup(A, '21')] },
    { onInvite: 'busy', status: 486, end: [dialEnd(A, 'BUSY'), hangup(A, '17')] },
  ] as const)('agent: $onInvite', async ({ onInvite, status, end }) => {
    rig.phones[201].onInvite = onInvite;
    rig.trunk.call({ to: DIRECT, ...CALLER });
    const agent = await rig.phones[201].waitIncoming();
    expect(await agent.waitEnded()).toMatchObject({ by: 'us', status });
    await seen(dialBegin(C, A), ...end);
  });

  it('agent forwards to a colleague with 302', async () => {
    rig.phones[201].onInvite = { forwardTo: '202' };
    const customer = rig.trunk.call({ to: DIRECT, ...CALLER });
    await (await rig.phones[202].waitRinging()).answer();
    await customer.waitAnswered();
    await seen(dialBegin(C, A), ['DialEnd', { DestChannel: A, DialStatus: 'CANCEL', Forward: /^202/ }]);
    await seen(state(B, 'Up'));
  });

  it('ring group: a colleague wins', async () => {
    const customer = rig.trunk.call({ to: RING_GROUP, ...CALLER });
    const [lost, won, third] = await Promise.all(
      ([201, 202, 203] as const).map((extension) => rig.phones[extension].waitRinging()),
    );
    await won?.answer();
    await customer.waitAnswered();
    expect((await lost?.waitEnded())?.reason).toContain('Call completed elsewhere');
    await third?.waitEnded();
    await seen(dialBegin(C, A), dialEnd(A, 'CANCEL'));
    await seen(dialBegin(C, B), dialEnd(B, 'ANSWER'), enters(B));
    await seen(hangup(A, '26'));
  });

  it('queue, ringall: 201 wins, 202 stops ringing', async () => {
    const customer = rig.trunk.call({ to: '496213456200', ...CALLER });
    const [agent, colleague] = await Promise.all([
      rig.phones[201].waitRinging(),
      rig.phones[202].waitRinging(),
    ]);
    await agent.answer();
    await colleague.waitEnded();
    await seen(
      ['QueueCallerJoin', { Queue: 'ringall', CallerIDNum: CALLER.from }],
      ['AgentCalled', { DestChannel: A }],
      dialEnd(A, 'ANSWER'),
      ['QueueCallerLeave', { Queue: 'ringall' }],
      ['AgentConnect', { DestChannel: A, Interface: 'PJSIP/201' }],
      enters(A),
    );
    await customer.hangUp();
    await agent.waitEnded();
    await seen(state(A, 'Ringing'), state(A, 'Up'), dialEnd(A, 'ANSWER'));
    await seenAll(
      dialEnd(B, 'CANCEL'),
      ['AgentComplete', { DestChannel: A, Reason: 'caller' }],
      hangup(A, '16'),
    );
  });

  it('queue, rrmemory: a member who declines is passed over', async () => {
    rig.phones[201].onInvite = 'decline';
    rig.trunk.call({ to: '496213456201', ...CALLER });
    await (await rig.phones[202].waitRinging()).answer();
    await seen(['AgentConnect', { Queue: 'rrmem', DestChannel: B }], enters(B));
  });

  it('queue whose members are Local channels', async () => {
    rig.trunk.call({ to: '496213456202', ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    await agent.answer();
    await seen(
      ['AgentCalled', { DestChannel: /^Local\/201@from-queue-.*;1$/ }],
      ['AgentConnect', { Interface: 'Local/201@from-queue/n', MemberName: 'Agent Eins' }],
    );
    await seen(dialBegin(/^Local\/201@from-queue-.*;2$/, A), dialEnd(A, 'ANSWER'), enters(A));
  });

  it('outbound from the desk phone, with the outside prefix', async () => {
    const agent = rig.phones[201].dial('0030231256');
    const customer = await rig.trunk.waitRinging();
    expect(customer.dialled).toBe('030231256');
    await agent.waitRinging();
    await customer.answer();
    await agent.waitAnswered();
    const [own] = await seen(
      ['Newchannel', { Channel: A, ChannelState: '4', Exten: '0030231256' }],
      dialBegin(A, C),
      dialEnd(C, 'ANSWER'),
      state(A, 'Up'),
      enters(A),
    );
    expect(own?.['Context']).toBe('internal');
    await customer.hangUp();
    await agent.waitEnded();
  });

  it('outbound busy', async () => {
    rig.trunk.onInvite = 'busy';
    const agent = rig.phones[201].dial('0030231256');
    expect(await agent.waitEnded()).toMatchObject({ by: 'them', status: 486 });
    await seen(dialBegin(A, C), dialEnd(C, 'BUSY'), ['Hangup', { Channel: A }]);
  });

  it('click-to-dial: Originate with Async and our own ChannelId', async () => {
    const ChannelId = `cti-${rig.asterisk.amiPort}-1`;
    const response = await tap.action({
      Action: 'Originate',
      Channel: 'PJSIP/201',
      Context: 'internal',
      Exten: '0030231256',
      Priority: '1',
      Async: 'true',
      ChannelId,
    });
    expect(response['Response']).toBe('Success');
    await (await rig.phones[201].waitRinging()).answer();
    await (await rig.trunk.waitRinging()).answer();
    await seen(
      ['Newchannel', { Channel: A, ChannelState: '0', Uniqueid: ChannelId }],
      ['Newstate', { Uniqueid: ChannelId, ChannelStateDesc: 'Up' }],
      ['DialBegin', { Uniqueid: ChannelId, DestChannel: C }],
      dialEnd(C, 'ANSWER'),
      ['BridgeEnter', { Uniqueid: ChannelId }],
    );
    await seen(['OriginateResponse', { Response: 'Success', Uniqueid: ChannelId }]);
  });

  it('withheld: the phone shows nobody, AMI the number and that it must not be shown', async () => {
    rig.trunk.call({ to: DIRECT, ...CALLER, presentation: 'withheld' });
    const agent = await rig.phones[201].waitRinging();
    expect(agent.remote).toMatchObject({ user: 'anonymous', name: 'Anonymous' });
    const [, ringing] = await seen(
      ['Newchannel', { Channel: C, CallerIDNum: CALLER.from }],
      ['DialBegin', { Channel: C, DestChannel: A }],
    );
    expect(ringing?.['ChanVariable']).toMatch(/^CALLERID\(pres\)=prohib/m);
    expect(ringing?.['ChanVariable']).toMatch(/^DID=496213456217$/m);
  });

  it('hold and resume', async () => {
    const { customer, agent } = await talking();
    await agent.hold();
    await seen(['Hold', { Channel: A }]);
    await agent.resume();
    await seen(['Hold', { Channel: A }], ['Unhold', { Channel: A }]);
    await customer.hold();
    await seen(['Unhold', { Channel: A }], ['Hold', { Channel: C }]);
  });

  it('two calls at once on one phone', async () => {
    const { agent } = await talking();
    await agent.hold();
    rig.trunk.call({ to: DIRECT, from: '492214710612', name: 'Erika Brandt' });
    const second = await rig.phones[201].waitRinging();
    expect(second.remote.user).toBe('492214710612');
    const [first, other] = await seen(newChannel(A, '0'), newChannel(A, '0'));
    expect(first?.['Uniqueid']).not.toBe(other?.['Uniqueid']);
    expect(agent.state).toBe('up');
  });

  it('blind transfer by the agent', async () => {
    const { customer, agent } = await talking();
    await agent.transferTo('202');
    const colleague = await rig.phones[202].waitRinging();
    expect(colleague.remote.user).toBe(CALLER.from);
    await colleague.answer();
    await agent.waitEnded();
    expect(customer.state).toBe('up');
    const transfer: EventPattern = [
      'BlindTransfer',
      { TransfererChannel: A, Extension: '202', Result: 'Success' },
    ];
    await seenAll(transfer, hangup(A, '16'));
    await seen(dialBegin(C, B), dialEnd(B, 'ANSWER'), enters(B));
    await seen(enters(A), ['BridgeLeave', { Channel: A }], hangup(A, '16'));
  });

  it('attended transfer by the agent', async () => {
    const { customer, agent } = await talking();
    await agent.hold();
    const inquiry = rig.phones[201].dial('202');
    const colleague = await rig.phones[202].waitRinging();
    await colleague.answer();
    await inquiry.waitAnswered();
    // Before both are bridged Asterisk would report the Dial application as the destination.
    await seenAll(enters(B), ['BridgeEnter', { Channel: A, Exten: '202' }]);
    await agent.transferTo(inquiry);
    await Promise.all([agent.waitEnded(), inquiry.waitEnded()]);
    const [transfer] = await seen([
      'AttendedTransfer',
      { OrigTransfererChannel: A, SecondTransfererChannel: A, DestType: 'Bridge', Result: 'Success' },
    ]);
    expect(transfer?.['OrigTransfererUniqueid']).not.toBe(transfer?.['SecondTransfererUniqueid']);
    await seen(['Hold', { Channel: A }], newChannel(A, '4'), ['AttendedTransfer']);
    await seen(hangup(A, '16'), hangup(A, '16'));
    expect([customer.state, colleague.state]).toEqual(['up', 'up']);
    await customer.hangUp();
    await colleague.waitEnded();
  });

  it('a colleague picks the call up', async () => {
    const customer = rig.trunk.call({ to: DIRECT, ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    const colleague = rig.phones[202].dial('**201');
    await colleague.waitAnswered();
    await customer.waitAnswered();
    await agent.waitEnded();
    // In any of their orders, Hangup of the loser included.
    await seenAll(['Pickup', { Channel: B, TargetChannel: A }], dialEnd(B, 'ANSWER'), hangup(A, '26'));
    expect(
      tap.events.slice(start).filter((e) => e['Event'] === 'DialEnd' && A.test(e['DestChannel'] ?? '')),
    ).toEqual([]);
  });

  it('park and retrieve', async () => {
    const { customer, agent } = await talking();
    await agent.transferTo('701');
    await agent.waitEnded();
    const [parked] = await seen(['ParkedCall', { ParkeeChannel: C, ParkingSpace: /^7\d\d$/ }]);
    const colleague = rig.phones[202].dial(parked?.['ParkingSpace'] ?? '');
    await colleague.waitAnswered();
    await seen(['ParkedCall'], newChannel(B, '4'), [
      'UnParkedCall',
      { ParkeeChannel: C, RetrieverChannel: B },
    ]);
    await seenAll(['BlindTransfer', { TransfererChannel: A, Extension: '701' }], ['Hangup', { Channel: A }]);
    expect(customer.state).toBe('up');
  });

  it('FollowMe through Local channels', async () => {
    rig.trunk.call({ to: '496213456102', ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    await agent.answer();
    await seen(dialBegin(/^Local\/201@internal-.*;2$/, A), dialEnd(A, 'ANSWER'), enters(A));
  });

  it('conference', async () => {
    const agent = rig.phones[201].dial('700');
    await seen(['ConfbridgeJoin', { Channel: A, Conference: '700' }]);
    rig.trunk.call({ to: '496213456105', ...CALLER });
    await seen(['ConfbridgeJoin', { Channel: A }], ['ConfbridgeJoin', { Channel: C, Conference: '700' }]);
    await agent.hangUp();
    await seen(['ConfbridgeLeave', { Channel: A }]);
  });

  it('is killed mid-call, comes back on the same ports and takes calls', async () => {
    await talking();
    await rig.asterisk.kill();
    await expect(tap.waitFor(tap.mark(), ['Shutdown'])).rejects.toThrow('the AMI connection closed');
    await expect(AmiTap.connect(rig.asterisk.amiPort, rig.asterisk.users.minimal)).rejects.toThrow(
      'ECONNREFUSED',
    );
    await rig.asterisk.restart();
    await rig.reset();
    tap = await AmiTap.connect(rig.asterisk.amiPort, rig.asterisk.users.minimal);
    start = tap.mark();
    const { agent } = await talking();
    expect(agent.remote.user).toBe(CALLER.from);
  });

  it('refuses a wrong secret', async () => {
    const wrong = { ...rig.asterisk.users.minimal, secret: 'wrong' };
    await expect(AmiTap.connect(rig.asterisk.amiPort, wrong)).rejects.toThrow(
      'login refused: Authentication failed',
    );
  });
});
