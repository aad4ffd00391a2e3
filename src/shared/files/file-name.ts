/** Letters and digits of any script; on every system a name of so many bytes can be kept. */
const MOST_BYTES = 200;
const MOST_CHARS = 120;
const LONGEST_ENDING = 16;
const NAMELESS = 'unnamed';

/** Names that mean a device to Windows, whatever their ending. */
const DEVICES =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)$/i;

/** Controls, marks of direction (RTL override) and other signs without a picture, broken surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A name under which a file can be kept on every system, and which shows what it is: the last part of a path, without
 * anything invisible, no device of Windows, not hidden, no longer than a name may be. Never empty; what is clean stays.
 */
export function cleanFileName(given: string): string {
  let name = cleanedOnce(given);
  // What is cut off can bare another dot. Each further pass takes something away, so there is a last one.
  for (let again = cleanedOnce(name); again !== name; again = cleanedOnce(name)) name = again;
  return name;
}

function cleanedOnce(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  // What an invisible sign has kept apart may belong together: composed after it is gone.
  const visible = last
    .replaceAll(INVISIBLE, '')
    .normalize('NFC')
    .replaceAll(FORBIDDEN, '_')
    .replaceAll(/\s+/gu, ' ');
  const whole = trimmed(visible);
  const [base = ''] = whole.split('.');
  const { stem, ending } = partsOf(DEVICES.test(base.trim()) ? `_${whole}` : whole);
  return trimmed(shortened(stem, ending) + ending) || NAMELESS;
}

export const isCleanFileName = (name: string): boolean => cleanFileName(name) === name;

/** What comes after the last dot, in small letters; empty: nothing does. */
export function endingOf(name: string): string {
  return partsOf(name).ending.slice(1).toLowerCase();
}

/** The same name for a second file: `Brief (2).pdf`. */
export function numbered(name: string, count: number): string {
  const { stem, ending } = partsOf(name);
  const mark = ` (${count})`;
  return cleanFileName(shortened(stem, mark + ending, MOST_CHARS - mark.length) + mark + ending);
}

/** Dots in front hide a file; Windows drops those at the end, and spaces. */
const trimmed = (name: string): string => name.replaceAll(/^[\s.]+|[\s.]+$/gu, '');

function partsOf(name: string): { readonly stem: string; readonly ending: string } {
  const dot = name.lastIndexOf('.');
  const isEnding = dot > 0 && name.length - dot - 1 <= LONGEST_ENDING && !/\s/u.test(name.slice(dot));
  return isEnding ? { stem: name.slice(0, dot), ending: name.slice(dot) } : { stem: name, ending: '' };
}

const encoder = new TextEncoder();

/** By whole characters. */
function shortened(stem: string, ending: string, most = MOST_CHARS): string {
  const chars = [...stem].slice(0, most);
  while (encoder.encode(chars.join('') + ending).length > MOST_BYTES) chars.pop();
  return trimmed(chars.join(''));
}
