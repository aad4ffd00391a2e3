import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { describeTelephonySource } from '#test/conformance/telephony-source.ts';
import { startStandInBox } from '#test/support/stand-in-box.ts';
import type { StandInBox } from '#test/support/stand-in-box.ts';
import type { LinkState, TelephonySource } from '../telephony-source.ts';
import { createFritzboxSource } from './fritzbox-source.ts';
import type { FritzboxSettings } from './settings.ts';

const backoff = { baseMs: 5, capMs: 20 };
const own = '4710121';

function settingsFor(port: number, changes: Partial<FritzboxSettings> = {}): FritzboxSettings {
  return { host: '127.0.0.1', port, numbers: [own], extensions: ['610'], ...changes };
}

describeTelephonySource(
  'FRITZ!Box',
  async () => {
    const box = await startStandInBox();
    let calls = 0;
    return {
      source: createFritzboxSource({ settings: settingsFor(box.port), backoff }),
      device: `FRITZ/${own}`,
      async ring(number) {
        const id = calls++;
        await box.say(`RING;${id};${number};${own};SIP0;`);
        return {
          answer: () => box.say(`CONNECT;${id};10;${number};`),
          hangUp: () => box.say(`DISCONNECT;${id};3;`),
        };
      },
      cutLink: () => box.dropClients(),
      dialled: () => (box.received() === '' ? [] : [box.received()]),
      acts: () => (box.received() === '' ? [] : [box.received()]),
      close: () => box.close(),
    };
  },
  {
    dialling: 'the call monitor only listens',
    control: 'the call monitor only listens',
    presence: 'the call monitor names calls and no free phones',
    secret: 'the call monitor has no login',
  },
);

describe('the FRITZ!Box source', () => {
  const boxes: StandInBox[] = [];
  let source: TelephonySource | undefined;
  let events: CallEvent[] = [];

  afterEach(async () => {
    await source?.stop();
    for (const box of boxes.splice(0)) await box.close();
  });

  async function startBox(port = 0): Promise<StandInBox> {
    const box = await startStandInBox(port);
    boxes.push(box);
    return box;
  }

  function open(settings: FritzboxSettings): TelephonySource {
    const made = createFritzboxSource({ settings, backoff });
    source = made;
    events = [];
    made.onCall((event) => events.push(event));
    made.start();
    return made;
  }

  const reaches = (made: TelephonySource, stage: LinkState['stage']): Promise<void> =>
    vi.waitFor(() => expect(made.state.stage).toBe(stage), 5_000);

  it('reads past garbage, and lines in pieces', async () => {
    const box = await startBox();
    await reaches(open(settingsFor(box.port)), 'ready');
    await box.say(
      'RING;0;0221;4710121;SIP0;',
      Buffer.alloc(100_000, 0xff),
      Buffer.from('\n\n;;;\nGET / HTTP/1.1\n'),
    );
    for (const byte of Buffer.from('21.11.26 20:15:00;CONNECT;0;10;0221;\r\n'))
      await box.say(Buffer.of(byte));
    await box.say(Buffer.from('Müll\n'.repeat(50), 'latin1'), 'DISCONNECT;0;7;');
    await vi.waitFor(() => expect(events.map(({ type }) => type)).toEqual(['ringing', 'answered', 'ended']));
    expect(box.received()).toBe('');
  });

  it('says so where something else answers', async () => {
    const box = await startBox();
    const states: LinkState[] = [];
    const made = open(settingsFor(box.port));
    made.onState((state) => states.push(state));
    await reaches(made, 'ready');
    await box.say(Buffer.from('220 mail.example ESMTP\r\n'.repeat(5)));
    await vi.waitFor(() =>
      expect(states).toContainEqual(
        expect.objectContaining({ stage: 'waiting', cause: expect.objectContaining({ code: 'not-a-pbx' }) }),
      ),
    );
  });

  it('asks for the call monitor where nobody listens, and finds it when it is switched on', async () => {
    const box = await startBox();
    await box.close();
    const made = open(settingsFor(box.port));
    await vi.waitFor(() =>
      expect(made.state).toMatchObject({
        stage: 'waiting',
        cause: { code: 'unreachable', detail: expect.stringContaining('#96*5*') },
      }),
    );
    await startBox(box.port);
    await reaches(made, 'ready');
  });

  it.each([{ host: '' }, { host: 'fritz box' }, { port: 0 }, { port: 70_000 }])(
    'refuses %j',
    async (changes) => {
      const made = open(settingsFor(1012, changes));
      expect(made.state).toMatchObject({ stage: 'refused', cause: { code: 'bad-settings' } });
    },
  );

  // The kernel's own table of connections is the only place that shows it.
  it.runIf(process.platform === 'linux')('lets TCP probe a silent box', async () => {
    const KEEP_ALIVE_TIMER = '02:';
    const box = await startBox();
    await reaches(open(settingsFor(box.port)), 'ready');
    const hexPort = box.port.toString(16).toUpperCase().padStart(4, '0');
    await vi.waitFor(async () => {
      const rows = (await readFile('/proc/net/tcp', 'utf8'))
        .split('\n')
        .map((row) => row.trim().split(/\s+/));
      const ours = rows.find(([, , remote = '', state]) => remote.endsWith(`:${hexPort}`) && state === '01');
      expect(ours?.[5]).toMatch(new RegExp(`^${KEEP_ALIVE_TIMER}`));
    });
  });
});
