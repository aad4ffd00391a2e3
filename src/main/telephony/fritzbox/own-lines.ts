import { isAnsweringMachine, isExtension } from './extension.ts';

/** Which of the box's calls are this agent's. */
export interface OwnLines {
  /** The box's numbers that ring the agent, in any spelling; none: all of them. */
  readonly numbers: readonly string[];
  /** Internal numbers of the agent's phones, `610` or `**610`; none: every phone, but no answering machine. */
  readonly extensions: readonly string[];
}

/** Below this a number that merely ends alike says nothing. */
const TELLING_DIGITS = 5;

/** The box knows its numbers with or without the area code, as whoever set it up typed them. */
export function isOwnNumber({ numbers }: OwnLines, told: string): boolean {
  return numbers.length === 0 || numbers.some((number) => isSameNumber(digitsOf(number), digitsOf(told)));
}

export function isOwnExtension({ extensions }: OwnLines, counted: number): boolean {
  if (extensions.length === 0) return !isAnsweringMachine(counted);
  return extensions.some((internal) => isExtension(internal, counted));
}

function isSameNumber(one: string, other: string): boolean {
  if (one === other) return one !== '';
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= TELLING_DIGITS && long.endsWith(short);
}

/** Significant digits: `+49 (221) 4710-121`, `0221/4710121` and `4710121` end alike. */
function digitsOf(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '');
}
