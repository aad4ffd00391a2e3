import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CentreSession } from '#main/telephony/webhook/centre-port.ts';
import { createWebhookSource } from '#main/telephony/webhook/webhook-source.ts';
import type { TelephonySource } from '#main/telephony/telephony-source.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { paths } from '#shared/sync/protocol.ts';
import { describeTelephonySource } from '#test/conformance/telephony-source.ts';
import { runOn } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { cloudPbx, giveLine } from './cti-rig.ts';
import type { CloudPbx } from './cti-rig.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';

const backoff = { baseMs: 5, capMs: 20 };
let rig: Rig;
let pbx: CloudPbx;
let calls = 0;

beforeAll(async () => {
  rig = await startRig();
  pbx = await cloudPbx(rig);
  await giveLine(rig, rig.nadine, 'w0');
});
afterAll(() => rig?.stop());

function portOf(first: CentreSession | undefined) {
  const changes = new Emitter<undefined>();
  let session = first;
  return {
    current: () => session,
    onChange: (listener: () => void) => changes.on(listener),
    become(next: CentreSession | undefined) {
      session = next;
      changes.emit(undefined);
    },
  };
}

/** A call at `w0`: what the PBX posts of it. */
async function ringAt(number: string) {
  const callId = `call-${calls++}`;
  const post = async (fields: Record<string, string | readonly string[]>): Promise<void> => {
    const { status } = await pbx.post({ callId, direction: 'in', from: number, to: '4922147101', ...fields });
    if (status >= 300) throw new Error(`the centre answered ${status}`);
  };
  await post({ event: 'newCall', userId: ['w0'], user: ['Nadine'] });
  let isAnswered = false;
  return {
    async answer() {
      isAnswered = true;
      await post({ event: 'answer', userId: ['w0'] });
    },
    hangUp: () => post({ event: 'hangup', cause: isAnswered ? 'normalClearing' : 'cancel' }),
  };
}

describeTelephonySource(
  'the CTI webhook',
  async ({ wrongSecret = false } = {}) => {
    await runOn(rig.databaseUrl, 'DELETE FROM cti_call');
    const { session } = await rig.desk(rig.nadine);
    const proxy = await startTcpProxy(rig.url);
    const token = wrongSecret ? 'A'.repeat(session.token.length) : session.token;
    return {
      source: createWebhookSource({ centre: portOf({ url: proxy.url, token }), backoff }),
      device: 'Webhook/w0',
      ring: ringAt,
      cutLink() {
        proxy.cut();
        void runOn(rig.databaseUrl, 'DELETE FROM cti_call').then(() => proxy.join());
      },
      dialled: () => [],
      acts: () => [],
      close: () => proxy.stop(),
    };
  },
  {
    dialling: 'a webhook only tells of calls',
    control: 'a webhook only tells of calls',
    presence: 'a webhook only tells of calls',
  },
);

describe('the webhook source', () => {
  const open: TelephonySource[] = [];
  afterAll(async () => {
    for (const source of open) await source.stop();
  });

  async function start(centre: ReturnType<typeof portOf>) {
    const source = createWebhookSource({ centre, backoff });
    open.push(source);
    const events: CallEvent[] = [];
    source.onCall((event) => events.push(event));
    source.start();
    return { source, events };
  }

  const reaches = (source: TelephonySource, stage: string): Promise<void> =>
    vi.waitFor(() => expect(source.state.stage).toBe(stage), 10_000);

  it('waits for somebody to sign in, follows who does, and ends with the session', async () => {
    const centre = portOf(undefined);
    const { source, events } = await start(centre);
    await reaches(source, 'refused');
    const mehmet = await rig.desk(rig.mehmet);
    centre.become({ url: rig.url, token: mehmet.session.token });
    await reaches(source, 'ready');
    await giveLine(rig, rig.mehmet, 'w1');
    await pbx.post({ event: 'newCall', callId: 'm', from: '49301', to: '4922147101', userId: ['w1'] });
    await vi.waitFor(() => expect(events).toMatchObject([{ type: 'ringing', device: 'Webhook/w1' }]), 10_000);
    const nadine = await rig.desk(rig.nadine);
    centre.become({ url: rig.url, token: nadine.session.token });
    expect(events.slice(1)).toMatchObject([{ type: 'ended', reason: 'unobserved' }]);
    await reaches(source, 'ready');
    await nadine.post(paths.logout, {});
    await vi.waitFor(
      () => expect(source.state).toMatchObject({ stage: 'refused', cause: { code: 'wrong-secret' } }),
      10_000,
    );
  });

  it('takes up what is live, and keeps it over a broken link', async () => {
    const { session } = await rig.desk(rig.nadine);
    const proxy = await startTcpProxy(rig.url);
    const call = await ringAt('492214710612');
    const { source, events } = await start(portOf({ url: proxy.url, token: session.token }));
    await vi.waitFor(() => expect(events).toMatchObject([{ type: 'ringing' }]), 10_000);
    proxy.cut();
    await reaches(source, 'waiting');
    await call.answer();
    await call.hangUp();
    proxy.join();
    await vi.waitFor(
      () => expect(events.slice(1)).toMatchObject([{ type: 'ended', reason: 'completed' }]),
      10_000,
    );
    await source.stop();
    await proxy.stop();
  });

  it('says so where the address is no centre’s', async () => {
    const { source } = await start(portOf({ url: 'http://192.0.2.1', token: 'x' }));
    await vi.waitFor(() =>
      expect(source.state).toMatchObject({ stage: 'refused', cause: { code: 'bad-settings' } }),
    );
  });
});
