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
}

/** Nobody talks for ever to a phone without a person. */
const LONGEST_TALK_MS = 10 * 60_000;

/** From the moment both are up until both are gone. */
export async function talk(
  exchange: Exchange,
  after: After,
  { phone, own, called, calling, display, farHangsUpAfterMs = LONGEST_TALK_MS }: Talk,
): Promise<void> {
  const bridge = exchange.bridge(called, calling);
  phone.show({ state: 'talking', display });
  const far = own === called ? calling : called;
  const first = await new Promise<Channel>((resolve) => {
    const settle = (channel: Channel): void => {
      unsubscribe();
      cancel();
      resolve(channel);
    };
    const onKey = (key: PhoneKey): void => {
      if (key === 'hang-up') settle(own);
      if (key !== 'hold') return;
      const held = phone.shown.state !== 'held';
      exchange.hold(own, held);
      phone.show({ state: held ? 'held' : 'talking', display });
    };
    const unsubscribe = phone.onKey(onKey);
    const cancel = after(farHangsUpAfterMs, () => settle(far));
  });
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
