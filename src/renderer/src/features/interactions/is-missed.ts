import type { InteractionLine } from '#shared/features/interactions/contract.ts';

export function isMissed({ direction, endReason }: InteractionLine): boolean {
  return direction === 'in' && (endReason === 'missed-caller' || endReason === 'missed-no-answer');
}

/** The same person in the eyes of the list: the party where it is known, else the number. */
const who = ({ partyId, number }: InteractionLine): string | null => partyId ?? number;

/**
 * Callers nobody has spoken to since they were missed, one line each with the latest try.
 * @param lines newest first
 */
export function stillMissed(lines: readonly InteractionLine[]): readonly InteractionLine[] {
  const settled = new Set<string>();
  const missed: InteractionLine[] = [];
  for (const line of lines) {
    const caller = who(line);
    if (isMissed(line)) {
      if (caller === null || settled.has(caller)) continue;
      missed.push(line);
      settled.add(caller);
    } else if (caller !== null && line.talkSeconds !== null) {
      settled.add(caller);
    }
  }
  return missed;
}
