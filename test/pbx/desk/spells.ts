/** Digits of a number that are the same however it is written: the subscriber's. */
const TAIL = 8;

/** Whether a text holds the number, in E.164, national or local, however it is grouped. */
export function spells(text: string, digits: string): boolean {
  return new RegExp([...digits.slice(-TAIL)].join('[ /().-]{0,3}')).test(text);
}
