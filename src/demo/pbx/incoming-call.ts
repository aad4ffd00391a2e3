import type { After } from './after.ts';
import { STATE } from './channel.ts';
import type { Channel, Line } from './channel.ts';
import type { DeskPhone } from './desk-phone.ts';
import { CAUSE } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { talk } from './talk.ts';
import type { Onward } from './talk.ts';

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
  /** Whoever took it, the caller hangs up after this long. */
  readonly talkMs?: number;
}

interface Leg {
  readonly phone: DeskPhone;
  readonly channel: Channel;
}

type RingEnd =
  { readonly kind: 'answered'; readonly by: Leg } | { readonly kind: 'gave-up' | 'no-answer' | 'declined' };

const RING_MS = 30_000;

/** A call from outside, from the first ring to the last hang-up. Resolves when every leg is gone. */
export async function incomingCall(
  exchange: Exchange,
  after: After,
  call: Incoming,
  onward?: Onward,
): Promise<void> {
  const trunk = exchange.incoming(call.caller, { dialled: call.dialled, withheld: call.withheld ?? false });
  return ringPhones(exchange, after, { call, trunk, onward });
}

export interface Ringing {
  readonly call: Incoming;
  /** The caller's leg; up already when the call was sent here by somebody. */
  readonly trunk: Channel;
  readonly onward: Onward | undefined;
}

/** The phones of a call ring for a caller whose leg is there. Resolves when every leg is gone. */
export async function ringPhones(
  exchange: Exchange,
  after: After,
  { call, trunk, onward }: Ringing,
): Promise<void> {
  const ringing = new Set(
    call.phones.map((phone) => ({ phone, channel: exchange.legTo(phone.device, lineOf(phone), trunk) })),
  );
  ring(exchange, trunk, [...ringing]);
  for (const { phone } of ringing) phone.show({ state: 'ringing', display: displayOf(call) });

  const end = await ringOut(after, call, ringing, (leg) => decline(exchange, trunk, leg));
  switch (end.kind) {
    case 'answered':
      return answer(exchange, after, { call, trunk, ringing, winner: end.by, onward });
    case 'gave-up':
      exchange.hangupRequest(trunk, CAUSE.cancelled);
      for (const { channel } of ringing) exchange.dialEnd(trunk, channel, 'CANCEL');
      for (const leg of ringing) drop(exchange, leg, CAUSE.cancelled);
      exchange.hangup(trunk, CAUSE.cancelled);
      return;
    case 'no-answer':
      for (const { channel } of ringing) exchange.dialEnd(trunk, channel, 'NOANSWER');
      exchange.hangup(trunk, CAUSE.normal);
      for (const leg of ringing) drop(exchange, leg, CAUSE.unknown);
      return;
    case 'declined':
      exchange.hangupRequest(trunk, CAUSE.rejected);
      exchange.state(trunk, STATE.busy);
      exchange.hangup(trunk, CAUSE.congestion);
  }
}

/** One phone's call is told who it reached at once, a group's only when somebody has answered. */
function ring(exchange: Exchange, trunk: Channel, [first, ...others]: readonly Leg[]): void {
  if (!first) return;
  exchange.dialBegin(trunk, first.channel);
  if (others.length === 0) exchange.connected(trunk, lineOf(first.phone));
  exchange.state(first.channel, STATE.ringing);
  for (const { channel } of others) exchange.dialBegin(trunk, channel);
  exchange.dialRinging(trunk, first.channel);
  for (const { channel } of others) {
    exchange.state(channel, STATE.ringing);
    exchange.dialRinging(trunk, channel);
  }
}

function ringOut(
  after: After,
  call: Incoming,
  ringing: Set<Leg>,
  declined: (leg: Leg) => void,
): Promise<RingEnd> {
  return new Promise((resolve) => {
    const cancels: (() => void)[] = [];
    const settle = (end: RingEnd): void => {
      for (const cancel of cancels.splice(0)) cancel();
      resolve(end);
    };
    for (const leg of ringing) {
      const unsubscribe = leg.phone.onKey((key) => {
        if (key === 'answer') settle({ kind: 'answered', by: leg });
        if (key !== 'hang-up') return;
        unsubscribe();
        ringing.delete(leg);
        declined(leg);
        if (ringing.size === 0) settle({ kind: 'declined' });
      });
      cancels.push(unsubscribe);
    }
    const { patienceMs, colleague } = call;
    const patience = patienceMs ?? RING_MS;
    cancels.push(after(patience, () => settle({ kind: patienceMs === undefined ? 'no-answer' : 'gave-up' })));
    const hers = [...ringing].find((leg) => leg.phone === colleague?.phone);
    if (colleague && hers) {
      const pickUp = (): void => {
        if (ringing.has(hers)) settle({ kind: 'answered', by: hers });
      };
      cancels.push(after(colleague.afterMs, pickUp));
    }
  });
}

interface Answered {
  readonly call: Incoming;
  readonly trunk: Channel;
  readonly ringing: ReadonlySet<Leg>;
  readonly winner: Leg;
  readonly onward: Onward | undefined;
}

function answer(
  exchange: Exchange,
  after: After,
  { call, trunk, ringing, winner, onward }: Answered,
): Promise<void> {
  const { phone, channel } = winner;
  const losers = [...ringing].filter((leg) => leg !== winner);
  exchange.state(channel, STATE.up);
  if (call.phones.length > 1) exchange.connected(trunk, lineOf(phone));
  for (const loser of losers) exchange.dialEnd(trunk, loser.channel, 'CANCEL');
  for (const loser of losers) drop(exchange, loser, CAUSE.answeredElsewhere);
  channel.exten = '';
  exchange.dialEnd(trunk, channel, 'ANSWER');
  if (trunk.state !== STATE.up) exchange.state(trunk, STATE.up);
  const display = displayOf(call);
  return talk(exchange, after, {
    phone,
    own: channel,
    called: channel,
    calling: trunk,
    display,
    farHangsUpAfterMs: call.talkMs,
    onward,
  });
}

function decline(exchange: Exchange, trunk: Channel, leg: Leg): void {
  exchange.hangupRequest(leg.channel, CAUSE.rejected);
  exchange.dialEnd(trunk, leg.channel, 'NOANSWER');
  drop(exchange, leg, CAUSE.rejected);
}

function drop(exchange: Exchange, { phone, channel }: Leg, cause: number): void {
  exchange.hangup(channel, cause);
  phone.idle();
}

const lineOf = ({ extension, owner }: DeskPhone): Line => ({ number: extension, name: owner });
const displayOf = ({ withheld, caller }: Incoming): string =>
  withheld ? 'Anonym' : caller.name || caller.number;
