import { afterEach, describe, expect, it, vi } from 'vitest';

import type { CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace, TracedFrame } from '#shared/calls/call-trace.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';

import type { LinkState, TelephonySource } from '#main/telephony/telephony-source.ts';

/** The far end of an adapter under test: a PBX that can be told what to do. */
export interface TelephonyHarness {
  /** Not started yet. */
  readonly source: TelephonySource;
  /** The agent's device. */
  readonly device: string;
  /** A caller rings the device from `number`; resolves when the PBX has said so. */
  readonly ring: (number: string) => Promise<IncomingCall>;
  /** The link is cut; what was live is over when it comes back by itself. */
  readonly cutLink: () => void;
  /** Every request to dial the PBX ever got. */
  readonly dialled: () => readonly string[];
  /** Every request to act on the agent's leg the PBX ever got, `hang up` or `transfer to 202`. */
  readonly acts: () => readonly string[];
  /** The PBX learns of a colleague's phone, `talking` or back to `free`; asked of doors that can tell. */
  readonly colleague?: (extension: string, is: 'talking' | 'free') => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface IncomingCall {
  readonly answer: () => Promise<void>;
  /** The caller hangs up, whether answered or not. */
  readonly hangUp: () => Promise<void>;
}

export type MakeHarness = (options?: { readonly wrongSecret?: boolean }) => Promise<TelephonyHarness>;

/** What a door has not got, each with the reason; it is then held to saying so. */
export interface Lacks {
  /** It only listens. */
  readonly dialling?: string;
  /** It cannot act on a call. */
  readonly control?: string;
  /** It cannot tell who of the house is in a call. */
  readonly presence?: string;
  /** Whoever reaches it is let in. */
  readonly secret?: string;
}

const number = '+492214710612';

/** What every adapter behind the telephony port must do, whatever it talks to. */
export function describeTelephonySource(name: string, makeHarness: MakeHarness, lacks: Lacks = {}): void {
  describe(`${name} as a telephony source`, () => {
    let harness: TelephonyHarness | undefined;
    let events: CallEvent[] = [];
    let states: LinkState['stage'][] = [];

    async function open(options?: { readonly wrongSecret?: boolean }): Promise<TelephonyHarness> {
      const made = await makeHarness(options);
      harness = made;
      events = [];
      states = [];
      made.source.onCall((event) => events.push(event));
      made.source.onState((state) => states.push(state.stage));
      return made;
    }

    async function ready(): Promise<TelephonyHarness> {
      const made = await open();
      made.source.start();
      await stage(made, 'ready');
      return made;
    }

    function stage({ source }: TelephonyHarness, wanted: LinkState['stage']): Promise<void> {
      return vi.waitFor(() => {
        expect(source.state.stage).toBe(wanted);
      }, 5_000);
    }

    function told(...types: CallEvent['type'][]): Promise<void> {
      return vi.waitFor(() => {
        expect(events.map(({ type }) => type)).toEqual(types);
      }, 5_000);
    }

    afterEach(async () => {
      await harness?.source.stop();
      await harness?.close();
      harness = undefined;
    });

    it('is off until started, and passes the stages in order', async () => {
      const { source } = await open();
      expect(source.state.stage).toBe('off');
      source.start();
      await vi.waitFor(() => {
        expect(states).toEqual(['connecting', 'login', 'resync', 'ready']);
      }, 5_000);
    });

    it('tells an incoming call: ringing with the number, answered, ended', async () => {
      const { device, ring } = await ready();
      const call = await ring(number);
      await told('ringing');
      await call.answer();
      await told('ringing', 'answered');
      await call.hangUp();
      await told('ringing', 'answered', 'ended');
      expect(events[0]).toMatchObject({ type: 'ringing', device, from: { number } });
      expect(events[2]).toMatchObject({ type: 'ended', reason: 'completed' });
      expect(new Set(events.map(({ call: id }) => id)).size).toBe(1);
    });

    it('tells a missed call', async () => {
      const { ring } = await ready();
      const call = await ring(number);
      await told('ringing');
      await call.hangUp();
      await told('ringing', 'ended');
      expect(events[1]).toMatchObject({ reason: 'missed-caller' });
    });

    it('gathers the black box of a call: its beginning, and what was said of it', async () => {
      const { source, device, ring } = await open();
      const records: SourceTrace[] = [];
      source.onTrace?.((record) => records.push(record));
      source.start();
      await vi.waitFor(() => {
        expect(source.state.stage).toBe('ready');
      }, 5_000);
      const call = await ring(number);
      await call.answer();
      await call.hangUp();
      await told('ringing', 'answered', 'ended');
      const leg = events[0]?.call;
      expect(records[0]).toMatchObject({ kind: 'begun', leg, device });
      const frames = records.filter((record) => record.kind === 'frame' && record.leg === leg);
      expect(frames.length).toBeGreaterThanOrEqual(3);
      expect(JSON.stringify(frames)).toContain(number.slice(-9));
      for (const { event, fields } of frames as readonly TracedFrame[]) {
        expect(event).toMatch(/^[a-z]{1,40}$/);
        for (const header of Object.keys(fields)) expect(header).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
      }
    });

    it('keeps two calls apart', async () => {
      const { ring } = await ready();
      const first = await ring(number);
      const second = await ring('+4930231250');
      await told('ringing', 'ringing');
      await first.hangUp();
      await second.hangUp();
      await told('ringing', 'ringing', 'ended', 'ended');
      expect(events.map(({ call }) => call)).toEqual([0, 1, 0, 1].map((index) => events[index]?.call));
      expect(events[0]?.call).not.toBe(events[1]?.call);
    });

    const itDials = it.skipIf(lacks.dialling !== undefined);
    const itKnowsSecrets = it.skipIf(lacks.secret !== undefined);

    it.runIf(lacks.dialling !== undefined)(`never dials: ${lacks.dialling ?? ''}`, async () => {
      const { source, device, dialled } = await open();
      const refused = { ok: false, code: 'unsupported' };
      expect(await source.dial({ id: '1', device, number: '0301234' })).toMatchObject(refused);
      source.start();
      await vi.waitFor(() => {
        expect(source.state.stage).toBe('ready');
      }, 5_000);
      expect(await source.dial({ id: '2', device, number: '0301234' })).toMatchObject(refused);
      expect(dialled()).toEqual([]);
    });

    itDials(
      `refuses to dial before it is ready, and never dials it later${because(lacks.dialling)}`,
      async () => {
        const { source, device, dialled } = await open();
        expect(await source.dial({ id: '1', device, number: '0301234' })).toMatchObject({
          ok: false,
          code: 'not-ready',
        });
        source.start();
        await vi.waitFor(() => {
          expect(source.state.stage).toBe('ready');
        }, 5_000);
        expect(dialled()).toEqual([]);
      },
    );

    itDials(
      `dials when it is ready, and refuses what cannot be dialled${because(lacks.dialling)}`,
      async () => {
        const { source, device, dialled } = await ready();
        expect(await source.dial({ id: '1', device, number: '0301234' })).toEqual({ ok: true });
        for (const bad of ['', '030 1234', '0301234\r\nAction: Command', 'abc', '1'.repeat(33)]) {
          expect(await source.dial({ id: '2', device, number: bad })).toMatchObject({
            ok: false,
            code: 'bad-number',
          });
        }
        expect(dialled()).toEqual(['0301234']);
      },
    );

    const itControls = it.skipIf(lacks.control !== undefined);

    it.runIf(lacks.control !== undefined)(
      `never acts on a call, and says so before it is asked: ${lacks.control ?? ''}`,
      async () => {
        const { source, ring, acts } = await open();
        const refused = { ok: false, code: 'unsupported' };
        expect(source.canControl).toBe(false);
        expect(await source.hangUp('1')).toMatchObject(refused);
        source.start();
        await vi.waitFor(() => {
          expect(source.state.stage).toBe('ready');
        }, 5_000);
        await (await ring(number)).answer();
        await told('ringing', 'answered');
        const call = events[0]?.call ?? '';
        expect(await source.hangUp(call)).toMatchObject(refused);
        expect(await source.transfer({ call, target: '202' })).toMatchObject(refused);
        expect(acts()).toEqual([]);
      },
    );

    itControls(
      `refuses to act on a call before it is ready, and never does so later${because(lacks.control)}`,
      async () => {
        const { source, acts } = await open();
        expect(source.canControl).toBe(true);
        const notReady = { ok: false, code: 'not-ready' };
        expect(await source.hangUp('1')).toMatchObject(notReady);
        expect(await source.transfer({ call: '1', target: '202' })).toMatchObject(notReady);
        source.start();
        await vi.waitFor(() => {
          expect(source.state.stage).toBe('ready');
        }, 5_000);
        expect(acts()).toEqual([]);
      },
    );

    itControls(
      `passes a call on and hangs it up, by the agent’s own leg${because(lacks.control)}`,
      async () => {
        const { source, ring, acts } = await ready();
        const incoming = await ring(number);
        await told('ringing');
        const call = events[0]?.call ?? '';
        expect(await source.transfer({ call, target: '202' })).toMatchObject({ ok: false, code: 'failed' });
        await incoming.answer();
        await told('ringing', 'answered');
        for (const target of ['', '20 2', '202\r\nAction: Command', 'abc', '1'.repeat(33)]) {
          expect(await source.transfer({ call, target })).toMatchObject({ ok: false, code: 'bad-number' });
        }
        expect(acts()).toEqual([]);
        expect(await source.transfer({ call, target: '202' })).toEqual({ ok: true });
        expect(await source.hangUp(call)).toEqual({ ok: true });
        expect(acts()).toEqual(['transfer to 202', 'hang up']);
      },
    );

    itControls(`acts on no call that is not there${because(lacks.control)}`, async () => {
      const { source, ring, acts } = await ready();
      const call = await ring(number);
      await told('ringing');
      await call.hangUp();
      await told('ringing', 'ended');
      for (const gone of [events[0]?.call ?? '', 'never-was', '']) {
        expect(await source.hangUp(gone)).toMatchObject({ ok: false, code: 'no-call' });
        expect(await source.transfer({ call: gone, target: '202' })).toMatchObject({ code: 'no-call' });
      }
      expect(acts()).toEqual([]);
    });

    it.runIf(lacks.presence !== undefined)(
      `says of no colleague whether they talk, and that it cannot: ${lacks.presence ?? ''}`,
      async () => {
        const { source } = await open();
        expect(source.onPresence).toBeUndefined();
      },
    );

    it.skipIf(lacks.presence !== undefined)(
      `tells that a colleague talks, nothing more of it, and everything anew after a cut${because(lacks.presence)}`,
      async () => {
        const { source, colleague, cutLink } = await open();
        const said: ExtensionPresence[] = [];
        source.onPresence?.((presence) => said.push(presence));
        source.start();
        await vi.waitFor(() => {
          expect(said).toContainEqual({ extension: '202', presence: 'free' });
        }, 5_000);
        await colleague?.('202', 'talking');
        await vi.waitFor(() => {
          expect(said.at(-1)).toEqual({ extension: '202', presence: 'talking' });
        }, 5_000);
        said.length = 0;
        cutLink();
        await vi.waitFor(() => {
          expect(said).toContainEqual({ extension: '202', presence: 'talking' });
        }, 5_000);
        expect(events).toEqual([]);
      },
    );

    itKnowsSecrets(`gives up at a wrong secret${because(lacks.secret)}`, async () => {
      const made = await open({ wrongSecret: true });
      made.source.start();
      await stage(made, 'refused');
      expect(made.source.state).toMatchObject({ cause: { code: 'wrong-secret' } });
    });

    it('comes back after the link was cut, and ends what it lost sight of', async () => {
      const { ring, cutLink } = await ready();
      const call = await ring(number);
      await call.answer();
      await told('ringing', 'answered');
      cutLink();
      await told('ringing', 'answered', 'ended');
      expect(events[2]).toMatchObject({ reason: 'unobserved' });
      await vi.waitFor(() => {
        expect(states.slice(-5)).toEqual(['waiting', 'connecting', 'login', 'resync', 'ready']);
      }, 5_000);
    });

    it('tells nothing after stop()', async () => {
      const { source, ring } = await ready();
      const call = await ring(number);
      await told('ringing');
      await source.stop();
      const [calls, stages] = [events.length, states.length];
      expect(source.state.stage).toBe('off');
      await call.hangUp();
      expect([events.length, states.length]).toEqual([calls, stages]);
    });

    it('can be started again after stop()', async () => {
      const made = await ready();
      await made.source.stop();
      made.source.start();
      await stage(made, 'ready');
    });
  });
}

/** Names the reason of a skip in the report. */
function because(reason: string | undefined): string {
  return reason === undefined ? '' : ` (not here: ${reason})`;
}
