import { DeskPhone } from '#demo/pbx/desk-phone.ts';
import { createExchange } from '#demo/pbx/exchange.ts';
import { formatFrame } from '#demo/pbx/frame.ts';
import { incomingCall } from '#demo/pbx/incoming-call.ts';
import { digitsOf } from '../lib/load-replica.ts';

export interface Corpus {
  readonly bytes: Buffer;
  readonly events: number;
  readonly calls: number;
}

const PHONES = 300;
/** The agent whose desk listens; the others are colleagues. */
export const OWN_DEVICE = 'PJSIP/1000';

/**
 * What a busy PBX tells a desk of complete, answered calls: `together` at a time, one of every 300 at the agent's own
 * phone.
 */
export async function busyPbx(calls: number, together: number): Promise<Corpus> {
  const frames: string[] = [];
  const exchange = createExchange(
    (event, headers) => frames.push(formatFrame([['Event', event], ['Privilege', 'call,all'], ...headers])),
    () => 1_795_000_000_000,
  );
  const phones = Array.from(
    { length: PHONES },
    (_, i) => new DeskPhone({ extension: String(1000 + i), owner: `Agent ${i}` }),
  );
  for (let from = 0; from < calls; from += together) {
    const wave = phones.slice(0, Math.min(together, calls - from)).map((phone, i) =>
      incomingCall(exchange, soon, {
        caller: { number: `+${digitsOf(from + i)}`, name: '' },
        dialled: '+4922147101',
        phones: [phone],
        colleague: { phone, afterMs: SOON_MS },
        talkMs: SOON_MS,
      }),
    );
    await Promise.all(wave);
  }
  return { bytes: Buffer.from(frames.join('')), events: frames.length, calls };
}

const SOON_MS = 1;

/** No waiting: what is due soon happens next, what is due late (the exchange losing patience) never. */
function soon(ms: number, then: () => void): () => void {
  let cancelled = false;
  if (ms <= SOON_MS) queueMicrotask(() => !cancelled && then());
  return () => {
    cancelled = true;
  };
}
