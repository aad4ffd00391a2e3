import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { createSipSource } from '#main/telephony/sip/sip-source.ts';
import type { SipSourceSettings } from '#main/telephony/sip/settings.ts';
import type { LinkState, TelephonySource } from '#main/telephony/telephony-source.ts';
import { startRig } from '../rig.ts';
import type { Rig } from '../rig.ts';
import { PATIENCE_MS } from '../waiting.ts';

/** SIP as a door of the desk, against a real Asterisk: the account `cti201` beside the desk phone PJSIP/201. */
let rig: Rig;
let source: TelephonySource | undefined;
let events: CallEvent[] = [];
let states: LinkState['stage'][] = [];

beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await source?.stop();
  source = undefined;
  await rig.reset();
});
afterAll(() => rig.stop());

const wait = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: PATIENCE_MS, interval: 10 });
const stage = (wanted: LinkState['stage']): Promise<void> =>
  wait(() => expect(source?.state.stage).toBe(wanted));
const told = (...wanted: string[]): Promise<void> =>
  wait(() => expect(events.map((event) => ('reason' in event ? event.reason : event.type))).toEqual(wanted));

async function open(
  transport: 'tcp' | 'ws',
  changes: Partial<SipSourceSettings> = {},
): Promise<TelephonySource> {
  const { sipPort, wsPort, users } = rig.asterisk;
  const made = createSipSource({
    settings: {
      host: '127.0.0.1',
      port: transport === 'ws' ? wsPort : sipPort,
      transport,
      user: 'cti201',
      secret: users.full.secret,
      extension: '201',
      mode: 'dialog',
      ...changes,
    },
  });
  source = made;
  events = [];
  states = [];
  made.onCall((event) => events.push(event));
  made.onState((state) => states.push(state.stage));
  made.start();
  await wait(() => expect(['ready', 'refused']).toContain(made.state.stage));
  return made;
}

describe.each(['tcp', 'ws'] as const)('SIP over %s, watching the desk phone', (transport) => {
  beforeEach(() => open(transport));

  it('tells a call: ringing with the caller, answered, ended', async () => {
    expect(states).toEqual(['connecting', 'login', 'resync', 'ready']);
    const customer = rig.trunk.call({ to: '496213456217', from: '493023125247', name: 'Ute Sander' });
    const agent = await rig.phones[201].waitRinging();
    await told('ringing');
    await agent.answer();
    await told('ringing', 'answered');
    await agent.hangUp();
    await customer.waitEnded();
    await told('ringing', 'answered', 'completed');
    expect(events[0]).toMatchObject({
      device: 'SIP/201',
      from: { number: '493023125247', name: 'Ute Sander' },
    });
    expect(new Set(events.map(({ call }) => call)).size).toBe(1);
  });

  it('tells a missed call, and the next one apart from it', async () => {
    for (const from of ['493023125247', '4922147106']) {
      const customer = rig.trunk.call({ to: '496213456217', from });
      await rig.phones[201].waitRinging();
      await wait(() => expect(events.at(-1)).toMatchObject({ type: 'ringing', from: { number: from } }));
      await customer.hangUp();
      await wait(() => expect(events.at(-1)).toMatchObject({ type: 'ended', reason: 'missed-caller' }));
      await rig.reset();
    }
    expect(new Set(events.map(({ call }) => call)).size).toBe(2);
  });

  it('never learns who is withheld: by the carrier, or by the dial plan', async () => {
    for (const call of [
      { to: '496213456217', from: '491719999999', name: 'Geheim Rat', presentation: 'withheld' },
      { to: '496213456104', from: '491719999999', name: 'Geheim Rat' },
    ] as const) {
      const customer = rig.trunk.call(call);
      await rig.phones[201].waitRinging();
      await wait(() => expect(events.at(-1)).toMatchObject({ type: 'ringing', from: { withheld: true } }));
      await customer.hangUp();
      await wait(() => expect(events.at(-1)?.type).toBe('ended'));
      await rig.reset();
    }
    expect(JSON.stringify(events)).not.toMatch(/1719999999|Geheim/);
  });

  it('is told of a call the phone makes, without a number', async () => {
    rig.phones[201].dial('0030231256');
    const far = await rig.trunk.waitRinging();
    await told('dialling', 'answered');
    await far.answer();
    await far.hangUp();
    await told('dialling', 'answered', 'completed');
    expect(events[0]).toMatchObject({ to: '' });
  });

  it('dials: the phone first, then the number', async () => {
    const dialled = source?.dial({ id: 'dial-1', device: 'SIP/201', number: '0030231256' });
    const agent = await rig.phones[201].waitRinging();
    await told('agent-phone-ringing');
    await agent.answer();
    const far = await rig.trunk.waitRinging();
    expect(await dialled).toEqual({ ok: true });
    expect(far.dialled).toBe('030231256');
    await told('agent-phone-ringing', 'dialling', 'remote-ringing');
    await far.answer();
    await told('agent-phone-ringing', 'dialling', 'remote-ringing', 'answered');
    await far.hangUp();
    await told('agent-phone-ringing', 'dialling', 'remote-ringing', 'answered', 'completed');
    expect(new Set(events.map(({ call }) => call))).toEqual(new Set(['dial-1']));
  });

  it('says why it did not dial', async () => {
    rig.phones[201].onInvite = 'decline';
    expect(await source?.dial({ id: 'dial-1', device: 'SIP/201', number: '0030231256' })).toMatchObject({
      ok: false,
      code: 'failed',
    });
    await wait(() => expect(events.at(-1)).toMatchObject({ call: 'dial-1', reason: 'failed' }));
  });

  it('comes back after a restart of Asterisk, ends what was lost, and hears again', async () => {
    rig.trunk.call({ to: '496213456217', from: '493023125247' });
    const agent = await rig.phones[201].waitRinging();
    // Answered before the PBX has told of the ringing, the phone would only be seen in use.
    await told('ringing');
    await agent.answer();
    await told('ringing', 'answered');
    await rig.asterisk.kill();
    await stage('waiting');
    await rig.asterisk.restart();
    rig.phones[201].dropCalls();
    rig.trunk.dropCalls();
    await stage('ready');
    await told('ringing', 'answered', 'unobserved');
    rig.trunk.call({ to: '496213456217', from: '4922147106' });
    await rig.phones[201].waitRinging();
    await wait(() =>
      expect(events.at(-1)).toMatchObject({ type: 'ringing', from: { number: '4922147106' } }),
    );
  });

  it('is told in the middle of a call', async () => {
    await source?.stop();
    rig.trunk.call({ to: '496213456217', from: '493023125247' });
    const agent = await rig.phones[201].waitRinging();
    await agent.answer();
    await open(transport);
    await told('answered');
    await agent.hangUp();
    await told('answered', 'completed');
  });
});

describe.each(['tcp', 'ws'] as const)('SIP over %s, as an endpoint of its own', (transport) => {
  beforeEach(() => open(transport, { mode: 'endpoint' }));

  it('rings beside the desk phone, which rings on, as one call', async () => {
    const customer = rig.trunk.call({ to: '496213456218', from: '493023125247', name: 'Ute Sander' });
    const agent = await rig.phones[201].waitRinging();
    await told('ringing');
    await agent.answer();
    await told('ringing', 'answered');
    await customer.hangUp();
    await told('ringing', 'answered', 'completed');
    expect(events[0]).toMatchObject({ from: { number: '493023125247', name: 'Ute Sander' } });
  });

  it('tells that a colleague picked it up from the agent’s own answer', async () => {
    rig.trunk.call({ to: '496213456218', from: '493023125247' });
    await rig.phones[201].waitRinging();
    await told('ringing');
    rig.phones[202].dial('**201');
    await told('ringing', 'answered-elsewhere');
  });

  it('tells a call that was given up, and one that was declined at the phone', async () => {
    const customer = rig.trunk.call({ to: '496213456218', from: '493023125247' });
    await rig.phones[201].waitRinging();
    await told('ringing');
    await customer.hangUp();
    await told('ringing', 'missed-caller');
    await rig.reset();
    rig.trunk.call({ to: '496213456218', from: '493023125247' });
    const agent = await rig.phones[201].waitRinging();
    await told('ringing', 'missed-caller', 'ringing');
    agent.refuse(603, 'Decline');
    await told('ringing', 'missed-caller', 'ringing', 'rejected');
  });

  it('shows the second call beside the first', async () => {
    rig.trunk.call({ to: '496213456218', from: '493023125247' });
    await (await rig.phones[201].waitRinging()).answer();
    await told('ringing', 'answered');
    const second = rig.trunk.call({ to: '496213456218', from: '4922147106' });
    await told('ringing', 'answered', 'ringing');
    expect(events[2]).toMatchObject({ from: { number: '4922147106' } });
    await second.hangUp();
    await told('ringing', 'answered', 'ringing', 'missed-caller');
  });

  it('never learns who is withheld', async () => {
    rig.trunk.call({
      to: '496213456218',
      from: '491719999999',
      name: 'Geheim Rat',
      presentation: 'withheld',
    });
    await rig.phones[201].waitRinging();
    await told('ringing');
    expect(events[0]).toMatchObject({ from: { withheld: true } });
    expect(JSON.stringify(events)).not.toMatch(/1719999999|Geheim/);
  });
});

describe('SIP, refused', () => {
  it.each([
    ['a wrong secret', { secret: 'guessed' }, 'wrong-secret'],
    ['a user Asterisk does not know', { user: 'nobody' }, 'wrong-secret'],
    ['an extension without a hint', { extension: '299' }, 'bad-settings'],
  ] as const)('%s is told, and not tried for ever', async (_name, changes, code) => {
    await open('tcp', changes);
    expect(source?.state).toMatchObject({ stage: 'refused', cause: { code } });
    expect(states).toEqual(['connecting', 'login', 'refused']);
  });
});
