import type { Call } from './call.ts';
import type { Channel } from './channel.ts';
import { isLocal, isOwnPhone } from './channel.ts';
import { bridgedWith, callersOf, customerOf } from './legs.ts';
import type { Channels } from './legs.ts';

export interface ChannelRef {
  readonly id: string;
  readonly name: string;
}

/**
 * A far end as AMI names it, not yet allowed to be shown: events carry the real number of withheld callers too. The
 * presentation gate asks the witnesses.
 */
export interface Claim {
  readonly number: string;
  readonly name: string;
  /** The channel this is the caller ID of; without one the claim cannot be verified. */
  readonly customer?: ChannelRef;
  /** Channels the call came through, and all that bear its number: each may veto. */
  readonly others: readonly ChannelRef[];
  /** A phone of this PBX. */
  readonly internal: boolean;
  /** Evidence from before this frame does not count: the dial plan may have restricted the caller since. */
  readonly since: number;
}

/** Who rings: the connected line of the agent's channel, vouched for by the channel that rings it. */
export function callerClaim(call: Call, leg: Channel, channels: Channels): Claim {
  return claim(call, leg, channels, customerOf(channels, leg));
}

/** Who is there now: the connected line after it changed, vouched for by the channel whose number it is. */
export function remoteClaim(call: Call, leg: Channel, channels: Channels): Claim {
  return claim(call, leg, channels, channelOfRemote(leg, channels));
}

/** The channel behind the agent's connected line: one that bears its number, nearest first. */
export function channelOfRemote(leg: Channel, channels: Channels): Channel | undefined {
  const bridged = bridgedWith(channels, leg);
  const number = leg.connectedNumber;
  if (number === '') return bridged.length === 1 ? bridged[0] : undefined;
  const near = [...bridged, customerOf(channels, leg), channels.get(leg.linkedId), ...channels.values()];
  return near.find(
    (channel) =>
      channel !== undefined && channel.id !== leg.id && !isLocal(channel) && channel.callerNumber === number,
  );
}

function claim(call: Call, leg: Channel, channels: Channels, customer: Channel | undefined): Claim {
  const others = new Set(callersOf(channels, leg));
  for (const channel of channels.values()) {
    if (leg.connectedNumber !== '' && channel.callerNumber === leg.connectedNumber) others.add(channel);
  }
  return {
    number: leg.connectedNumber,
    name: leg.connectedName,
    ...(customer === undefined ? {} : { customer: refTo(customer) }),
    others: [...others].filter(({ id }) => id !== customer?.id && id !== leg.id).map(refTo),
    internal: customer !== undefined && isOwnPhone(customer) && customer.callerNumber === leg.connectedNumber,
    since: call.since,
  };
}

export function refTo({ id, name }: Channel): ChannelRef {
  return { id, name };
}
