import type { After } from './after.ts';
import { STATE } from './channel.ts';
import type { Line } from './channel.ts';
import type { DeskPhone, PhoneKey } from './desk-phone.ts';
import { CAUSE } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { talk } from './talk.ts';
import type { Onward } from './talk.ts';

export interface ClickToDial {
  readonly phone: DeskPhone;
  /** ActionID and ChannelId of the Originate. */
  readonly actionId: string | undefined;
  readonly id: string;
  readonly number: string;
  /** CallerID of the Originate: what the agent's phone shows while it rings. */
  readonly shown: Line;
  /** The house's own number, which the trunk is told. */
  readonly house: Line;
  /** The far end picks up after this long. */
  readonly farAfterMs: number;
  readonly onward?: Onward | undefined;
}

const RING_MS = 30_000;
/** Reason of an OriginateResponse. */
const REASON = { failed: 0, noAnswer: 3, answered: 4 } as const;

/** The desk dials: the agent's own phone rings first, then the number. Resolves when both legs are gone. */
export async function clickToDial(exchange: Exchange, after: After, dial: ClickToDial): Promise<void> {
  const { phone, actionId, id, number, shown } = dial;
  const display = shown.name || number;
  const owner = { number: phone.extension, name: phone.owner };
  const own = exchange.originated({ device: phone.device, owner }, id, shown);
  exchange.dialBegin(undefined, own);
  exchange.state(own, STATE.ringing);
  exchange.dialRinging(undefined, own);
  phone.show({ state: 'ringing', display });

  const key = await nextKey(phone, after, ['answer', 'hang-up']);
  if (key !== 'answer') {
    const [reason, cause] =
      key === 'hang-up' ? [REASON.failed, CAUSE.busy] : [REASON.noAnswer, CAUSE.noAnswer];
    exchange.originateResponse(actionId, { ok: false, reason, channel: phone.device, id, number, shown });
    exchange.hangup(own, cause);
    phone.idle();
    return;
  }
  exchange.state(own, STATE.up);
  exchange.dialEnd(undefined, own, 'ANSWER');
  exchange.originateResponse(actionId, {
    ok: true,
    reason: REASON.answered,
    channel: own.name,
    id,
    number,
    shown,
  });

  own.exten = number;
  exchange.callerChanged(own, dial.house);
  const far = exchange.outgoing(own, number);
  exchange.dialBegin(own, far);
  exchange.connected(own, { number, name: shown.name });
  exchange.state(far, STATE.ringing);
  exchange.dialRinging(own, far);
  phone.show({ state: 'talking', display });
  if ((await nextKey(phone, after, ['hang-up'], dial.farAfterMs)) === 'hang-up') {
    exchange.hangupRequest(own, CAUSE.normal);
    exchange.dialEnd(own, far, 'CANCEL');
    exchange.hangup(far, CAUSE.normal);
    exchange.hangup(own, CAUSE.normal);
    phone.idle();
    return;
  }
  exchange.state(far, STATE.up);
  exchange.dialEnd(own, far, 'ANSWER');
  await talk(exchange, after, { phone, own, called: far, calling: own, display, onward: dial.onward });
}

/** The next of `keys` that is pressed; undefined when none was in time. */
function nextKey(
  phone: DeskPhone,
  after: After,
  keys: readonly PhoneKey[],
  ms = RING_MS,
): Promise<PhoneKey | undefined> {
  return new Promise((resolve) => {
    const settle = (key: PhoneKey | undefined): void => {
      unsubscribe();
      cancel();
      resolve(key);
    };
    const unsubscribe = phone.onKey((key) => {
      if (keys.includes(key)) settle(key);
    });
    const cancel = after(ms, () => settle(undefined));
  });
}
