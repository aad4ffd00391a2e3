import type { Channel } from './channel.ts';
import { channelState, isLocal } from './channel.ts';

/** How channels hang together: who dialled whom, who shares a bridge. Pure questions to the snapshots. */
export type Channels = ReadonlyMap<string, Channel>;

/** Local pairs can be chained (queue → Local → ring group → Local); no dial plan nests them deeper than this. */
const deepest = 8;

/**
 * The channels a leg is rung by, nearest first: for `C → Local;1 ~ Local;2 → A` these are Local;2, Local;1 and C.
 * The last is the customer's, when it is not a Local half.
 */
export function callersOf(channels: Channels, leg: Channel): Channel[] {
  const callers: Channel[] = [];
  let at: Channel | undefined = leg;
  for (let depth = 0; depth < deepest && at?.dialledBy !== undefined; depth += 1) {
    const caller: Channel | undefined = channels.get(at.dialledBy);
    if (caller === undefined) break;
    callers.push(caller);
    if (!isLocal(caller)) break;
    const half = otherHalf(channels, caller);
    if (half === undefined) break;
    callers.push(half);
    at = half;
  }
  return callers;
}

/** The customer's channel of a rung leg: by the dialling, else the one that gave the call its Linkedid. */
export function customerOf(channels: Channels, leg: Channel): Channel | undefined {
  const dialling = callersOf(channels, leg).findLast((caller) => !isLocal(caller));
  if (dialling !== undefined) return dialling;
  const oldest = channels.get(leg.linkedId);
  return oldest === undefined || oldest.id === leg.id || isLocal(oldest) ? undefined : oldest;
}

/** The leg that got the customer instead: rung by the same customer, up since `after`. */
export function winnerOver(channels: Channels, leg: Channel, after: number): Channel | undefined {
  const customer = customerOf(channels, leg);
  let winner: Channel | undefined;
  for (const other of channels.values()) {
    if (other.id === leg.id || other.state !== channelState.up || other.upAt <= after) continue;
    if (isLocal(other) || other.dialledBy === undefined || other.id === customer?.id) continue;
    if (
      customer === undefined
        ? other.linkedId !== leg.linkedId
        : customerOf(channels, other)?.id !== customer.id
    )
      continue;
    if (winner === undefined || other.upAt > winner.upAt) winner = other;
  }
  return winner;
}

/** The parties in one bridge with a channel, Local halves followed to whom they stand for. */
export function bridgedWith(channels: Channels, channel: Channel): Channel[] {
  return partiesIn(channels, channel.bridge, channel.id, deepest);
}

function partiesIn(channels: Channels, bridge: string | undefined, but: string, depth: number): Channel[] {
  if (bridge === undefined || depth === 0) return [];
  const parties: Channel[] = [];
  for (const member of channels.values()) {
    if (member.bridge !== bridge || member.id === but) continue;
    const half = isLocal(member) ? otherHalf(channels, member) : undefined;
    if (half === undefined) parties.push(member);
    else parties.push(...partiesIn(channels, half.bridge, half.id, depth - 1));
  }
  return parties;
}

function otherHalf(channels: Channels, half: Channel): Channel | undefined {
  const pair = /^(.*;)([12])$/.exec(half.name);
  if (pair?.[1] === undefined) return undefined;
  const name = `${pair[1]}${pair[2] === '1' ? '2' : '1'}`;
  for (const channel of channels.values()) if (channel.name === name) return channel;
  return undefined;
}
