import Database from 'better-sqlite3';
import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { features } from '#main/features.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from '#main/host/describe.ts';
import { createReplica } from '#main/replica/replica.ts';
import type { CallerMatch, MatchRule } from '#shared/calls/live-call.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { candidates } from '#shared/phone/candidates.ts';
import { withCompanyStems } from '#shared/phone/company-stems.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { formatNumber } from '#shared/phone/format.ts';
import { parseStored } from '#shared/phone/stored.ts';
import type { StoredNumber } from '#shared/phone/stored.ts';
import type { MatchParty } from './match-set.ts';
import { shownNumber } from './shown-number.ts';

/** What is printed of one number. */
export interface MatchLine {
  /** As given. */
  readonly number: string;
  /** The readings the dial profile allows, as they are looked up: E.164 digits without `+`, or an extension's. */
  readonly candidates: readonly string[];
  readonly rule: MatchRule;
  /** Names as in the set, best first. */
  readonly parties: readonly string[];
  /** The reading that hit. */
  readonly digits?: string;
  /** For `stem`: the digits behind the switchboard's. */
  readonly extension?: string;
  /** The reading that hit, else the likeliest, for a person to read. */
  readonly display?: string;
}

export interface StoredLine {
  readonly party: string;
  readonly number: string;
  /** null where the number can never match; `fault` says why. */
  readonly digits: string | null;
  readonly stem: string | null;
  readonly fault: string | null;
}

export interface Matcher {
  match(number: string): MatchLine;
  /** How every number of the set is stored. */
  readonly stored: readonly StoredLine[];
  close(): void;
}

const NOBODY: CallerMatch = { rule: 'unknown', candidates: [] };

/** The desk's own lookup on a replica in memory: the tables, triggers and ladder are the real ones. */
export function createMatcher(set: readonly MatchParty[], profile: DialProfile): Matcher {
  const raw = new Database(':memory:');
  const { db } = createReplica(raw, {
    migrations: features.flatMap((feature) => feature.migrations),
    tables: sharedFeatures.flatMap((feature) => feature.tables),
    localTables: features.flatMap((feature) => feature.localTables ?? []),
  });
  const stored = store(raw, set, profile);
  const lookup = createCallerLookup({
    index: createNumberIndex(db),
    describe: createDescribe(db, features),
    rank: createRank(db, features),
    people: createPeople(db, features),
    ruleFor: createRuleFor(db, features),
  });
  return {
    stored,
    close: () => raw.close(),
    match(number) {
      const remote = shownNumber(number);
      if (remote.withheld) return { number, candidates: [], ...lineOf(lookup.lookup(remote, profile)) };
      const found = candidates(remote.number ?? '', profile);
      if (found.kind === 'internal') {
        const match = lookup.lookup(remote, profile);
        return { number, candidates: [found.digits], ...lineOf(match), display: found.digits };
      }
      const readings = found.kind === 'external' ? found.digits : typedIn(number, profile);
      const matches =
        found.kind === 'external'
          ? [lookup.lookup(remote, profile)]
          : readings.map((digits) => lookup.lookup({ number: `+${digits}`, withheld: false }, profile));
      const match = matches.find(({ rule }) => rule !== 'unknown') ?? NOBODY;
      const shown = match.digits ?? readings[0];
      const { country } = profile;
      const stem = match.extension ? shown?.slice(0, -match.extension.length) : undefined;
      return {
        number,
        candidates: readings,
        ...lineOf(match),
        ...(shown === undefined ? {} : { display: formatNumber(shown, { country, stem: stem ?? null }) }),
      };
    },
  };
}

/** What no PBX would show, but somebody may type: two numbers in one field, a range of extensions. */
function typedIn(text: string, profile: DialProfile): readonly string[] {
  return parseStored(text, profile).flatMap(({ digits }) => digits ?? []);
}

function lineOf({ rule, candidates: cards, digits, extension }: CallerMatch) {
  return {
    rule,
    parties: cards.map(({ name }) => name),
    ...(digits === undefined ? {} : { digits }),
    ...(extension === undefined ? {} : { extension }),
  };
}

function store(
  raw: Database.Database,
  set: readonly MatchParty[],
  profile: DialProfile,
): readonly StoredLine[] {
  const party = raw.prepare(
    `INSERT INTO party (id, scope_id, ver, kind, status, name, sort_name, note)
     VALUES (?, 'set', 1, ?, 'customer', ?, ?, '')`,
  );
  const contact = raw.prepare(
    `INSERT INTO contact_point (id, scope_id, ver, party_id, kind, label, raw, digits, stem)
     VALUES (?, 'set', 1, ?, 'phone', '', ?, ?, ?)`,
  );
  const lines: StoredLine[] = [];
  raw.transaction(() => {
    for (const [i, { party: name, kind, numbers }] of set.entries()) {
      const id = `party-${String(i).padStart(8, '0')}`;
      party.run(id, kind, name, name);
      for (const [j, { raw: text, digits, stem, fault }] of numbersOf(kind, numbers, profile).entries()) {
        contact.run(`${id}-${String(j)}`, id, text, digits, stem);
        lines.push({ party: name, number: text, digits, stem, fault });
      }
    }
  })();
  return lines;
}

function numbersOf(
  kind: MatchParty['kind'],
  numbers: readonly string[],
  profile: DialProfile,
): readonly StoredNumber[] {
  const all = numbers.flatMap((number) => parseStored(number, profile));
  return kind === 'organisation' ? withCompanyStems(all) : all;
}
