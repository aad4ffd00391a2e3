import { nameId } from '../kernel/name-id.ts';
import type { CallEvent } from './call-event.ts';

/** What a source names a click-to-dial of a desk by: the desk's own id, behind this prefix. */
const OWN_DIAL = /^cti-([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;
/** Asterisk's Uniqueid: second of the channel's beginning, and a count since the PBX started. */
const UNIQUEID = /(?:^|[^\d])(\d{1,12})\.\d+$/;
const DAY_MS = 86_400_000;

/**
 * The desk's id of the call that begins with this leg, and so of the interaction: the same on every desk that sees the
 * leg, and after a restart in mid-call. How lasting it is, is up to the door's own id of the leg.
 *
 * The PBX itself is not in it: two desks may know one PBX by different addresses. Where a tenant has several, their
 * Uniqueids differ by `systemname`, else by second, count and device.
 */
export function callIdOf({ call, device, at }: Pick<CallEvent, 'call' | 'device' | 'at'>): string {
  const [, own] = OWN_DIAL.exec(call) ?? [];
  return own ?? nameId(`call/${device}/${call}${dayOfDoubt(call, at)}`);
}

/** A PBX that starts without the time of day gives its ids away again: then the day tells them apart. */
function dayOfDoubt(call: string, at: number): string {
  const [, second] = UNIQUEID.exec(call) ?? [];
  if (second === undefined || Math.abs(Number(second) * 1000 - at) <= DAY_MS) return '';
  return `/${String(Math.floor(at / DAY_MS))}`;
}
