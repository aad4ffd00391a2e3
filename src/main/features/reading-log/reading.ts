import { readingNote } from '#shared/features/reading-log/commands.ts';
import type { ReadingKind } from '#shared/features/reading-log/model.ts';
import type { Host } from '../../host/host.ts';

/** The same again within this time is the same reading: nobody's keystrokes or clicks are counted. */
export const SAME_MS = 10 * 60_000;

export type NoteReading = (kind: ReadingKind, partyId: string | null) => void;

/** Writes down what is read here, as far as the house wants it; offline as well, it goes with the other work. */
export function createNoteReading(
  host: Pick<Host, 'clock' | 'newId' | 'currentSession' | 'run' | 'log'>,
): NoteReading {
  const last = new Map<string, number>();
  return (kind, partyId) => {
    const session = host.currentSession();
    if (!session?.reads?.includes(kind)) return;
    const now = host.clock.now();
    for (const [key, at] of last) if (now - at >= SAME_MS || at > now) last.delete(key);
    const key = JSON.stringify([session.userId, kind, partyId]);
    if (last.has(key)) return;
    host.run(readingNote, { id: host.newId(), kind, partyId });
    last.set(key, now);
  };
}
