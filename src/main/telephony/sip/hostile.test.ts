import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { dialogInfo, startStandInSipPbx } from '#test/fixtures/sip/stand-in-sip-pbx.ts';
import type { StandInSipPbx } from '#test/fixtures/sip/stand-in-sip-pbx.ts';
import type { TelephonySource } from '../telephony-source.ts';
import { createSipSource } from './sip-source.ts';

/** Sockets on a machine that has other things to do. */
let pbx: StandInSipPbx;
let source: TelephonySource;
let events: CallEvent[];
afterEach(async () => {
  await source.stop();
  await pbx.close();
});

async function open(transport: 'tcp' | 'ws'): Promise<void> {
  pbx = await startStandInSipPbx({ transport });
  source = createSipSource({
    settings: {
      host: '127.0.0.1',
      port: pbx.port,
      transport,
      user: 'cti201',
      secret: 'cti-secret',
      extension: '201',
      mode: 'endpoint',
    },
    backoff: { baseMs: 1, capMs: 2 },
    timing: { loginMs: 30_000, pingMs: 600_000, settleMs: 1 },
  });
  events = [];
  source.onCall((event) => events.push(event));
  source.start();
  await ready();
}

const ready = (): Promise<void> =>
  vi.waitFor(() => expect(source.state.stage).toBe('ready'), { timeout: 20_000, interval: 5 });

/** A call as the last word: after whatever came before, the desk still hears. */
async function stillHears(): Promise<void> {
  await vi.waitFor(async () => {
    await ready();
    pbx.show();
    pbx.show({ id: 'last', state: 'early', direction: 'recipient', remote: { uri: 'sip:+49309@pbx' } });
    // Not for long: what was told while the source connected anew is told again.
    await expect
      .poll(() => events.at(-1), { timeout: 500 })
      .toMatchObject({ type: 'ringing', from: { number: '+49309' } });
  }, 20_000);
}

const INVITE = [
  'INVITE sip:desk@127.0.0.1 SIP/2.0',
  'Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKx',
  'From: "Ute" <sip:+49301@127.0.0.1>;tag=x',
  'To: <sip:desk@127.0.0.1>',
  'Call-ID: x',
  'CSeq: 1 INVITE',
  'Contact: <sip:pbx@127.0.0.1>',
  'Max-Forwards: 70',
  'Content-Length: 0',
].join('\r\n');

const NASTY: readonly (readonly [string, string])[] = [
  ['a method nobody knows', INVITE.replaceAll('INVITE', 'EXPLODE')],
  ['a request for the prototype', INVITE.replace('Max-Forwards: 70', '__proto__: 70\r\nconstructor: 1')],
  ['a CANCEL of nothing', INVITE.replaceAll('INVITE', 'CANCEL')],
  ['a NOTIFY of nothing', `${INVITE.replaceAll('INVITE', 'NOTIFY')}\r\nEvent: dialog`],
  ['no From', INVITE.replace(/From.*\r\n/, '')],
  ['a From that is none', INVITE.replace(/From: .*/, 'From: ;;;<<<')],
  ['a Via that is none', INVITE.replace(/Via: .*/, 'Via: x')],
  ['a CSeq that is none', INVITE.replace(/CSeq: .*/, 'CSeq: x')],
  ['an answer to nothing', INVITE.replace(/^.*/, 'SIP/2.0 200 OK')],
  [
    'an answer without a method',
    `SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP x;branch=z9hG4bK1\r\nCSeq: 1\r\nContent-Length: 0`,
  ],
  ['thousands of headers', INVITE.replace('Max-Forwards: 70', 'X: y\r\n'.repeat(3_000) + 'X: y')],
  ['a line of a megabyte', INVITE.replace('Ute', 'U'.repeat(1_000_000))],
  ['a bare line break in a value', INVITE.replace('Ute', 'U\nX-Evil: 1')],
  ['a folded line with a header in it', INVITE.replace('Ute', 'U\r\n X-Evil: 1')],
  ['no SIP at all', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0'],
];

describe.each(['tcp', 'ws'] as const)('a hostile PBX over %s', (transport) => {
  it.each(NASTY)('cannot break the desk with %s', async (_name, head) => {
    await open(transport);
    pbx.send(`${head}\r\n\r\n`);
    await stillHears();
    expect(pbx.bytes()).not.toMatch(/^X-Evil/m);
  });

  it('cannot break it with a document that is none', async () => {
    await open(transport);
    for (const body of [
      '',
      '<',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      '<dialog-info version="9" state="full">',
      'x'.repeat(70_000),
    ])
      pbx.notify(body);
    await stillHears();
    expect(events).toHaveLength(1);
  });

  it('cannot break it with messages cut, doubled and garbled', async () => {
    await open(transport);
    const notify = `${INVITE.replaceAll('INVITE', 'NOTIFY')}\r\nEvent: dialog`;
    const garble = fc.tuple(fc.nat(400), fc.nat(30), fc.string({ unit: 'binary', maxLength: 6 }));
    const messages = fc.array(fc.tuple(fc.constantFrom(INVITE, notify), fc.array(garble, { maxLength: 3 })), {
      maxLength: 5,
    });
    for (const batch of fc.sample(messages, { numRuns: 60, seed: 20_260_301 })) {
      await ready();
      for (const [message, garbles] of batch) {
        let text = message;
        for (const [at, length, put] of garbles) text = text.slice(0, at) + put + text.slice(at + length);
        pbx.send(`${text}\r\n\r\n`);
      }
    }
    // What rang by chance ends with the link.
    pbx.dropClients();
    await stillHears();
  });
});

describe('what goes out', () => {
  it('is one request for a number that can be dialled, and nothing for what cannot', async () => {
    await open('tcp');
    const before = pbx.received.length;
    const digits = /^[0-9*#+]{1,32}$/;
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '0301\r\nX-Evil: 1',
        '0301\r\n\r\nINVITE sip:110@pbx SIP/2.0',
        '0301>',
        '0301;x=y',
        '030 1',
        '%0d%0a',
      ),
    );
    await fc.assert(
      fc.asyncProperty(odd, async (number) => {
        fc.pre(!digits.test(number));
        expect(await source.dial({ id: 'x', device: 'SIP/201', number })).toMatchObject({
          ok: false,
          code: 'bad-number',
        });
      }),
    );
    expect(pbx.received).toHaveLength(before);
    expect(
      await source.dial({ id: 'x\r\nX-Evil: 1', device: 'a\r\nb', number: '*21#', label: 'x\r\nX-Evil: 1' }),
    ).toEqual({ ok: true });
    expect(pbx.referredTo).toEqual(['*21%23']);
    expect(pbx.bytes()).not.toContain('X-Evil');
  });

  it('has nothing of the caller in it', async () => {
    await open('tcp');
    pbx.notify(
      dialogInfo(1, [
        {
          id: '201',
          state: 'early',
          direction: 'recipient',
          remote: { uri: 'sip:+49301@pbx', display: 'Ute' },
        },
      ]),
    );
    await vi.waitFor(() => expect(events).toHaveLength(1), 20_000);
    expect(pbx.bytes()).not.toMatch(/49301|Ute/);
  });
});
