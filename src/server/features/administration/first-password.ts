/** Nothing that is taken for something else when it is read out or written down. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** `k7qm-4xrt-9wpc-ab3d`: 79 random bits, to be told once. `random(n)` is a whole number below n. */
export function firstPassword(random: (below: number) => number): string {
  const letter = (): string => LETTERS.charAt(random(LETTERS.length));
  const group = (): string => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
