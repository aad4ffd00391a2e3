import { callingCodeOf } from './calling-code.ts';
import { simplified } from './stored-text.ts';

/** One number out of a text, still as dialled: `+49…`, `00…`, `0…` or without any mark. */
export interface Piece {
  /** Digits before the extension, with a leading `+` where there was one. */
  readonly trunk: string;
  /** Extensions written apart, as typed. */
  readonly extensions: readonly string[];
  /** Last extension of a range that begins with the last of `extensions`. */
  readonly upTo: string | null;
  /** One of the extensions is an explicit 0: the number is a switchboard's. */
  readonly isSwitchboard: boolean;
  /** The extension stands behind a word or an `x`, not merely behind a hyphen. */
  readonly isMarked: boolean;
  /** Something like `4710612/13`: another extension, or more digits? */
  readonly isAmbiguous: boolean;
}

/** Extensions, ranges and lists have at most this many digits. */
const EXTENSION = /^\s*x?\s*-?\s*(\d{1,5})\s*$/;
/** From so many national digits on a number may be complete: what follows may be the next, or an extension. */
const COMPLETE = 6;
const LONGEST_TEXT = 500;

/** Cuts a typed text into numbers, after it has been brought to the small alphabet of stored-text.ts. */
export function piecesOf(text: string): readonly Piece[] {
  const drafts: Draft[] = [];
  let isIgnoring = false;
  for (const { before, text: part } of partsOf(simplified(text.slice(0, LONGEST_TEXT)))) {
    const last = drafts.at(-1);
    const fate: Fate = last ? fateOf(part, before, last, isIgnoring) : 'new';
    if (fate === 'new' || !last) drafts.push({ text: part, more: [], upTo: null, isAmbiguous: false });
    else if (fate === 'join') last.text += ` ${part}`;
    else if (fate === 'extension') last.more.push(extensionIn(part) ?? '');
    else if (fate === 'range') last.upTo = extensionIn(part);
    else if (fate === 'switchboard') last.text += '-0';
    else if (fate === 'ambiguous') last.isAmbiguous = true;
    isIgnoring = fate === 'ignore';
  }
  return drafts.map(pieceOf);
}

interface Draft {
  text: string;
  readonly more: string[];
  upTo: string | null;
  isAmbiguous: boolean;
}

type Fate = 'new' | 'join' | 'switchboard' | 'extension' | 'range' | 'ambiguous' | 'ignore';

function fateOf(part: string, before: string, last: Draft, isIgnoring: boolean): Fate {
  const extension = extensionIn(part);
  const isExplicit = /^\s*[-x]/.test(part);
  if (extension !== null) {
    if (before === '~') return isIgnoring ? 'ignore' : 'range';
    const { extension: first } = split(last.text);
    if (first !== null && isExplicit) return 'extension';
    // `-20/21`, but not `-20 ab 18 Uhr`.
    if (first !== null && extension.length === first.length) return before === ',' ? 'ignore' : 'extension';
    if (isExplicit) return 'join';
    // `030 23125/0`: a 0 alone is no number and no area code.
    if (first === null && before === '/' && extension === '0' && nationalLength(last.text) >= COMPLETE)
      return 'switchboard';
  }
  // `0171,3920012`: an area code alone is no number.
  if (before === '|' && /^\s*0\d{2,4}\s*$/.test(last.text) && /^\s*[1-9][\d\s-]{4,}$/.test(part))
    return 'join';
  if (before === '|' || before === '~') return 'new';
  // `68159 Mannheim, 0621 4710612`: a postcode is not the beginning of a number that has one.
  if (/^\s*[1-9]/.test(last.text) && /^\s*[+0]/.test(part) && digitsIn(part).length >= COMPLETE) return 'new';
  if (nationalLength(last.text) < COMPLETE) return 'join';
  if (/^\s*[+0]/.test(part) || digitsIn(part).length >= 5) return 'new';
  return before === ',' ? 'ignore' : 'ambiguous';
}

function extensionIn(part: string): string | null {
  return EXTENSION.exec(part)?.[1] ?? null;
}

function pieceOf({ text, more, upTo, isAmbiguous }: Draft): Piece {
  const { trunk, extension, isSwitchboard, isMarked } = split(text);
  const extensions = [...(extension === null ? [] : [extension]), ...more];
  const common = {
    isMarked,
    isSwitchboard: isSwitchboard || more.includes('0'),
    isAmbiguous: isAmbiguous || text.includes('?'),
  };
  if (upTo === null || extensions.length > 0) return { ...common, trunk, extensions, upTo };
  // `4710612 bis 615`: the range itself says where the extension begins.
  return { ...common, trunk: trunk.slice(0, -upTo.length), extensions: [trunk.slice(-upTo.length)], upTo };
}

interface Split {
  readonly trunk: string;
  readonly extension: string | null;
  readonly isSwitchboard: boolean;
  readonly isMarked: boolean;
}

function split(text: string): Split {
  const marked = /^([^x]*)x\s*-?\s*(\d{1,5})\s*$/.exec(text);
  if (marked) return { ...splitAt(marked[1] ?? '', marked[2] ?? ''), isMarked: true };
  const hyphened = /^(.*)-\s*(\d{1,5})\s*$/.exec(text);
  const [, before = '', extension = ''] = hyphened ?? [];
  if (hyphened && isExtension(before, extension)) return splitAt(before, extension);
  return { trunk: digitsIn(text), extension: null, isSwitchboard: false, isMarked: false };
}

function splitAt(before: string, extension: string): Split {
  // `34-56-00` is a way of grouping digits, `3456-00` a switchboard.
  const isSwitchboard = extension === '0' || (/^0{2,3}$/.test(extension) && !before.includes('-'));
  return { trunk: digitsIn(before), extension, isSwitchboard, isMarked: false };
}

/** A hyphen may also stand behind the area code (`02233-12345`): what is before it must be more than that. */
function isExtension(before: string, extension: string): boolean {
  if (extension === '0') return digitsIn(before).length >= 4;
  return withoutCountry(before).split(/[\s-]+/).length >= 2 || nationalLength(before) >= COMPLETE;
}

function nationalLength(text: string): number {
  return digitsIn(withoutCountry(text)).replace(/^0/, '').length;
}

/** What follows the country code, where one is written. */
function withoutCountry(text: string): string {
  const digits = digitsIn(text);
  const prefix = /^(?:\+|00)/.exec(digits)?.[0];
  if (prefix === undefined) return text.trim();
  let left = prefix.length + (callingCodeOf(digits.slice(prefix.length))?.length ?? 0);
  let at = 0;
  for (; left > 0 && at < text.length; at++) if (/[\d+]/.test(text[at] ?? '')) left--;
  return text.slice(at).replace(/^[\s-]+|\s+$/g, '');
}

/** Digits, and a `+` that leads them. */
function digitsIn(text: string): string {
  const digits = text.replace(/\D/g, '');
  return /^\D*\+/.test(text) && digits !== '' ? `+${digits}` : digits;
}

interface Part {
  /** What stands before it: `|`, `/`, `,`, `~`, or nothing for the first. */
  readonly before: string;
  readonly text: string;
}

/** The parts with digits in them. A word outweighs what stands beside it: `Mo bis Fr 8` is no range. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  for (const [, marks = '', part = ''] of text.matchAll(/([|/,~](?:[\s|/,~]*[|/,~])?|^)([^|/,~]*)/g)) {
    const before = [',', '~', '|', '/'].find((mark) => marks.includes(mark)) ?? '';
    if (/\d/.test(part)) parts.push({ before, text: part });
  }
  return parts;
}
