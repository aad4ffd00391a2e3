import type { After } from './after.ts';
import type { Channel } from './channel.ts';
import type { DeskPhone, PhoneKey } from './desk-phone.ts';
import { CAUSE } from './exchange.ts';
import type { Exchange } from './exchange.ts';

export interface Talk {
  readonly phone: DeskPhone;
  /** The leg of `phone`, one of the two. */
  readonly own: Channel;
  readonly called: Channel;
  readonly calling: Channel;
  readonly display: string;
  /** The far end hangs up after this long, unless the phone does before. */
  readonly farHangsUpAfterMs?: number | undefined;
  /** Takes a far end that is sent to an extension; without it nobody can be. */
  readonly onward?: Onward | undefined;
}

/** Where a far end goes that was sent on; resolves when all its legs are gone. */
export type Onward = (far: Channel, target: string) => Promise<void>;

/** Nobody talks for ever to a phone without a person. */
const LONGEST_TALK_MS = 10 * 60_000;

/** From the moment both are up until both are gone. */
export async function talk(
  exchange: Exchange,
  after: After,
  { phone, own, called, calling, display, farHangsUpAfterMs = LONGEST_TALK_MS, onward }: Talk,
): Promise<void> {
  const bridge = exchange.bridge(called, calling);
  phone.show({ state: 'talking', display });
  const far = own === called ? calling : called;
  const end = await new Promise<{ readonly first: Channel } | { readonly target: string }>((resolve) => {
    const finish = (how: { readonly first: Channel } | { readonly target: string }): void => {
      unsubscribe();
      unsubscribeSentOn();
      cancel();
      resolve(how);
    };
    const settle = (first: Channel): void => finish({ first });
    const onKey = (key: PhoneKey): void => {
      if (key === 'hang-up') settle(own);
      if (key !== 'hold') return;
      const held = phone.shown.state !== 'held';
      exchange.hold(own, held);
      phone.show({ state: held ? 'held' : 'talking', display });
    };
    const unsubscribe = phone.onKey(onKey);
    const unsubscribeSentOn = phone.onSentOn((target) => {
      if (onward) finish({ target });
    });
    const cancel = after(farHangsUpAfterMs, () => settle(far));
  });
  if ('target' in end) {
    exchange.blindTransfer(own, far, end.target);
    bridge.leave(far);
    bridge.leave(own);
    exchange.hangup(own, CAUSE.normal);
    bridge.destroy();
    phone.idle();
    return onward?.(far, end.target);
  }
  const { first } = end;
  exchange.hangupRequest(first, CAUSE.normal);
  bridge.leave(first);
  // The calling leg runs the dial plan: it is the last to be let out of the bridge, and takes the called one along.
  if (first === called) exchange.hangup(called, CAUSE.normal);
  bridge.leave(first === called ? calling : called);
  bridge.destroy();
  exchange.hangup(calling, CAUSE.normal);
  if (first === calling) exchange.hangup(called, CAUSE.normal);
  phone.idle();
}
