import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { choosable } from '#shared/calls/choosable.ts';
import type { CallerCard, PersonCard } from '#shared/calls/live-call.ts';
import type { RemoteParty } from '#shared/calls/call-event.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { patternsFor } from '#shared/phone/number-rule.ts';
import type { NumberRule, NumberRuleKind } from '#shared/phone/number-rule.ts';
import { parseStored } from '#shared/phone/stored.ts';
import { coreMigrations } from '../replica/core-migrations.ts';
import type { ReadableDb } from '../replica/db.ts';
import { createCallerLookup } from './caller-lookup.ts';
import { createNumberIndex, FIND_EXTENSION, FIND_FORMER, FIND_NUMBERS, PHONE_KIND } from './number-index.ts';

const profile: DialProfile = {
  inbound: 'auto',
  outsideLine: '0',
  country: '49',
  area: '221',
  internalLength: 3,
};

let db: Database.Database;
let hidden: Set<string>;
let weights: Map<string, number>;
let described: string[];
let rules: Map<string, NumberRule>;
let people: Map<string, readonly PersonCard[]>;

beforeEach(() => {
  db = new Database(':memory:');
  for (const { sql } of coreMigrations) db.exec(sql);
  hidden = new Set();
  weights = new Map();
  described = [];
  rules = new Map();
  people = new Map();
});

function store(digits: string, kind: number, id: string, type = 'party'): void {
  const contact = `${id}-${digits}-${kind}`;
  db.prepare('INSERT INTO phone VALUES (?, ?, ?, ?, ?)').run(digits, kind, type, id, contact);
}

/** As the feature's triggers do it: an exact row for each number, a stem row where one was flagged. */
function storeTyped(text: string, id: string): void {
  for (const { digits, stem } of parseStored(text, profile)) {
    if (digits) store(digits, PHONE_KIND.exact, id);
    if (stem) store(stem, PHONE_KIND.stem, id);
  }
}

function lookup() {
  return createCallerLookup({
    // A connection of better-sqlite3 that nobody else writes to while it is read.
    index: createNumberIndex(db as unknown as ReadableDb),
    describe: (type, ids) => {
      described.push(...ids);
      const cards = ids
        .filter((id) => !hidden.has(id))
        .map((id): CallerCard => ({ ref: { type, id }, name: id, detail: '' }));
      return new Map(cards.map((card) => [card.ref.id, card]));
    },
    rank: () => weights,
    people: (firms) => firms.flatMap(({ id }) => people.get(id) ?? []),
    ruleFor(found) {
      const probe = patternsFor(found).find(({ pattern }) => rules.has(pattern));
      const rule = probe && rules.get(probe.pattern);
      return rule && { ...rule, digits: probe.digits };
    },
  });
}

/** `exact: erika @ 49221…`, `stem: kessler @ 4930… + 247` */
function match(caller: string | RemoteParty): string {
  const remote = typeof caller === 'string' ? { number: caller } : caller;
  const { rule, candidates, digits, extension } = lookup().lookup(remote, profile);
  const names = candidates.map(({ name }) => name).join(', ');
  return `${rule}: ${names}${digits ? ` @ ${digits}` : ''}${extension ? ` + ${extension}` : ''}`;
}

describe('who is calling', () => {
  it('is not asked for a withheld caller, whatever else is known of it', () => {
    storeTyped('0221 4710612', 'erika');
    expect(match({ number: '02214710612', name: 'Erika', withheld: true })).toBe('withheld: ');
    expect(described).toEqual([]);
  });

  it('is unknown without a number', () => {
    expect(match({})).toBe('unknown: ');
    expect(match('anonymous')).toBe('unknown: ');
    expect(match('02214710612')).toBe('unknown: ');
  });

  it('is a colleague at an extension of the house, and nobody else', () => {
    store('202', PHONE_KIND.extension, 'mehmet', 'staff');
    store('203', PHONE_KIND.exact, 'erika');
    expect(match('202')).toBe('own-extension: mehmet @ 202');
    expect(match('203')).toBe('own-extension: ');
    expect(lookup().colleague('202')?.name).toBe('mehmet');
    expect(lookup().colleague('203')).toBeUndefined();
    expect(lookup().colleague("2'; --")).toBeUndefined();
  });

  describe('of a number of the house', () => {
    const own: DialProfile = { ...profile, ownNumbers: ['+4922147101-xx', '+493023125'] };
    const matchOwn = (number: string): string => {
      const { rule, candidates, digits } = lookup().lookup({ number }, own);
      return `${rule}: ${candidates.map(({ name }) => name).join(', ')}${digits ? ` @ ${digits}` : ''}`;
    };

    it('is the colleague with that extension, however the call came back to the house', () => {
      store('21', PHONE_KIND.extension, 'nadine', 'staff');
      storeTyped('0221 47101-0', 'kv');
      expect(matchOwn('+49 221 47101-21')).toBe('own-extension: nadine @ 492214710121');
      expect(matchOwn('4710121')).toBe('own-extension: nadine @ 492214710121');
      expect(match('+492214710121')).toBe('stem: kv @ 492214710121 + 21');
    });

    it('is the house where nobody has it, not somebody at a switchboard of that name and no stranger', () => {
      storeTyped('0221 47101-0', 'kv');
      expect(matchOwn('02214710199')).toBe('own-extension:  @ 492214710199');
      expect(matchOwn('030 23125')).toBe('own-extension:  @ 493023125');
      expect(matchOwn('02214710123 4')).toBe('stem: kv @ 4922147101234');
    });

    it('is whoever has stored the whole number, and a rule goes before', () => {
      storeTyped('0221 47101-55', 'canteen');
      expect(matchOwn('02214710155')).toBe('exact: canteen @ 492214710155');
      rules.set('+492214710155', { pattern: '+492214710155', kind: 'reject', note: 'why' });
      rules.set('+492214710199', { pattern: '+492214710199', kind: 'reject', note: 'why' });
      expect(matchOwn('02214710155')).toBe('rejected:  @ 492214710155');
      expect(matchOwn('02214710199')).toBe('rejected:  @ 492214710199');
      store('99', PHONE_KIND.extension, 'mehmet', 'staff');
      expect(matchOwn('02214710199')).toBe('own-extension: mehmet @ 492214710199');
    });
  });

  it.each(['+492214710612', '00492214710612', '02214710612', '002214710612', '4710612', '492214710612'])(
    'is the one party with exactly that number, shown as %s',
    (raw) => {
      storeTyped('+49 (0)221 / 47 10 - 612', 'erika');
      expect(match(raw)).toBe('exact: erika @ 492214710612');
    },
  );

  it('is for the agent to say when several have the number, the heaviest first', () => {
    storeTyped('0221 4710612', 'erika');
    storeTyped('0221 4710612', 'frank');
    storeTyped('0221 4710612', 'household');
    weights = new Map([
      ['frank', 2],
      ['household', 1],
    ]);
    expect(match('02214710612')).toBe('shared: frank, household, erika @ 492214710612');
  });

  it('is one party, though the number was stored twice with it', () => {
    store('492214710612', PHONE_KIND.exact, 'erika');
    db.prepare('INSERT INTO phone VALUES (?, 0, ?, ?, ?)').run(
      '492214710612',
      'party',
      'erika',
      'another contact',
    );
    expect(match('02214710612')).toBe('exact: erika @ 492214710612');
  });

  it('is somebody at a switchboard when only its stem is known', () => {
    storeTyped('030 23125 2-0', 'kessler');
    expect(match('03023125247')).toBe('stem: kessler @ 493023125247 + 47');
    expect(match('030231252')).toBe('unknown: ');
    expect(match('0302312520')).toBe('exact: kessler @ 49302312520');
    expect(match('03023125212345')).toBe('stem: kessler @ 493023125212345 + 12345');
  });

  it('has at most five digits behind a stem', () => {
    storeTyped('030 2312-0', 'short stem');
    expect(match('030231212345')).toBe('stem: short stem @ 4930231212345 + 12345');
    expect(match('0302312123456')).toBe('unknown: ');
  });

  it('takes the exact number before any stem', () => {
    storeTyped('030 23125 2-0', 'kessler');
    storeTyped('030 23125 247', 'ute');
    expect(match('03023125247')).toBe('exact: ute @ 493023125247');
  });

  it('takes the longest stem, and names all who share it', () => {
    storeTyped('030 23125-0', 'group');
    storeTyped('030 23125 2-0', 'kessler');
    storeTyped('030 23125 2-0', 'sister firm');
    expect(match('03023125247')).toBe('stem: kessler, sister firm @ 493023125247 + 47');
  });

  it('never makes a stem of the trailing 0 of a private number', () => {
    storeTyped('030 23125 620', 'private');
    expect(match('03023125620')).toBe('exact: private @ 493023125620');
    expect(match('03023125625')).toBe('unknown: ');
    expect(match('0302312562')).toBe('unknown: ');
  });

  it('never takes a stem for a number or a number for a stem', () => {
    store('493023125', PHONE_KIND.stem, 'kessler');
    store('4930231256', PHONE_KIND.exact, 'private');
    expect(match('+493023125')).toBe('unknown: ');
    expect(match('+49302312561')).toBe('stem: kessler @ 49302312561 + 61');
  });

  it('believes the dial profile before a reading that would hit as well', () => {
    // 006213456217 behind outside line 0 is Mannheim; read as 00… it is a number abroad.
    store('496213456217', PHONE_KIND.exact, 'mannheim');
    store('6213456217', PHONE_KIND.exact, 'abroad');
    expect(match('006213456217')).toBe('exact: mannheim @ 496213456217');
    db.exec("DELETE FROM phone WHERE ref_id = 'mannheim'");
    expect(match('006213456217')).toBe('exact: abroad @ 6213456217');
  });

  it('takes an exact hit of a later reading before a stem of the first', () => {
    store('4962134562', PHONE_KIND.stem, 'stem');
    store('6213456217', PHONE_KIND.exact, 'abroad');
    expect(match('006213456217')).toBe('exact: abroad @ 6213456217');
  });

  it('climbs on when nobody on a rung may be shown', () => {
    storeTyped('030 23125 2-0', 'kessler');
    storeTyped('030 23125 247', 'ute');
    hidden.add('ute');
    expect(match('03023125247')).toBe('stem: kessler @ 493023125247 + 47');
    hidden.add('kessler');
    expect(match('03023125247')).toBe('unknown: ');
  });

  it('names the people of a firm whose extension is unknown, beside the firm and never instead of it', () => {
    storeTyped('030 23125 2-0', 'kessler');
    const ute = { ref: { type: 'party', id: 'ute' }, name: 'ute', detail: '', place: 'Einkauf' };
    people.set('kessler', [ute]);
    const asked = (number: string) => lookup().lookup({ number }, profile);
    expect(asked('03023125247')).toMatchObject({ candidates: [{ name: 'kessler' }], people: [ute] });
    expect(asked('0302312520').people).toBeUndefined();
    expect(choosable(asked('03023125247')).map(({ name }) => name)).toEqual(['kessler', 'ute']);
  });

  it('hints at who had the number once, and says it of nobody', () => {
    store('492214710612', PHONE_KIND.former, 'erika');
    expect(match('02214710612')).toBe('unknown: ');
    expect(lookup().lookup({ number: '02214710612' }, profile).former).toMatchObject([{ name: 'erika' }]);
    hidden.add('erika');
    expect(lookup().lookup({ number: '02214710612' }, profile).former).toBeUndefined();
    store('492214710612', PHONE_KIND.exact, 'frank');
    expect(lookup().lookup({ number: '02214710612' }, profile)).not.toHaveProperty('former');
  });

  it('shows no more than one can choose from', () => {
    for (let i = 0; i < 300; i++) store('492214710612', PHONE_KIND.exact, `p${i}`);
    weights.set('p299', 1);
    const { candidates } = lookup().lookup({ number: '02214710612' }, profile);
    expect(candidates).toHaveLength(50);
    expect(candidates[0]?.name).toBe('p299');
  });
});

describe('a number rule', () => {
  const rule = (pattern: string, kind: NumberRuleKind): void =>
    void rules.set(pattern, { pattern, kind, note: 'why' });

  it('comes before whoever has the number, and nobody is looked up', () => {
    storeTyped('0221 4710612', 'erika');
    rule('+492214710612', 'reject');
    expect(match('02214710612')).toBe('rejected:  @ 492214710612');
    expect(lookup().lookup({ number: '02214710612' }, profile).note).toBe('why');
    expect(described).toEqual([]);
  });

  it.each([
    ['ignore', 'ignored'],
    ['reject', 'rejected'],
    ['internal', 'internal-rule'],
  ] as const)('%s makes it %s', (kind, expected) => {
    rule('+4922147*', kind);
    expect(match('02214710612')).toBe(`${expected}:  @ 492214710612`);
  });

  it('comes after withheld and after a colleague, before an extension that is nobody’s', () => {
    store('202', PHONE_KIND.extension, 'mehmet', 'staff');
    rule('2*', 'ignore');
    expect(match('202')).toBe('own-extension: mehmet @ 202');
    expect(match('203')).toBe('ignored:  @ 203');
    expect(match('303')).toBe('own-extension: ');
    expect(match({ number: '203', withheld: true })).toBe('withheld: ');
  });

  it('comes before a stem and before the unknown', () => {
    storeTyped('030 23125 2-0', 'kessler');
    rule('+493023125*', 'internal');
    expect(match('03023125247')).toBe('internal-rule:  @ 493023125247');
    expect(match('03023125900')).toBe('internal-rule:  @ 493023125900');
    expect(match('03023124900')).toBe('unknown: ');
  });
});

describe('the query plan', () => {
  it.each([
    ['numbers', FIND_NUMBERS, ['["1"]', 1]],
    ['extensions', FIND_EXTENSION, ['1']],
    ['former numbers', FIND_FORMER, ['1']],
  ] as const)('of %s seeks in the primary key and scans no table', (_name, sql, params) => {
    const plan = db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params)
      .map(({ detail }) => detail);
    expect(plan).toContain('SEARCH phone USING PRIMARY KEY (digits=? AND kind=?)');
    expect(
      plan.filter((line) => line.startsWith('SCAN') && !line.startsWith('SCAN probe VIRTUAL TABLE')),
    ).toEqual([]);
    expect(plan.join()).not.toContain('TEMP B-TREE');
  });
});
