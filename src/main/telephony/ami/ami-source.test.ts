import { afterEach, describe, expect, it, vi } from 'vitest';

import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';

import { describeTelephonySource } from '#test/conformance/telephony-source.ts';
import type { TelephonyHarness } from '#test/conformance/telephony-source.ts';
import { pbxScript, toWire } from '#test/fixtures/ami/pbx-script.ts';
import type { PbxScript, ScriptChannel } from '#test/fixtures/ami/pbx-script.ts';

import { createAmiSource } from './ami-source.ts';
import type { AmiSource, AmiSourceOptions } from './ami-source.ts';
import { channelList, startStandInPbx } from './replay/stand-in-pbx.ts';
import type { ReceivedAction, Reply, StandInPbx } from './replay/stand-in-pbx.ts';
import type { AmiSettings } from './settings.ts';

const device = 'PJSIP/201';
const quick = { baseMs: 5, capMs: 20 };
/** The answer to a Getvar always comes here; a slow machine must not turn it into a withheld caller. */
const patient = { presentationMs: 30_000 };

function settingsFor(pbx: StandInPbx, changes: Partial<AmiSettings> = {}): AmiSettings {
  return {
    host: '127.0.0.1',
    port: pbx.port,
    user: 'cti',
    secret: 'cti-secret',
    devices: [device],
    dialContext: 'internal',
    ...changes,
  };
}

describeTelephonySource('AMI', async ({ wrongSecret = false } = {}): Promise<TelephonyHarness> => {
  let colleague: 'talking' | 'free' = 'free';
  const hint = (): readonly string[] => [
    ...['Event: ExtensionStatus', 'Exten: 202', 'Context: internal', 'Hint: PJSIP/202'],
    `Status: ${colleague === 'free' ? '0' : '1'}`,
  ];
  const pbx = await startStandInPbx({
    answer: ({ action }) =>
      action === 'ExtensionStateList'
        ? [['Response: Success', 'EventList: start'], hint(), ['Event: ExtensionStateListComplete']]
        : undefined,
  });
  const script = pbxScript();
  let sent = 0;
  const flush = async (): Promise<void> => {
    const text = toWire(script.frames.slice(sent));
    sent = script.frames.length;
    await pbx.send(text);
  };
  return {
    device,
    source: createAmiSource({
      settings: settingsFor(pbx, wrongSecret ? { secret: 'guessed' } : {}),
      backoff: quick,
      timing: patient,
    }),
    async ring(number) {
      const { customer, agent } = ringing(script, number);
      await flush();
      return {
        async answer() {
          script.newstate(agent, 6);
          script.dialEnd(customer, agent, 'ANSWER');
          await flush();
        },
        async hangUp() {
          if (agent.state !== 6) script.dialEnd(customer, agent, 'CANCEL');
          script.hangup(agent, 16);
          script.hangup(customer, 16);
          await flush();
        },
      };
    },
    cutLink: () => {
      pbx.dropClients();
    },
    dialled: () => pbx.actions.filter(({ action }) => action === 'Originate').map(({ exten }) => exten ?? ''),
    acts: () =>
      pbx.actions.flatMap(({ action, channel = '', exten = '' }) => {
        const own = channel.startsWith(`${device}-`) ? '' : ` of ${channel}`;
        if (action === 'Hangup') return [`hang up${own}`];
        return action === 'BlindTransfer' ? [`transfer to ${exten}${own}`] : [];
      }),
    async colleague(_extension, is) {
      colleague = is;
      await pbx.send(`${hint().join('\r\n')}\r\n\r\n`);
    },
    close: () => pbx.close(),
  };
});

function ringing(
  script: PbxScript,
  number: string,
  name = '',
): { customer: ScriptChannel; agent: ScriptChannel } {
  const customer = script.channel(`PJSIP/trunk-${id8()}`, { state: 4, number, callerName: name });
  const agent = script.channel(`PJSIP/201-${id8()}`, {
    number: '201',
    callerName: 'Agent Eins',
    linkedId: customer.id,
  });
  script.newchannel(customer);
  script.newchannel(agent);
  script.connectedLine(agent, number, name);
  script.dialBegin(customer, agent);
  script.newstate(agent, 5);
  return { customer, agent };
}

let channelCount = 0;
function id8(): string {
  channelCount += 1;
  return channelCount.toString(16).padStart(8, '0');
}

describe('the AMI source', () => {
  let pbx: StandInPbx | undefined;
  let source: AmiSource | undefined;
  let events: CallEvent[] = [];

  afterEach(async () => {
    await source?.stop();
    await pbx?.close();
  });

  async function start(
    answer?: (action: ReceivedAction) => Reply | undefined,
    options: Partial<AmiSourceOptions> = {},
  ): Promise<{ pbx: StandInPbx; source: AmiSource }> {
    const startedPbx = await startStandInPbx(answer === undefined ? {} : { answer });
    pbx = startedPbx;
    const started = createAmiSource({
      settings: settingsFor(startedPbx),
      backoff: quick,
      timing: patient,
      ...options,
    });
    source = started;
    events = [];
    started.onCall((event) => events.push(event));
    started.start();
    await vi.waitFor(() => {
      expect(started.state.stage).toBe('ready');
    }, 5_000);
    return { pbx: startedPbx, source: started };
  }

  it('asks for the call classes by their right header', async () => {
    const { pbx: peer } = await start();
    expect(peer.actions.find(({ action }) => action === 'Events')).toMatchObject({ eventmask: 'call,agent' });
  });

  it('originates asynchronously with a channel id of its own, the number as name', async () => {
    const { pbx: peer, source: ami } = await start();
    await ami.dial({ id: 'abc-1', device, number: '0301234', label: 'Frau Brandt' });
    expect(peer.actions.at(-1)).toMatchObject({
      action: 'Originate',
      channel: device,
      context: 'internal',
      exten: '0301234',
      priority: '1',
      async: 'true',
      channelid: 'cti-abc-1',
      callerid: '"0301234" <0301234>',
    });
  });

  it('puts the name on the phone only when told to, and only as a name', async () => {
    const peer = await startStandInPbx();
    pbx = peer;
    const ami = createAmiSource({ settings: settingsFor(peer, { nameOnPhone: true }), backoff: quick });
    source = ami;
    ami.start();
    await vi.waitFor(() => {
      expect(ami.state.stage).toBe('ready');
    }, 5_000);
    await ami.dial({ id: '1', device, number: '0301234', label: 'Müller" <110>\r\nAction: Logoff' });
    expect(peer.actions.at(-1)?.['callerid']).toBe('"Müller 110 Action: Logoff" <0301234>');
    expect(peer.actions.filter(({ action }) => action === 'Logoff')).toEqual([]);
  });

  it('tells the PBX’s own no, and is silent about an Originate that never got a channel only until it hears so', async () => {
    const { pbx: peer, source: ami } = await start((action) =>
      action['action'] === 'Originate' && action['exten'] === '110'
        ? [['Response: Error', 'Message: Permission denied']]
        : undefined,
    );
    expect(await ami.dial({ id: '1', device, number: '110' })).toEqual({
      ok: false,
      code: 'failed',
      detail: 'Permission denied',
    });
    expect(await ami.dial({ id: '2', device, number: '112' })).toEqual({ ok: true });
    const actionId = peer.actions.at(-1)?.['actionid'] ?? '';
    await peer.send(
      `Event: OriginateResponse\r\nActionID: ${actionId}\r\nResponse: Failure\r\nChannel: ${device}\r\nUniqueid: <null>\r\nReason: 0\r\n\r\n`,
    );
    await ami.drained();
    expect(events).toMatchObject([{ type: 'ended', call: 'cti-2', device, reason: 'failed' }]);
  });

  it('shows a caller only when the PBX says so: prohibited, refused or silent is withheld', async () => {
    const secret = '+491719999999';
    for (const [reply, shown] of [
      [[['Response: Success', 'Value: allowed_passed_screen']], true],
      [[['Response: Success', 'Value: prohib_not_screened']], false],
      [[['Response: Error', 'Message: Permission denied']], false],
      [[], false],
    ] as const) {
      const traced: SourceTrace[] = [];
      const { pbx: peer, source: ami } = await start(
        (action) => (action['action'] === 'Getvar' ? reply : undefined),
        {
          timing: { presentationMs: reply.length === 0 ? 20 : 30_000 },
        },
      );
      ami.onTrace((record) => traced.push(record));
      const script = pbxScript();
      const { agent } = ringing(script, secret, 'Geheim Rat');
      script.hangup(agent, 0);
      await peer.send(toWire(script.frames));
      await vi.waitFor(() => {
        expect(events.map(({ type }) => type)).toEqual(['ringing', 'ended']);
      }, 5_000);
      expect(events[0]).toMatchObject({
        from: shown ? { number: secret, name: 'Geheim Rat' } : { withheld: true },
      });
      const everything = JSON.stringify([events, traced]);
      expect(everything.includes('1719999999')).toBe(shown);
      expect(everything.includes('Geheim')).toBe(shown);
      expect(traced.filter((record) => record.kind === 'frame').length).toBeGreaterThan(4);
      await ami.stop();
      await peer.close();
    }
  });

  it('lets a colleague’s phone show even when the PBX does not tell', async () => {
    const { pbx: peer, source: ami } = await start((action) =>
      action['action'] === 'Getvar' ? [['Response: Error', 'Message: Permission denied']] : undefined,
    );
    const script = pbxScript();
    const colleague = script.channel('PJSIP/202-00000001', {
      state: 4,
      number: '202',
      callerName: 'Agent Zwei',
    });
    const agent = script.channel('PJSIP/201-00000002', { number: '201', linkedId: colleague.id });
    script.newchannel(colleague);
    script.newchannel(agent);
    script.connectedLine(agent, '202', 'Agent Zwei');
    script.dialBegin(colleague, agent);
    script.newstate(agent, 5);
    await peer.send(toWire(script.frames));
    await ami.drained();
    expect(events).toMatchObject([{ type: 'ringing', from: { number: '202', name: 'Agent Zwei' } }]);
  });

  it('takes up the calls that are live already', async () => {
    const rows = [
      [
        'Channel: PJSIP/trunk-00000001',
        'Uniqueid: 1.1',
        'Linkedid: 1.1',
        'ChannelState: 6',
        'CallerIDNum: +49301',
        'Application: Dial',
      ],
      [
        'Channel: PJSIP/201-00000002',
        'Uniqueid: 1.2',
        'Linkedid: 1.1',
        'ChannelState: 6',
        'CallerIDNum: 201',
        'ConnectedLineNum: +49301',
        'Application: AppDial',
        'ApplicationData: (Outgoing Line)',
      ],
      [
        'Channel: PJSIP/201-00000004',
        'Uniqueid: 1.4',
        'Linkedid: 1.3',
        'ChannelState: 5',
        'CallerIDNum: 201',
        'ConnectedLineNum: +49302',
        'Application: AppQueue',
        'ApplicationData: (Outgoing Line)',
      ],
      [
        'Channel: PJSIP/trunk-00000003',
        'Uniqueid: 1.3',
        'Linkedid: 1.3',
        'ChannelState: 6',
        'CallerIDNum: +49302',
        'Application: Queue',
      ],
    ];
    let cut = 0;
    const { pbx: peer, source: ami } = await start((action) => {
      if (action['action'] !== 'CoreShowChannels') return undefined;
      return channelList('CoreShowChannels', cut === 0 ? rows : rows.slice(0, 2));
    });
    await ami.drained();
    expect(events).toMatchObject([
      { type: 'answered', call: '1.2' },
      { type: 'remote-changed', call: '1.2', from: { number: '+49301' } },
      { type: 'ringing', call: '1.4', from: { number: '+49302' } },
    ]);
    cut = 1;
    peer.dropClients();
    await vi.waitFor(() => {
      expect(events.slice(3)).toMatchObject([{ type: 'ended', call: '1.4', reason: 'unobserved' }]);
    }, 5_000);
    await vi.waitFor(() => {
      expect(ami.state.stage).toBe('ready');
    }, 5_000);
    await peer.send('Event: Hangup\r\nChannel: PJSIP/201-00000002\r\nUniqueid: 1.2\r\nCause: 16\r\n\r\n');
    await ami.drained();
    expect(events.slice(4)).toMatchObject([{ type: 'ended', call: '1.2', reason: 'completed' }]);
  });

  it('holds back what happens while the live channels are read', async () => {
    const script = pbxScript();
    ringing(script, '+49301');
    const state = { sent: false };
    const { source: ami } = await start((action) => {
      if (action['action'] === 'CoreShowChannels' && !state.sent) {
        state.sent = true;
        void pbx?.send(toWire(script.frames));
      }
      return undefined;
    });
    await ami.drained();
    expect(events.map(({ type }) => type)).toEqual(['ringing']);
  });

  it('forgets a channel that vanished without a word', async () => {
    const { pbx: peer } = await start(undefined, { timing: { ...patient, sweepMs: 30 } });
    const script = pbxScript();
    ringing(script, '+49301');
    await peer.send(toWire(script.frames));
    await vi.waitFor(() => {
      expect(events.map((event) => ('reason' in event ? event.reason : event.type))).toEqual([
        'ringing',
        'unobserved',
      ]);
    }, 5_000);
  });

  it('refuses settings that cannot be tried', async () => {
    const peer = await startStandInPbx();
    pbx = peer;
    for (const changes of [
      { host: '' },
      { port: 0 },
      { user: '' },
      { devices: [] },
      { devices: ['201'] },
      { secret: 'a\r\nAction: Originate' },
      { user: 'x'.repeat(1_100) },
      { dialContext: 'a b' },
    ]) {
      const ami = createAmiSource({ settings: settingsFor(peer, changes) });
      ami.start();
      expect(ami.state).toMatchObject({ stage: 'refused', cause: { code: 'bad-settings' } });
      await ami.stop();
    }
    expect(peer.received).toBe('');
  });
});
