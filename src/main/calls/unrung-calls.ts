import type { Announcement, CallEvent } from '#shared/calls/call-event.ts';

/** Calls that were on their way to the agent's phone, by the source's id of the leg; the next event of the leg takes it. */
export interface UnrungCalls {
  put(announcement: Announcement): void;
  take(leg: string): Announcement | undefined;
}

const MOST_ON_THEIR_WAY = 40;

export function createUnrungCalls(): UnrungCalls {
  const unrung = new Map<string, Announcement>();
  return {
    put(announcement) {
      unrung.set(announcement.call, announcement);
      const [oldest] = unrung.keys();
      if (unrung.size > MOST_ON_THEIR_WAY && oldest !== undefined) unrung.delete(oldest);
    },
    take(leg) {
      const announcement = unrung.get(leg);
      unrung.delete(leg);
      return announcement;
    },
  };
}

/** The caller was gone before the phone rang: nothing for the screen, but somebody who is to be called back. */
export function isMissedUnrung(event: CallEvent): boolean {
  return event.type === 'ended' && (event.reason === 'missed-caller' || event.reason === 'missed-no-answer');
}
