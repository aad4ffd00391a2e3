import type { LiveCall } from '#shared/calls/live-call.ts';

/** Somebody must say who it is: several share the number, or only its stem fits. Until then the digit keys are the chooser's. */
export function isToChoose({ party, match }: Pick<LiveCall, 'party' | 'match'>): boolean {
  return party === null && (match.rule === 'shared' || match.rule === 'stem');
}
