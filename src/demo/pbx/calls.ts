import { CAUSE } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import type { Channel, Line } from './channel.ts';
import type { DeskPhone, PhoneKey } from './desk-phone.ts';

export interface Incoming {
  readonly caller: Line;
  readonly withheld?: boolean;
  /** What the caller dialled. */
  readonly dialled: string;
  readonly phones: readonly DeskPhone[];
  /** The caller loses patience after this long; without it the phones ring until the exchange gives up. */
  readonly patienceMs?: number;
  /** A colleague at one of the phones picks up by herself after this long. */
  readonly colleague?: { readonly phone: DeskPhone; readonly afterMs: number };
}

interface Leg {
  readonly phone: DeskPhone;
  readonly channel: Channel;
}

type RingEnd =
  { readonly kind: 'answered'; readonly by: Leg } | { readonly kind: 'gave-up' | 'no-answer' | 'declined' };

const RING_MS = 30_000;

/** Time as the calls need it; a test passes one that does not wait. */
export type After = (ms: number, then: () => void) => () => void;

/** A call from outside, from the first ring to the last hang-up. Resolves when every leg is gone. */
export async function incomingCall(exchange: Exchange, after: After, call: Incoming): Promise<void> {
  const trunk = exchange.incoming(call.caller, { dialled: call.dialled, withheld: call.withheld ?? false });
  const legs = call.phones.map((phone) => ({
    phone,
    channel: exchange.legTo(phone.device, { number: phone.extension, name: phone.owner }, trunk),
  }));
  for (const leg of legs) exchange.dialBegin(trunk, leg.channel);
  for (const leg of legs) {
    exchange.ringing(trunk, leg.channel);
    leg.phone.show({
      state: 'ringing',
      display: call.withheld ? 'Anonym' : call.caller.name || call.caller.number,
    });
  }

  const end = await ringOut(after, call, legs);
  if (end.kind !== 'answered') {
    endUnanswered(exchange, trunk, legs, end.kind);
    return;
  }
  const { phone, channel } = end.by;
  exchange.up(channel);
  for (const loser of legs.filter((leg) => leg !== end.by)) {
    exchange.dialEnd(trunk, loser.channel, 'CANCEL');
    exchange.hangup(loser.channel, CAUSE.answeredElsewhere);
    loser.phone.idle();
  }
  trunk.connected = { number: phone.extension, name: phone.owner };
  exchange.dialEnd(trunk, channel, 'ANSWER');
  exchange.up(trunk);
  await talk(exchange, after, { phone, own: channel, far: trunk, display: phone.shown.display });
}

function ringOut(after: After, call: Incoming, legs: readonly Leg[]): Promise<RingEnd> {
  return new Promise((resolve) => {
    const cancels: (() => void)[] = [];
    const settle = (end: RingEnd): void => {
      for (const cancel of cancels.splice(0)) cancel();
      resolve(end);
    };
    for (const leg of legs) {
      cancels.push(
        leg.phone.onKey((key) => {
          if (key === 'answer') settle({ kind: 'answered', by: leg });
          if (key === 'hang-up' && legs.length === 1) settle({ kind: 'declined' });
        }),
      );
    }
    cancels.push(
      after(call.patienceMs ?? RING_MS, () =>
        settle({ kind: call.patienceMs === undefined ? 'no-answer' : 'gave-up' }),
      ),
    );
    const { colleague } = call;
    const hers = legs.find((leg) => leg.phone === colleague?.phone);
    if (colleague && hers)
      cancels.push(after(colleague.afterMs, () => settle({ kind: 'answered', by: hers })));
  });
}

const UNANSWERED = {
  'gave-up': { status: 'CANCEL', cause: CAUSE.cancelled },
  'no-answer': { status: 'NOANSWER', cause: CAUSE.noAnswer },
  declined: { status: 'NOANSWER', cause: CAUSE.rejected },
} as const;

function endUnanswered(
  exchange: Exchange,
  trunk: Channel,
  legs: readonly Leg[],
  kind: keyof typeof UNANSWERED,
): void {
  const { status, cause } = UNANSWERED[kind];
  if (kind === 'gave-up') exchange.hangupRequest(trunk, CAUSE.cancelled);
  for (const leg of legs) {
    exchange.dialEnd(trunk, leg.channel, status);
    exchange.hangup(leg.channel, cause);
    leg.phone.idle();
  }
  exchange.hangup(trunk, CAUSE.normal);
}

interface Talk {
  readonly phone: DeskPhone;
  readonly own: Channel;
  readonly far: Channel;
  readonly display: string;
}

const LONGEST_TALK_MS = 10 * 60_000;

async function talk(exchange: Exchange, after: After, { phone, own, far, display }: Talk): Promise<void> {
  const bridge = exchange.bridge(own, far);
  phone.show({ state: 'talking', display });
  await new Promise<void>((resolve) => {
    const onKey = (key: PhoneKey): void => {
      if (key === 'hold') {
        const held = phone.shown.state !== 'held';
        exchange.hold(own, held);
        phone.show({ state: held ? 'held' : 'talking', display });
      }
      if (key === 'hang-up') finish();
    };
    const unsubscribe = phone.onKey(onKey);
    const cancel = after(LONGEST_TALK_MS, () => finish());
    function finish(): void {
      unsubscribe();
      cancel();
      resolve();
    }
  });
  exchange.hangupRequest(own, CAUSE.normal);
  exchange.unbridge(bridge, own, far);
  exchange.hangup(own, CAUSE.normal);
  exchange.hangup(far, CAUSE.normal);
  phone.idle();
}

export interface ClickToDial {
  readonly phone: DeskPhone;
  /** ChannelId of the Originate. */
  readonly id: string;
  readonly number: string;
  readonly label: string;
  /** After the agent's phone was taken off the hook: success, else the reason number of OriginateResponse. */
  readonly answered: (ok: boolean, reason: number) => void;
  /** The far end picks up after this long. */
  readonly farAfterMs: number;
}

/** The desk dials: the agent's own phone rings first, then the number. */
export async function clickToDial(exchange: Exchange, after: After, dial: ClickToDial): Promise<void> {
  const shown = { number: dial.number, name: dial.label };
  const own = exchange.originated(dial.phone.device, dial.id, shown);
  exchange.ringing(undefined, own);
  dial.phone.show({ state: 'ringing', display: dial.label || dial.number });
  const key = await nextKey(dial.phone, after, ['answer', 'hang-up']);
  if (key !== 'answer') {
    dial.answered(false, key === 'hang-up' ? 0 : 3);
    exchange.hangup(own, key === 'hang-up' ? CAUSE.busy : 19);
    dial.phone.idle();
    return;
  }
  exchange.up(own);
  exchange.dialEnd(undefined, own, 'ANSWER');
  dial.answered(true, 4);
  own.exten = dial.number;
  const far = exchange.outgoing(own, dial.number);
  exchange.dialBegin(own, far);
  exchange.ringing(own, far);
  dial.phone.show({ state: 'talking', display: dial.label || dial.number });
  const gaveUp = await nextKey(dial.phone, after, ['hang-up'], dial.farAfterMs);
  if (gaveUp === 'hang-up') {
    exchange.hangupRequest(own, CAUSE.normal);
    exchange.dialEnd(own, far, 'CANCEL');
    exchange.hangup(far, CAUSE.normal);
    exchange.hangup(own, CAUSE.normal);
    dial.phone.idle();
    return;
  }
  exchange.up(far);
  exchange.dialEnd(own, far, 'ANSWER');
  await talk(exchange, after, { phone: dial.phone, own, far, display: dial.label || dial.number });
}

/** The next of `keys` that is pressed; undefined when none was in time. */
function nextKey(
  phone: DeskPhone,
  after: After,
  keys: readonly PhoneKey[],
  ms = RING_MS,
): Promise<PhoneKey | undefined> {
  return new Promise((resolve) => {
    const unsubscribe = phone.onKey((key) => {
      if (keys.includes(key)) settle(key);
    });
    const cancel = after(ms, () => settle(undefined));
    function settle(key: PhoneKey | undefined): void {
      unsubscribe();
      cancel();
      resolve(key);
    }
  });
}
