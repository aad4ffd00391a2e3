import type { After } from './after.ts';
import type { Channel } from './channel.ts';
import type { DeskPhone } from './desk-phone.ts';
import { CAUSE } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { ringPhones } from './incoming-call.ts';
import type { Onward } from './talk.ts';

/** Lets the phone ring that a far end was sent to; nobody there, or busy: the far end is cut off, as on a real PBX. */
export function createOnward(exchange: Exchange, after: After, phones: readonly DeskPhone[]): Onward {
  const onward: Onward = async (far: Channel, target: string) => {
    const phone = phones.find(({ extension }) => extension === target);
    if (phone?.shown.state !== 'idle') {
      exchange.hangup(far, CAUSE.busy);
      return;
    }
    const withheld = far.presentation.startsWith('prohib');
    const call = { caller: far.caller, dialled: far.dialled, withheld, phones: [phone] };
    await ringPhones(exchange, after, { call, trunk: far, onward });
  };
  return onward;
}
