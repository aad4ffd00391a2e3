/** What is kept of wrong PINs, of one person at one desk. */
export interface Tries {
  /** In a row. */
  readonly wrong: number;
  /** ms; before it no other is taken. */
  readonly waitUntil: number;
}

export const NO_TRIES: Tries = { wrong: 0, waitUntil: 0 };

/** After so many only the password lets this person in again; it always does. */
export const MAX_WRONG = 6;

/** ms to wait after so many wrong ones; typing errors come in ones and twos. */
const WAITS: readonly number[] = [0, 0, 0, 30_000, 60_000, 300_000];

export function afterWrong({ wrong }: Tries, now: number): Tries {
  return { wrong: wrong + 1, waitUntil: now + (WAITS[wrong + 1] ?? 0) };
}

export type Admission =
  | { readonly is: 'open' }
  | { readonly is: 'wait'; readonly ms: number }
  /** The password is asked. */
  | { readonly is: 'password' };

/** Whether a PIN is looked at now. A clock that was set back makes nobody wait longer than the longest wait. */
export function admissionOf({ wrong, waitUntil }: Tries, now: number): Admission {
  if (wrong >= MAX_WRONG) return { is: 'password' };
  const ms = Math.min(waitUntil - now, WAITS[wrong] ?? 0);
  return ms > 0 ? { is: 'wait', ms } : { is: 'open' };
}
