export const SHORTEST_PIN = 4;
export const LONGEST_PIN = 8;

/** What is wrong with a PIN, before anybody may choose it; undefined: nothing. */
export type PinFault = 'length' | 'digits' | 'repeated' | 'sequence';

/** In ASCII digits alone: what a keypad gives. */
export function pinFault(pin: string): PinFault | undefined {
  if (!/^[0-9]*$/.test(pin)) return 'digits';
  if (pin.length < SHORTEST_PIN || pin.length > LONGEST_PIN) return 'length';
  if (isRepeated(pin)) return 'repeated';
  return isSequence(pin) ? 'sequence' : undefined;
}

/** One part again and again: 0000, 1212, 123123, 12341234; the last one may be cut off, 12121. */
function isRepeated(pin: string): boolean {
  for (let length = 1; length <= pin.length / 2; length++) {
    const part = pin.slice(0, length);
    if (part.repeat(Math.ceil(pin.length / length)).startsWith(pin)) return true;
  }
  return false;
}

/** Up or down by the same step, past 9 and 0 as well: 1234, 8901, 9876, 2468. */
function isSequence(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10));
  return steps.size === 1;
}
