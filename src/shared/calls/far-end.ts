import type { Ref } from '../kernel/ref.ts';
import type { RemoteParty } from './call-event.ts';
import type { CallerMatch } from './live-call.ts';

/** Who is at the far end, looked up: what a call takes over when it begins or its far end changes. */
export interface FarEnd {
  readonly remote: RemoteParty;
  /** The number for reading. */
  readonly display?: string;
  /** The same for every spelling of one number; null where there is none. Null is never the same as null. */
  readonly key: string | null;
  readonly match: CallerMatch;
}

export const nobodyKnown: FarEnd = { remote: {}, key: null, match: { rule: 'unknown', candidates: [] } };

export const withheldFarEnd: FarEnd = {
  remote: { withheld: true },
  key: null,
  match: { rule: 'withheld', candidates: [] },
};

/** Whatever came along with a withheld caller goes no further than here. */
export function veiled(farEnd: FarEnd): FarEnd {
  return farEnd.remote.withheld || farEnd.match.rule === 'withheld' ? withheldFarEnd : farEnd;
}

/** Only a single exact hit attributes a call by itself. */
export function partyOf({ rule, candidates }: CallerMatch): Ref | null {
  const [only, ...others] = candidates;
  return rule === 'exact' && only?.ref.type === 'party' && others.length === 0 ? only.ref : null;
}

export function isSameFarEnd(a: string | null, b: string | null): boolean {
  return a !== null && a === b;
}
