import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import type { AmiSource } from '#main/telephony/ami/ami-source.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { AmiTap } from './ami-tap.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import type { SipCall } from './sip/call.ts';
import { PATIENCE_MS } from './waiting.ts';

const CALLER = { from: '493023125247', name: 'Ute Sander' };
const DIRECT = '496213456217';
const QUEUE = '496213456200';
const QUEUE_LOCAL = '496213456202';
const GROUP_LOCAL = '496213456101';

/** What Nadine at PJSIP/201 does from the desk, on a real Asterisk; Mehmet is PJSIP/202. */
describe('hanging up and transferring on a real Asterisk', () => {
  let rig: Rig;
  let nadine: Listener;
  let mehmet: Listener;
  const open: AmiSource[] = [];

  beforeAll(async () => {
    rig = await startRig();
  });
  beforeEach(async () => {
    const { control } = rig.asterisk.users;
    [nadine, mehmet] = await Promise.all([link(control.name, '201'), link(control.name, '202')]);
  });
  afterEach(async () => {
    for (const source of open.splice(0)) await source.stop();
    await rig.reset();
  });
  afterAll(() => rig?.stop());

  interface Listener {
    readonly source: AmiSource;
    readonly events: CallEvent[];
    /** Resolves with the first event that fits. */
    told<T extends CallEvent['type']>(type: T): Promise<Extract<CallEvent, { type: T }>>;
  }

  async function link(user: string, extension: string, dialContext = 'internal'): Promise<Listener> {
    const source = createAmiSource({
      settings: {
        host: '127.0.0.1',
        port: rig.asterisk.amiPort,
        user,
        secret: rig.asterisk.users.control.secret,
        devices: [`PJSIP/${extension}`],
        dialContext,
      },
    });
    open.push(source);
    const events: CallEvent[] = [];
    source.onCall((event) => events.push(event));
    source.start();
    await vi.waitFor(() => expect(source.state.stage).toBe('ready'), PATIENCE_MS);
    return {
      source,
      events,
      told: (type) =>
        vi.waitFor(() => {
          const found = events.find((event) => event.type === type);
          if (!found) throw new Error(`no ${type}; told: ${events.map((each) => each.type).join(', ')}`);
          return found as never;
        }, PATIENCE_MS),
    };
  }

  /** Two threads of the PBX tell of the transfer and of the ringing: who sent the caller comes with it or after it. */
  function sentBy({ events }: Listener): Promise<string> {
    return vi.waitFor(() => {
      const sender = events.map((event) => ('transferredBy' in event ? event.transferredBy : undefined));
      const known = sender.find((extension) => extension !== undefined);
      if (known === undefined) throw new Error('nobody told who sent the caller');
      return known;
    }, PATIENCE_MS);
  }

  interface Talk {
    readonly customer: SipCall;
    readonly agent: SipCall;
    /** The source's id. */
    readonly call: string;
  }

  /** Somebody from outside talks to Nadine. */
  async function talking(to: string, presentation: 'allowed' | 'withheld' = 'allowed'): Promise<Talk> {
    const customer = rig.trunk.call({ to, ...CALLER, ...(presentation === 'withheld' && { presentation }) });
    const agent = await rig.phones[201].waitRinging();
    await agent.answer();
    await customer.waitAnswered();
    const { call } = await nadine.told('answered');
    await bridged(2);
    return { customer, agent, call };
  }

  /** Resolves when that many real channels are in bridges: a phone hears its answer some moments before. */
  async function bridged(channels: number): Promise<void> {
    const tap = await AmiTap.connect(rig.asterisk.amiPort, rig.asterisk.users.full);
    try {
      await vi.waitFor(async () => {
        const mark = tap.mark();
        await tap.action({ Action: 'CoreShowChannels' });
        await tap.waitFor(mark, ['CoreShowChannelsComplete']);
        const inBridge = tap.events
          .slice(mark)
          .filter((event) => event['Event'] === 'CoreShowChannel' && event['BridgeId'])
          .filter((event) => !event['Channel']?.startsWith('Local/'));
        expect(inBridge).toHaveLength(channels);
      }, PATIENCE_MS);
    } finally {
      tap.close();
    }
  }

  /** Nadine sends the far end to Mehmet, who answers; the far end talks to him, her leg is over. */
  async function toMehmet({ agent, call }: Pick<Talk, 'agent' | 'call'>, far: SipCall): Promise<void> {
    expect(await nadine.source.transfer({ call, target: '202' })).toEqual({ ok: true });
    const colleague = await rig.phones[202].waitRinging();
    await agent.waitEnded();
    await colleague.answer();
    await mehmet.told('answered');
    expect(await nadine.told('transferred')).toMatchObject({ kind: 'blind', to: '202' });
    expect(await nadine.told('ended')).toMatchObject({ reason: 'transferred' });
    await bridged(2);
    await far.hangUp();
    await colleague.waitEnded();
  }

  it.each([
    ['a direct call', DIRECT],
    ['a queue call', QUEUE],
    ['a queue member behind a Local channel', QUEUE_LOCAL],
    ['a group behind Local channels', GROUP_LOCAL],
  ])('%s: the customer goes to the colleague, who sees who it is and who sent them', async (_, to) => {
    // In groups only Nadine's phone is to ring before the transfer.
    rig.phones[202].onInvite = to === DIRECT ? 'ring' : 'busy';
    const { customer, agent, call } = await talking(to);
    rig.phones[202].onInvite = 'ring';
    mehmet.events.length = 0;
    await toMehmet({ agent, call }, customer);
    expect(await mehmet.told('ringing')).toMatchObject({ from: { number: CALLER.from } });
    expect(await sentBy(mehmet)).toBe('201');
  });

  it('a withheld caller stays withheld, and who sent them is told', async () => {
    const { customer, agent, call } = await talking(DIRECT, 'withheld');
    await toMehmet({ agent, call }, customer);
    const ringing = await mehmet.told('ringing');
    expect(ringing).toMatchObject({ from: { withheld: true } });
    expect(await sentBy(mehmet)).toBe('201');
    expect(JSON.stringify(mehmet.events)).not.toContain(CALLER.from);
  });

  it('a held caller can be passed on', async () => {
    const { customer, agent, call } = await talking(DIRECT);
    await agent.hold();
    await nadine.told('held');
    await toMehmet({ agent, call }, customer);
  });

  it.each(['from the phone', 'from the desk'])('a call dialled %s: the far end goes', async (by) => {
    let agent: SipCall;
    if (by === 'from the phone') agent = rig.phones[201].dial('0030231256');
    else {
      const dial = { id: 'dial-1', device: 'PJSIP/201', number: '0030231256' };
      expect(await nadine.source.dial(dial)).toEqual({ ok: true });
      agent = await rig.phones[201].waitRinging();
      await agent.answer();
    }
    const far = await rig.trunk.waitRinging();
    await far.answer();
    const { call } = await nadine.told('answered');
    await bridged(2);
    await toMehmet({ agent, call }, far);
  });

  it('to a number outside, by the prefix of the outside line', async () => {
    const { agent, call } = await talking(DIRECT);
    expect(await nadine.source.transfer({ call, target: '0030231256' })).toEqual({ ok: true });
    const outside = await rig.trunk.waitRinging();
    expect(outside.dialled).toBe('030231256');
    await agent.waitEnded();
    expect(await nadine.told('transferred')).toMatchObject({ kind: 'blind', to: '0030231256' });
  });

  it('into parking', async () => {
    const { agent, call } = await talking(DIRECT);
    expect(await nadine.source.transfer({ call, target: '701' })).toEqual({ ok: true });
    await agent.waitEnded();
    expect(await nadine.told('transferred')).toMatchObject({ kind: 'parked' });
  });

  it.each([
    ['a direct call', DIRECT],
    ['a queue call', QUEUE],
    ['a queue member behind a Local channel', QUEUE_LOCAL],
  ])('hangs up %s: both sides are free', async (_, to) => {
    rig.phones[202].onInvite = to === DIRECT ? 'ring' : 'busy';
    const { customer, agent, call } = await talking(to);
    expect(await nadine.source.hangUp(call)).toEqual({ ok: true });
    await Promise.all([agent.waitEnded(), customer.waitEnded()]);
    expect(await nadine.told('ended')).toMatchObject({ reason: 'completed' });
  });

  it('hangs up what is dialled from the desk, before anybody answers', async () => {
    const dial = { id: 'dial-2', device: 'PJSIP/201', number: '0030231256' };
    await nadine.source.dial(dial);
    const agent = await rig.phones[201].waitRinging();
    const { call } = await nadine.told('agent-phone-ringing');
    expect(await nadine.source.hangUp(call)).toEqual({ ok: true });
    await agent.waitEnded();
    await nadine.told('ended');
  });

  it('declines what rings', async () => {
    rig.trunk.call({ to: DIRECT, ...CALLER });
    const agent = await rig.phones[201].waitRinging();
    const { call } = await nadine.told('ringing');
    expect(await nadine.source.hangUp(call)).toEqual({ ok: true });
    await agent.waitEnded();
    await nadine.told('ended');
  });

  it('cannot be sent to an extension that is none: said so, the call goes on', async () => {
    const { agent, customer, call } = await talking(DIRECT);
    expect(await nadine.source.transfer({ call, target: '99' })).toMatchObject({
      ok: false,
      code: 'no-target',
    });
    expect(nadine.events.at(-1)?.type).toBe('answered');
    await agent.hangUp();
    await customer.waitEnded();
  });

  it('a dial plan behind a switch is believed: it cannot be asked what it has', async () => {
    const { control } = rig.asterisk.users;
    const behind = await link(control.name, '201', 'switched');
    const { agent, call } = await talking(DIRECT);
    await behind.told('answered');
    expect(await behind.source.transfer({ call, target: '202' })).toEqual({ ok: true });
    await agent.waitEnded();
  });

  it('the smallest user may neither, and the call goes on', async () => {
    const { name } = rig.asterisk.users.minimal;
    const weak = await link(name, '201');
    const { agent, call } = await talking(DIRECT);
    await weak.told('answered');
    expect(await weak.source.hangUp(call)).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(await weak.source.transfer({ call, target: '202' })).toMatchObject({ code: 'not-permitted' });
    expect(nadine.events.at(-1)?.type).toBe('answered');
    await agent.hangUp();
  });

  it('the write class “call” alone is enough, and no other but “system” helps', async () => {
    const { secret } = rig.asterisk.users.control;
    const may = async (name: string): Promise<readonly string[]> => {
      const tap = await AmiTap.connect(rig.asterisk.amiPort, { name, secret });
      const commands = await tap.action({ Action: 'ListCommands' });
      tap.close();
      return ['Hangup', 'BlindTransfer', 'Redirect'].filter((action) => commands[action] !== undefined);
    };
    expect(await may('only-call')).toEqual(['Hangup', 'BlindTransfer', 'Redirect']);
    expect(await may('only-others')).toEqual([]);
  });
});
