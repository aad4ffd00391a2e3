import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { dialProfile, INBOUND_FORMATS } from '#shared/phone/dial-profile.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { createMatcher } from './match/matcher.ts';
import { readMatchSet } from './match/match-set.ts';
import type { MatchParty } from './match/match-set.ts';

const help = `npm run match -- --data FILE.json [profile] NUMBER…

Looks numbers up, as a PBX shows them or as people write them, among a given set of customers, with the desk's own
dial profile, tables and match ladder. One JSON line a number:
{"number","candidates","rule","parties","digits","extension","display"}.

  --data FILE             [{"party":"…","kind":"person|organisation|household","numbers":["…"]}]
  --stored                first print how each number of the set is stored, one JSON line each:
                          {"party","number","digits","stem","fault"}
  --country 49            the PBX's country code
  --area 621              its area code without the 0; none: local numbers cannot be completed
  --outside-line 0        what fetches an outside line; none when empty
  --internal-length 3     numbers up to so many digits are the house's own
  --format auto           how callers from outside are shown: ${INBOUND_FORMATS.join(' | ')}
  --help                  this

A NUMBER that begins with a hyphen goes after "--". Without a NUMBER, one is read from each line of stdin.
Exit code 2: wrong use, or a file that cannot be understood.
`;

const options = {
  data: { type: 'string' },
  stored: { type: 'boolean', default: false },
  country: { type: 'string', default: '49' },
  area: { type: 'string', default: '' },
  'outside-line': { type: 'string', default: '' },
  'internal-length': { type: 'string', default: '3' },
  format: { type: 'string', default: 'auto' },
  help: { type: 'boolean', default: false },
} as const;

/** Wrong use, told in one line. */
class UsageError extends Error {}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

type Flags = ReturnType<typeof parse>['values'];

/** Each field of the profile: its flag, and what that wants. */
const WANTED: Readonly<Record<string, readonly [keyof Flags, string]>> = {
  inbound: ['format', `one of ${INBOUND_FORMATS.join(', ')}`],
  outsideLine: ['outside-line', 'at most four of 0-9, * and #, such as 0'],
  country: ['country', 'a country code of one to three digits, such as 49'],
  area: ['area', 'an area code of at most six digits, such as 621'],
  internalLength: ['internal-length', 'a whole number from 0 to 8, such as 3'],
};

function profileOf(flags: Flags): DialProfile {
  const length = flags['internal-length'];
  const profile = dialProfile.safeParse({
    inbound: flags.format,
    outsideLine: flags['outside-line'],
    country: flags.country.replace(/^\+|^00/, ''),
    area: flags.area.replace(/^0/, ''),
    internalLength: /^\d+$/.test(length) ? Number(length) : undefined,
  });
  if (profile.success) return profile.data;
  const [flag, wanted] = WANTED[String(profile.error.issues[0]?.path[0])] ?? ['help', 'not understood'];
  throw new UsageError(`--${flag} is "${String(flags[flag])}"; wanted is ${wanted}`);
}

/** @throws UsageError where nothing can be read, and for text that is not UTF-8: names would come out wrong */
function textOf(file: string | number): string {
  const name = file === 0 ? 'stdin' : String(file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`cannot read ${name}: ${messageOf(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8: save it as UTF-8 and try again`);
  }
}

function setOf(file: string): readonly MatchParty[] {
  try {
    return readMatchSet(textOf(file));
  } catch (error) {
    throw error instanceof AppError ? new UsageError(`${file}: ${error.message}`) : error;
  }
}

function main(args: string[]): void {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.data === undefined) throw new UsageError('no --data: name the file with the customers');
  const profile = profileOf(values);
  const matcher = createMatcher(setOf(values.data), profile);
  const print = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  if (values.stored) for (const line of matcher.stored) print(line);
  const numbers =
    positionals.length > 0 || values.stored
      ? positionals
      : textOf(0)
          .split(/\r?\n/)
          .filter((line) => line.trim() !== '');
  for (const number of numbers) print(matcher.match(number));
  matcher.close();
}

// Whoever reads may have had enough: `npm run match … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`match: ${error.message}\nSee --help.\n`);
  process.exitCode = 2;
}
