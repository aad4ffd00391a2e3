import type { Presence } from '../../calls/presence.ts';
import type { OpeningState } from '../../text/opening-hours.ts';

/**
 * How likely a call finds somebody, best first. `now`: the phone is free and nothing speaks against it. `perhaps`:
 * nobody can tell. `away`: absent, or outside the hours they gave.
 */
export const REACHES = ['now', 'perhaps', 'busy', 'quiet', 'away'] as const;
export type Reach = (typeof REACHES)[number];

/** `hours`: null where none are given or they cannot be read. Hours go before the phone: an empty desk is free, too. */
export function reachOf(presence: Presence, hours: OpeningState | null, isAbsent: boolean): Reach {
  if (isAbsent || hours?.isOpen === false) return 'away';
  switch (presence) {
    case 'free':
      return 'now';
    case 'talking':
    case 'ringing':
      return 'busy';
    case 'do-not-disturb':
      return 'quiet';
    case 'unknown':
      return 'perhaps';
  }
}
