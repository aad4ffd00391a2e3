import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutTrunkZero } from '../../phone/calling-code.ts';
import { parseStored } from '../../phone/stored.ts';
import { examine } from './examine.ts';
import type { ClinicNumber, Finding } from './model.ts';

const profile = { country: '49', area: '221', internalLength: 3 };
let count = 0;

/** As a text typed before anything was read out of it. */
const unread = (raw: string, more: Partial<ClinicNumber> = {}): ClinicNumber => ({
  id: `c${String(count++).padStart(6, '0')}`,
  ...{ raw, label: '', digits: null, stem: null, extension: null, state: 'own', ...more },
});
/** As the desk keeps what is typed today. */
const typed = (raw: string): readonly ClinicNumber[] =>
  parseStored(raw, profile).map(({ digits, stem, extension }) => unread(raw, { digits, stem, extension }));

const look = (numbers: readonly ClinicNumber[], isOrganisation = false): readonly Finding[] =>
  examine({ isOrganisation, numbers }, profile);

/** `reason: proposal`, the assumption in brackets. */
function told(finding: Finding | undefined): string {
  if (!finding) return 'good';
  const { reason, proposal } = finding;
  if (!proposal) return `${reason}: nobody knows`;
  const after = proposal.numbers.map(({ digits, stem }) => `${digits}${stem ? `~${stem}` : ''}`).join(' ');
  return `${reason}: ${after || proposal.way}${proposal.assumption ? ` (${proposal.assumption})` : ''}`;
}

describe('a number that is not read', () => {
  it.each([
    ['4710612', 'no-area-code: 492214710612 (area)'],
    ['47 10-612', 'no-area-code: 492214710612 (area)'],
    ['0221 4710612', 'unread: 492214710612'],
    ['O221 471O6l2', 'letters: 492214710612 (letters)'],
    ['0221 47106I2', 'letters: 492214710612 (letters)'],
    ['0221 4710612 o. 0171 3920012', 'two-numbers: 492214710612 491713920012'],
    ['+0221 4710-20 bis -22', 'prefix: 49221471020~492214710 49221471021 49221471022 (prefix)'],
    ['liegt nicht vor', 'letters: nobody knows'],
    ['?', 'no-number: nobody knows'],
    ['030 1', 'too-short: nobody knows'],
    ['0221 47106120000000000', 'too-long: nobody knows'],
    ['+0221 4710612', 'prefix: 492214710612 (prefix)'],
    ['000 49 221 4710612', 'prefix: 492214710612 (prefix)'],
    ['0221 4710612/13', 'two-numbers: 492214710612 492214710613 (split)'],
    ['02214710612022147106 13', 'two-numbers: 492214710612 492214710613 (split)'],
    ['0221 4710612 oder 0171 3920012', 'two-numbers: 492214710612 491713920012'],
    ['0221 4710-20 bis -22', 'range: 49221471020~492214710 49221471021 49221471022'],
    ['612', 'internal: aside'],
  ])('%s → %s', (raw, expected) => {
    expect(told(look([unread(raw)])[0])).toBe(expected);
  });

  it('is completed by no area code where the profile has none', () => {
    const [found] = examine(
      { isOrganisation: false, numbers: [unread('4710612')] },
      { ...profile, area: '' },
    );
    expect(told(found)).toBe('no-area-code: nobody knows');
  });
});

describe('a number that is read', () => {
  it.each([
    '0221 4710612',
    '+43 1 5123456',
    '0221 4710-20 bis -22',
    '0221 4710-0',
    '0221 47106-12 Frau Meier',
  ])('%s as the desk keeps it is good', (raw) => {
    expect(look(typed(raw))).toEqual([]);
  });

  it('leaves a customer number that was once taken for a second number to be put aside', () => {
    const raw = '0221 4710612 KD-Nr. 10482';
    const [read] = typed(raw);
    expect(typed(raw)).toHaveLength(1);
    expect(look([read ?? unread(''), unread(raw)]).map(told)).toEqual(['unread: aside']);
  });

  it('is found where the rest of its text is not', () => {
    const [first] = typed('0221 4710-20 bis -22');
    expect(look([first ?? unread('')]).map(told)).toEqual([
      'range: 49221471020~492214710 49221471021 49221471022',
    ]);
    const [one] = typed('0221 4710612 / 0171 3920012');
    expect(look([one ?? unread('')]).map(told)).toEqual(['two-numbers: 492214710612 491713920012']);
  });

  it('is a main number by what is written, or by what several extensions say', () => {
    const flat = { digits: '4922147100', stem: null, extension: '0' };
    expect(look([unread('0221 4710-0', flat)]).map(told)).toEqual(['main-number: 4922147100~492214710']);
    const extensions = [...typed('0221 4710-20'), ...typed('0221 4710-31')];
    expect(look(extensions, true).map(told)).toEqual(['main-number: 49221471020~492214710']);
    expect(look(extensions)).toEqual([]);
  });

  it('is impossible with a zero behind its country code, or too long, whatever was believed of it', () => {
    const wrong = unread('+49 0049 221 4710612', { digits: '490049221471061' });
    expect(told(look([wrong])[0])).toBe('prefix: 492214710612 (prefix)');
    expect(told(look([unread('x', { digits: '4922147106120000' })])[0])).toBe('too-long: nobody knows');
  });

  it('is another one without the letter that was left out of it', () => {
    expect(told(look([unread('0221 47106I2', { digits: '4922147106' })])[0])).toBe(
      'letters: 492214710612 (letters)',
    );
  });

  it('is an internal one that was stored as one of the town', () => {
    const inside = unread('612', { digits: '49221612' });
    expect(told(look([inside])[0])).toBe('internal: aside');
    const board = { digits: '4922147100', stem: '492214710', extension: '0' };
    expect(told(look([unread('0221 4710-0', board), inside])[0])).toBe('internal: 492214710612 (stem)');
  });
});

describe('the same number twice', () => {
  it('leaves the flagged one, else the labelled, else the first', () => {
    const one = unread('0221 4710612', { digits: '492214710612' });
    const labelled = { ...one, id: 'labelled', raw: '+49 221 4710612', label: 'privat' };
    const found = look([one, labelled]);
    expect(found.map(({ contactId }) => contactId)).toEqual([one.id]);
    expect(told(found[0])).toBe('duplicate: aside');
    expect(look([one, { ...labelled, state: 'former' }])).toEqual([]);
  });

  it('is not made by a repair', () => {
    expect(look([...typed('0221 4710612'), unread('4710612')]).map(told)).toEqual([
      'no-area-code: aside (area)',
    ]);
  });
});

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'0123456789 /-+()OlI,;'), maxLength: 30 }),
);

describe('whatever is in the book', () => {
  it('is examined without an error, and every proposal is a number that can match', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 5 }), fc.boolean(), (raws, isOrganisation) => {
        for (const { proposal } of look(
          raws.map((raw) => unread(raw)),
          isOrganisation,
        ))
          for (const { digits, fault } of proposal?.numbers ?? []) {
            expect(digits).toMatch(/^[1-9]\d{6,14}$/);
            expect(withoutTrunkZero(digits ?? '')).toBe(digits);
            expect(fault).toBeNull();
          }
      }),
    );
  });

  it('has nothing left to find once every proposal has been taken', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 4 }), fc.boolean(), (raws, isOrganisation) => {
        let numbers = raws.map((raw) => unread(raw));
        // A repair may show what was behind it, a main number for instance; it comes to an end.
        for (let round = 0; round < 4; round++) numbers = repaired(numbers, look(numbers, isOrganisation));
        expect(look(numbers, isOrganisation).filter(({ proposal }) => proposal !== null)).toEqual([]);
      }),
    );
  });
});

function repaired(numbers: readonly ClinicNumber[], findings: readonly Finding[]): ClinicNumber[] {
  return numbers.flatMap((number) => {
    const proposal = findings.find(({ contactId }) => contactId === number.id)?.proposal;
    if (!proposal) return [number];
    if (proposal.way === 'aside') return [{ ...number, state: 'former' }];
    return proposal.numbers.map(({ digits, stem, extension }, i) => ({
      ...number,
      ...(i > 0 && { id: `${number.id}.${i}` }),
      ...{ digits, stem, extension },
    }));
  });
}
