import { isE164Length, townPrefix } from '../../phone/calling-code.ts';
import { withCompanyStems } from '../../phone/company-stems.ts';
import type { DialProfile } from '../../phone/dial-profile.ts';
import { parseStored } from '../../phone/stored.ts';
import type { StoredNumber } from '../../phone/stored.ts';
import { guess, isPossible, readAll, withoutLookalikes } from './mistyped.ts';
import type { ClinicNumber, Finding, Proposal, Reason } from './model.ts';

export type ExamineProfile = Pick<DialProfile, 'country' | 'area' | 'internalLength'>;

export interface ExaminedParty {
  readonly isOrganisation: boolean;
  /** All of its telephone numbers; former ones are left alone. */
  readonly numbers: readonly ClinicNumber[];
}

/** What of a party is known before one of its numbers is looked at. */
interface Known {
  readonly profile: ExamineProfile;
  readonly live: readonly ClinicNumber[];
  readonly digits: ReadonlySet<string>;
  readonly stems: Set<string>;
  /** Stems that several extensions of an organisation say together, by contact point. */
  readonly companyStems: ReadonlyMap<string, string>;
  /** Texts whose missing numbers one of their entries has been given already. */
  readonly texts: Set<string>;
}

/** What is wrong with the numbers of a party, at most one finding each, in their order. Never throws. */
export function examine(party: ExaminedParty, profile: ExamineProfile): readonly Finding[] {
  const live = party.numbers.filter(({ state }) => state !== 'former');
  const known: Known = {
    profile,
    live,
    digits: new Set(live.flatMap(({ digits }) => digits ?? [])),
    stems: new Set(live.flatMap(({ stem }) => stem ?? [])),
    companyStems: party.isOrganisation ? companyStemsOf(live) : new Map(),
    texts: new Set(),
  };
  return live.flatMap((number) => {
    const found = examineOne(number, known);
    return found ? [{ contactId: number.id, ...found }] : [];
  });
}

type Found = Omit<Finding, 'contactId'>;

const ASIDE: Proposal = { way: 'aside', numbers: [], assumption: null };
const reading = (numbers: readonly StoredNumber[]): Proposal => ({
  way: 'number',
  numbers,
  assumption: null,
});

function examineOne(number: ClinicNumber, known: Known): Found | null {
  if (isTwin(number, known.live)) return { reason: 'duplicate', proposal: ASIDE };
  if (isInternal(number, known.profile))
    return { reason: 'internal', proposal: ofSwitchboard(number, known) };
  const letters = lettered(number, known);
  if (letters) return letters;
  if (number.digits === null) return unreadable(number, known);
  return impossible(number, number.digits, known) ?? incomplete(number, number.digits, known);
}

/** Of the entries of one number one stays: the flagged one, else the labelled one, else the first. */
function isTwin(number: ClinicNumber, live: readonly ClinicNumber[]): boolean {
  const key = keyOf(number);
  const twins = live.filter((other) => keyOf(other) === key);
  const kept = twins.find(({ stem }) => stem !== null) ?? twins.find(({ label }) => label !== '') ?? twins[0];
  return twins.length > 1 && kept?.id !== number.id;
}

const keyOf = ({ digits, raw }: ClinicNumber): string => digits ?? `? ${raw.replace(/[\s/.-]/g, '')}`;

const plainDigits = (raw: string): string => (/^[\d\s/.-]+$/.test(raw) ? raw.replace(/\D/g, '') : '');

/** As short as the house's own extensions, and yet somebody else's: no caller from outside has such a number. */
function isInternal(
  { raw, digits }: ClinicNumber,
  { country, area, internalLength }: ExamineProfile,
): boolean {
  const plain = plainDigits(raw);
  if (plain === '' || plain.startsWith('0') || plain.length > internalLength) return false;
  return digits === null || digits === townPrefix(country, area) + plain;
}

function ofSwitchboard({ raw }: ClinicNumber, { live, digits: held }: Known): Proposal {
  const stems = [...new Set(live.flatMap(({ stem }) => stem ?? []))];
  const [stem] = stems;
  const extension = plainDigits(raw);
  const digits = `${stem ?? ''}${extension}`;
  if (stem === undefined || stems.length > 1 || held.has(digits) || !isE164Length(digits)) return ASIDE;
  const whole: StoredNumber = { raw, digits, stem: null, extension, fault: null };
  return { way: 'number', numbers: [whole], assumption: 'stem' };
}

/** `0221 47106I2`: a reading without the letter is another number. */
function lettered({ raw, digits }: ClinicNumber, known: Known): Found | null {
  const text = withoutLookalikes(raw);
  const numbers = text === raw ? null : readAll(text, known.profile);
  if (!numbers || numbers.some((one) => one.digits === digits)) return null;
  return {
    reason: 'letters',
    proposal: fresh({ way: 'number', numbers, assumption: 'letters' }, known),
  };
}

function unreadable({ raw }: ClinicNumber, known: Known): Found {
  const parsed = parseStored(raw, known.profile);
  const fault = parsed.find((each) => each.fault !== null)?.fault;
  if (fault === undefined || fault === null) {
    if (!readAll(raw, known.profile)) return { reason: 'prefix', proposal: guessed(raw, known) };
    return { reason: parsed.length > 1 ? manyIn(parsed) : 'unread', proposal: fresh(reading(parsed), known) };
  }
  // Where some of the text can be read, nobody knows which words the rest is.
  const proposal = parsed.length > 1 ? null : guess(raw, known.profile);
  return { reason: reasonOf(raw, fault, proposal), proposal: proposal && fresh(proposal, known) };
}

function reasonOf(
  raw: string,
  fault: Exclude<StoredNumber['fault'], null>,
  proposal: Proposal | null,
): Reason {
  const isLettered = fault === 'no-number' && /\p{L}/u.test(raw);
  if (isLettered || withoutLookalikes(raw) !== raw) return 'letters';
  if (proposal?.assumption === 'split') return 'two-numbers';
  return fault === 'no-such-country' ? 'prefix' : fault;
}

/** Without what the party has already; where that is all of it, the entry only stands in the way. */
function fresh(proposal: Proposal, { digits: held }: Known): Proposal {
  const numbers = proposal.numbers.filter(({ digits }) => digits !== null && !held.has(digits));
  return numbers.length > 0 ? { ...proposal, numbers } : { ...ASIDE, assumption: proposal.assumption };
}

function impossible({ raw }: ClinicNumber, digits: string, known: Known): Found | null {
  if (isPossible(digits)) return null;
  const reason = !isE164Length(digits) ? (digits.length < 8 ? 'too-short' : 'too-long') : 'prefix';
  const read = readAll(raw, known.profile);
  if (read && !read.some((one) => one.digits === digits))
    return { reason, proposal: fresh(reading(read), known) };
  return { reason, proposal: guessed(raw, known) };
}

function guessed(raw: string, known: Known): Proposal | null {
  const proposal = guess(raw, known.profile);
  return proposal && fresh(proposal, known);
}

/** Numbers that are in the text and nowhere in the party, and a main number that is not flagged as one. */
function incomplete(number: ClinicNumber, digits: string, known: Known): Found | null {
  const { raw, stem } = number;
  const parsed = readAll(raw, known.profile) ?? [];
  const own = parsed.find((one) => one.digits === digits);
  if (!own) return companyStem(number, digits, known);
  const missing = parsed.filter((one) => one.digits !== null && !known.digits.has(one.digits));
  if (missing.length > 0 && !known.texts.has(raw)) {
    known.texts.add(raw);
    return { reason: manyIn(parsed), proposal: reading([own, ...missing]) };
  }
  if (own.stem !== null && stem === null && !known.stems.has(own.stem)) {
    known.stems.add(own.stem);
    return { reason: 'main-number', proposal: reading([own]) };
  }
  return companyStem(number, digits, known);
}

function companyStem({ id, raw, extension }: ClinicNumber, digits: string, known: Known): Found | null {
  const stem = known.companyStems.get(id);
  if (stem === undefined || known.stems.has(stem)) return null;
  known.stems.add(stem);
  return { reason: 'main-number', proposal: reading([{ raw, digits, stem, extension, fault: null }]) };
}

function companyStemsOf(live: readonly ClinicNumber[]): ReadonlyMap<string, string> {
  const numbers = live.map(({ raw, digits, stem, extension }) => ({
    raw,
    digits,
    stem,
    extension,
    fault: null,
  }));
  return new Map(
    withCompanyStems(numbers).flatMap(({ stem }, i): [string, string][] => {
      const number = live[i];
      return number && stem !== null && number.stem === null ? [[number.id, stem]] : [];
    }),
  );
}

/** Extensions of one number are a range, anything else are several numbers. */
function manyIn(parsed: readonly StoredNumber[]): 'range' | 'two-numbers' {
  const bases = new Set(
    parsed.map(({ digits, extension }) =>
      digits === null || extension === null ? null : digits.slice(0, -extension.length),
    ),
  );
  return bases.size === 1 && !bases.has(null) ? 'range' : 'two-numbers';
}
