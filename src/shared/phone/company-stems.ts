import { isMobile } from './calling-code.ts';
import type { StoredNumber } from './stored.ts';

/** What the rule looks at: a number just read, or a row of the database. */
type Stemmed = Pick<StoredNumber, 'digits' | 'stem' | 'extension'>;

/**
 * What several extensions of one organisation say together: `0221 4710-20` and `0221 4710-31` make 0221 4710 its
 * switchboard, as an explicit `-0` would. Only extensions written apart count, and only with two different ones; for a
 * person or a household a hyphen is a way of grouping digits, so this is not asked for them.
 *
 * Returns the numbers in their order, the first of each switchboard with its stem.
 */
export function withCompanyStems<T extends Stemmed>(numbers: readonly T[]): readonly T[] {
  const extensions = new Map<string, Set<string>>();
  const flagged = new Set<string>();
  for (const number of numbers) {
    if (number.stem !== null) flagged.add(number.stem);
    const base = baseOf(number);
    if (base === null) continue;
    extensions.set(base, (extensions.get(base) ?? new Set()).add(number.extension ?? ''));
  }
  return numbers.map((number) => {
    const base = baseOf(number);
    if (base === null || number.stem !== null || flagged.has(base)) return number;
    if ((extensions.get(base)?.size ?? 0) < 2) return number;
    flagged.add(base);
    return { ...number, stem: base };
  });
}

/** Digits before an extension that was written apart; null without one. Mobiles never have one (parseStored). */
function baseOf({ digits, extension }: Stemmed): string | null {
  if (digits === null || extension === null || isMobile(digits)) return null;
  return digits.slice(0, -extension.length);
}
