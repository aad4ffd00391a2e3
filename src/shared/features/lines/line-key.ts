import { isE164Length } from '../../phone/calling-code.ts';
import { candidates } from '../../phone/candidates.ts';
import type { DialProfile } from '../../phone/dial-profile.ts';
import { parseStored } from '../../phone/stored.ts';
import { fold } from '../../text/fold.ts';

/** Longest key there is; a name of a queue is shorter. */
export const LONGEST_KEY = 80;

/**
 * A line as somebody types it, in the one spelling it is kept in: the E.164 digits of a number of the house with their
 * `+`, else the name of a queue, folded. Empty: nothing is left of it. Never throws.
 */
export function lineKeyOf(text: string, profile: DialProfile): string {
  const [number, ...others] = parseStored(text, profile);
  if (number?.digits && others.length === 0) return `+${number.digits}`;
  return fold(text).replace(/\s+/g, ' ').trim().slice(0, LONGEST_KEY).trim();
}

/**
 * What a line may be kept as that the telephone system tells of, likeliest first: by name, by number, then by the main
 * number before an extension, for an extension without a greeting of its own is answered as the house is.
 */
export function lineKeysOf(told: string, profile: DialProfile): readonly string[] {
  const found = candidates(told, profile);
  const numbers = found.kind === 'external' ? found.digits : [];
  const mains = numbers.flatMap((digits) =>
    Array.from({ length: profile.internalLength }, (_, i) => digits.slice(0, -1 - i)).filter(isE164Length),
  );
  const keys = [lineKeyOf(told, profile), ...[...numbers, ...mains].map((digits) => `+${digits}`)];
  return [...new Set(keys)].filter((key) => key !== '');
}
