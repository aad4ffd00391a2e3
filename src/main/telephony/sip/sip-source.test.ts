import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { describeTelephonySource } from '#test/conformance/telephony-source.ts';
import type { TelephonyHarness } from '#test/conformance/telephony-source.ts';
import { startStandInSipPbx } from '#test/fixtures/sip/stand-in-sip-pbx.ts';
import type { ShownDialog, StandInOptions, StandInSipPbx } from '#test/fixtures/sip/stand-in-sip-pbx.ts';
import type { LinkState, TelephonySource } from '../telephony-source.ts';
import { createSipSource } from './sip-source.ts';
import type { SipSourceOptions } from './sip-source.ts';
import type { SipSourceSettings } from './settings.ts';

/** Sockets on a machine that has other things to do. */
const TLS = join(import.meta.dirname, '../../../../test/fixtures/ami/tls');
const quick = { baseMs: 5, capMs: 20 };
/** Nothing of the clockwork matters here: a slow machine must not change what is told. */
const patient = { loginMs: 30_000, retryMs: 20, pingMs: 600_000, pongMs: 600_000, settleMs: 30_000 };

function settingsFor(pbx: StandInSipPbx, changes: Partial<SipSourceSettings> = {}): SipSourceSettings {
  return {
    host: '127.0.0.1',
    port: pbx.port,
    transport: 'tcp',
    user: 'cti201',
    secret: 'cti-secret',
    extension: '201',
    mode: 'dialog',
    ...changes,
  };
}

const caller = (number: string): NonNullable<ShownDialog['remote']> => ({ uri: `sip:${number}@127.0.0.1` });

for (const [name, transport, mode] of [
  ['SIP over TCP', 'tcp', 'dialog'],
  ['SIP over WebSocket', 'ws', 'dialog'],
  ['SIP as an endpoint of its own', 'tcp', 'endpoint'],
] as const) {
  describeTelephonySource(
    name,
    async ({ wrongSecret = false } = {}): Promise<TelephonyHarness> => {
      const pbx = await startStandInSipPbx({ transport });
      const dialogs = new Map<string, ShownDialog>();
      const put = (dialog: ShownDialog): void => {
        dialogs.set(dialog.id, dialog);
        pbx.show(...dialogs.values());
        if (dialog.state === 'terminated') dialogs.delete(dialog.id);
      };
      return {
        device: 'SIP/201',
        source: createSipSource({
          settings: settingsFor(pbx, { transport, mode, ...(wrongSecret && { secret: 'guessed' }) }),
          backoff: quick,
          timing: patient,
        }),
        ring(number) {
          const id = `call-${dialogs.size}`;
          let answered = false;
          if (mode === 'endpoint') pbx.invite(id, `<sip:${number}@127.0.0.1>`);
          put({ id, state: 'early', direction: 'recipient', remote: caller(number) });
          return Promise.resolve({
            answer() {
              answered = true;
              put({ id, state: 'confirmed' });
              if (mode === 'endpoint')
                pbx.cancel(id, [['Reason', 'SIP;cause=200;text="Call completed elsewhere"']]);
              return Promise.resolve();
            },
            hangUp() {
              if (mode === 'endpoint' && !answered) pbx.cancel(id);
              put({ id, state: 'terminated' });
              return Promise.resolve();
            },
          });
        },
        cutLink() {
          dialogs.clear();
          pbx.dropClients();
          pbx.show();
        },
        dialled: () => pbx.referredTo,
        acts: () =>
          pbx.received.map(({ method }) => method).filter((method) => method === 'BYE' || method === 'REFER'),
        close: () => pbx.close(),
      };
    },
    {
      control: 'the agent’s call is on the desk phone; this account only watches it',
      presence: 'it watches the agent’s own phone alone',
    },
  );
}

describe('the SIP source', () => {
  let pbx: StandInSipPbx | undefined;
  let source: TelephonySource | undefined;
  let events: CallEvent[] = [];
  let states: LinkState[] = [];

  afterEach(async () => {
    await source?.stop();
    await pbx?.close();
  });

  async function open(
    standIn: StandInOptions = {},
    settings: Partial<SipSourceSettings> = {},
    options: Partial<SipSourceOptions> = {},
  ): Promise<{ pbx: StandInSipPbx; source: TelephonySource }> {
    const peer = await startStandInSipPbx(standIn);
    const made = createSipSource({
      settings: settingsFor(peer, settings),
      backoff: quick,
      timing: patient,
      ...options,
    });
    pbx = peer;
    source = made;
    events = [];
    states = [];
    made.onCall((event) => events.push(event));
    made.onState((state) => states.push(state));
    made.start();
    return { pbx: peer, source: made };
  }

  const stage = (wanted: LinkState['stage']): Promise<void> =>
    vi.waitFor(() => expect(source?.state.stage).toBe(wanted), 10_000);
  const told = (...types: string[]): Promise<void> =>
    vi.waitFor(
      () => expect(events.map((event) => ('reason' in event ? event.reason : event.type))).toEqual(types),
      10_000,
    );
  const methods = (): string[] => pbx?.received.map(({ method }) => method) ?? [];

  it('subscribes without registering, and registers only as an endpoint of its own', async () => {
    await open();
    await stage('ready');
    expect(methods()).toEqual(['SUBSCRIBE', 'SUBSCRIBE']);
    await source?.stop();
    await pbx?.close();
    await open({}, { mode: 'endpoint' });
    await stage('ready');
    expect(methods()).toEqual(['REGISTER', 'REGISTER', 'SUBSCRIBE', 'SUBSCRIBE']);
  });

  it('renews what it was granted before it is over', async () => {
    const timers: { at: number; run: () => void }[] = [];
    const clock = {
      now: () => 0,
      after: (ms: number, run: () => void) => {
        const timer = { at: ms, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    };
    await open({ expires: 60 }, { mode: 'endpoint' }, { clock });
    await stage('ready');
    const renewals = timers.filter(({ at }) => at === 30_000);
    expect(renewals).toHaveLength(2);
    for (const { run } of renewals) run();
    await vi.waitFor(() =>
      expect(methods().slice(4).toSorted()).toEqual(['REGISTER', 'REGISTER', 'SUBSCRIBE', 'SUBSCRIBE']),
    );
    const subscriptions = pbx?.received.filter(({ method }) => method === 'SUBSCRIBE') ?? [];
    expect(
      new Set(subscriptions.map(({ headers }) => headers.find(([name]) => name === 'Call-ID')?.[1])).size,
    ).toBe(1);
  });

  it('asks for longer when the PBX wants longer', async () => {
    await open({
      answer: ({ method, headers }) =>
        method === 'SUBSCRIBE' && headers.some(([name, value]) => name === 'Expires' && value === '600')
          ? [423, 'Interval Too Brief', ['Min-Expires', '1800']]
          : undefined,
    });
    await stage('ready');
  });

  it.each([
    [403, 'Forbidden', 'wrong-secret'],
    [404, 'Not Found', 'bad-settings'],
    [489, 'Bad Event', 'bad-settings'],
  ] as const)('gives up at %i, but only when it is said twice', async (status, reason, code) => {
    let refusals = 0;
    await open({
      answer: ({ method }) => (method === 'SUBSCRIBE' && refusals++ === 0 ? [status, reason] : undefined),
    });
    await stage('ready');
    await source?.stop();
    await pbx?.close();
    await open({ answer: () => [status, reason] });
    await stage('refused');
    expect(source?.state).toMatchObject({ cause: { code } });
    expect(methods()).toHaveLength(2);
  });

  it.each([
    [503, 'Service Unavailable'],
    [408, 'Request Timeout'],
  ] as const)('goes on trying at %i', async (status, reason) => {
    let refusals = 0;
    await open({ answer: () => (refusals++ < 3 ? [status, reason] : undefined) });
    await stage('ready');
    const waits = states.filter(({ stage: name }) => name === 'waiting');
    expect(waits).toHaveLength(3);
    expect(waits[0]).toMatchObject({ cause: { code: 'no-answer', detail: `${status} ${reason}` } });
  });

  it('notices a peer that fell silent', async () => {
    await open({}, {}, { timing: { ...patient, pingMs: 20, pongMs: 20 } });
    await stage('ready');
    pbx?.fallSilent();
    await vi.waitFor(
      () =>
        expect(states).toContainEqual(
          expect.objectContaining({
            stage: 'waiting',
            cause: { code: 'no-answer', detail: 'two OPTIONS unanswered' },
          }),
        ),
      10_000,
    );
  });

  it('takes any answer for a sign of life', async () => {
    let pings = 0;
    await open(
      { answer: ({ method }) => (method === 'OPTIONS' ? (pings++, [404, 'Not Found']) : undefined) },
      {},
      { timing: { ...patient, pingMs: 5 } },
    );
    await vi.waitFor(() => expect(pings).toBeGreaterThan(4), 10_000);
    expect(source?.state.stage).toBe('ready');
  });

  it('subscribes anew when the PBX ends the subscription', async () => {
    await open();
    await stage('ready');
    pbx?.notify('', [['Subscription-State', 'terminated;reason=deactivated']]);
    await vi.waitFor(
      () => expect(states.filter(({ stage: name }) => name === 'ready')).toHaveLength(2),
      10_000,
    );
  });

  it('goes on with the call that is still there after the link was cut', async () => {
    const { pbx: peer } = await open();
    await stage('ready');
    peer.show({ id: '201', state: 'early', direction: 'recipient', remote: caller('+49301') });
    await told('ringing');
    peer.show({ id: '201', state: 'confirmed' });
    await told('ringing', 'answered');
    peer.dropClients();
    await vi.waitFor(
      () => expect(states.filter(({ stage: name }) => name === 'ready')).toHaveLength(2),
      10_000,
    );
    peer.show({ id: '201', state: 'terminated' });
    await told('ringing', 'answered', 'completed');
  });

  it('shows no caller who may not be shown', async () => {
    const { pbx: peer } = await open({}, { mode: 'endpoint' });
    await stage('ready');
    const hidden = [
      { uri: 'sip:anonymous@anonymous.invalid', display: 'Anonymous' },
      { uri: 'sip:+491719999999@127.0.0.1', display: 'anonymous' },
    ];
    for (const [index, remote] of hidden.entries()) {
      peer.show({ id: String(index), state: 'early', direction: 'recipient', remote });
      await vi.waitFor(
        () => expect(events.at(-1)).toMatchObject({ type: 'ringing', from: { withheld: true } }),
        10_000,
      );
      peer.show();
      await vi.waitFor(() => expect(events.at(-1)?.type).toBe('ended'), 10_000);
    }
    peer.invite('c1', '"Geheim Rat" <sip:+491719999999@127.0.0.1>', [
      ['Privacy', 'id'],
      ['P-Asserted-Identity', '<sip:+491719999999@127.0.0.1>'],
    ]);
    await vi.waitFor(
      () => expect(events.at(-1)).toMatchObject({ type: 'ringing', from: { withheld: true } }),
      10_000,
    );
    expect(JSON.stringify(events)).not.toMatch(/1719999999|Geheim/);
  });

  it('tells a colleague’s answer from the agent’s, though the same is said of both', async () => {
    const { pbx: peer } = await open({}, { mode: 'endpoint' }, { timing: { ...patient, settleMs: 20 } });
    await stage('ready');
    peer.invite('c1', '<sip:+49301@127.0.0.1>');
    peer.show({ id: '201', state: 'early', direction: 'recipient', remote: caller('+49301') });
    await told('ringing');
    peer.cancel('c1', [['Reason', 'SIP;cause=200;text="Call completed elsewhere"']]);
    peer.show({ id: '201', state: 'terminated' });
    await told('ringing', 'answered-elsewhere');
  });

  it('says no to a call for which the phone was not picked up, and to a second one meanwhile', async () => {
    const { source: made } = await open(
      {
        answer: ({ method }) =>
          method === 'INVITE' ? [180, 'Ringing', ['Contact', '<sip:pbx@127.0.0.1>']] : undefined,
      },
      {},
      { timing: { ...patient, agentRingMs: 50 } },
    );
    await stage('ready');
    const first = made.dial({ id: 'dial-1', device: 'SIP/201', number: '0301234' });
    expect(await made.dial({ id: 'dial-2', device: 'SIP/201', number: '0301235' })).toMatchObject({
      code: 'failed',
    });
    expect(await first).toEqual({ ok: false, code: 'failed', detail: 'the phone was not answered' });
    await told('agent-phone-ringing', 'failed');
    await vi.waitFor(() => expect(methods()).toContain('CANCEL'), 10_000);
    expect(pbx?.referredTo).toEqual([]);
  });

  it('says no when the link is lost while the phone rings', async () => {
    const { source: made, pbx: peer } = await open({
      answer: ({ method }) =>
        method === 'INVITE' ? [180, 'Ringing', ['Contact', '<sip:pbx@127.0.0.1>']] : undefined,
    });
    await stage('ready');
    const dialled = made.dial({ id: 'dial-1', device: 'SIP/201', number: '0301234' });
    await vi.waitFor(() => expect(methods()).toContain('INVITE'), 10_000);
    peer.dropClients();
    expect(await dialled).toMatchObject({ ok: false, code: 'failed' });
    await told('agent-phone-ringing', 'failed');
  });

  it('refuses settings that cannot be tried', async () => {
    const { pbx: peer } = await open();
    await stage('ready');
    const before = peer.bytes();
    for (const changes of [
      { host: '' },
      { host: 'pbx\r\nX: y' },
      { port: 0 },
      { user: '' },
      { user: 'a b' },
      { user: 'x\r\nX: y' },
      { secret: 'a\r\nX: y' },
      { extension: '' },
      { extension: '201>\r\nX: y' },
      { mode: 'endpoint', user: '201' },
    ] as const) {
      const made = createSipSource({ settings: settingsFor(peer, changes) });
      made.start();
      expect(made.state).toMatchObject({ stage: 'refused', cause: { code: 'bad-settings' } });
      await made.stop();
    }
    expect(peer.bytes()).toBe(before);
  });

  it('trusts a private authority only when it is named', async () => {
    const [key, cert] = ['key', 'cert'].map((name) => readFileSync(join(TLS, `${name}.pem`), 'utf8'));
    const tls = { key: key ?? '', cert: cert ?? '' };
    await open(
      { transport: 'wss', tls },
      { transport: 'wss', tls: { ca: tls.cert, servername: 'pbx.example' } },
    );
    await stage('ready');
    await source?.stop();
    await pbx?.close();
    await open({ transport: 'wss', tls }, { transport: 'wss' });
    await stage('waiting');
    expect(states.at(-1)).toMatchObject({ cause: { code: 'unreachable' } });
    expect(pbx?.bytes()).toBe('');
  });

  it('is told where there is no PBX', async () => {
    await open({ transport: 'ws' }, { transport: 'tcp' });
    await stage('waiting');
    expect(states.at(-1)).toMatchObject({
      cause: { code: expect.stringMatching(/^(closed|not-a-pbx)$/) as string },
    });
  });
});
