import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStored } from './stored.ts';

const germany = { country: '49' };

/** `digits`, `digits~stem` for a switchboard, `!fault`; several numbers side by side. */
function read(text: string, country = '49'): string {
  return parseStored(text, { country })
    .map(({ digits, stem, fault }) => (fault ? `!${fault}` : `${digits}${stem ? `~${stem}` : ''}`))
    .join(' ');
}

describe('a number somebody typed', () => {
  it.each([
    // one number
    ['0621/3456217', '496213456217'],
    ['0621 3456217', '496213456217'],
    ['0621-3456217', '496213456217'],
    ['(0621) 3456217', '496213456217'],
    ['(0621)3456217', '496213456217'],
    ['0621 / 34 56 217', '496213456217'],
    ['0 621 / 34 56 217', '496213456217'],
    ['0621.3456.217', '496213456217'],
    ['+49 (0)621 3456-217', '496213456217'],
    ['+49 (0) 621 / 3456-217', '496213456217'],
    ['+49(0621)3456217', '496213456217'],
    ['(+49) 621 3456217', '496213456217'],
    ['+49 621 3456 217', '496213456217'],
    ['+49.621.3456217', '496213456217'],
    ['+49.89.99998640', '498999998640'],
    ['+49-89-99998640', '498999998640'],
    ['+49/89/99998640', '498999998640'],
    ['0049 621 3456217', '496213456217'],
    ['0049(0)621/3456-217', '496213456217'],
    ['00 49 621 3456217', '496213456217'],
    ['49 621 3456217', '496213456217'],
    ['+490621 3456217', '496213456217'],
    ['+ 49 621 3456217', '496213456217'],
    ['tel:+496213456217', '496213456217'],
    ['Tel.: 0621 3456217', '496213456217'],
    ['Telefon (privat): 0621 3456217', '496213456217'],
    ['0621 3456217 (Frau Meier)', '496213456217'],
    ['0621 3456217 ab 18 Uhr', '496213456217'],
    ['0621 12345 KD-Nr. 10482', '4962112345'],
    ['0171 3920012 KD-Nr. 10482 / 0221 4710612', '491713920012 492214710612'],
    ['0221 4710 Ext. 12', '49221471012'],
    ['0221 4710612 Kd.-Nr. 10482, privat 0171 3920012', '492214710612 491713920012'],
    ['0621 3456217, Mo–Fr 8–17 Uhr', '496213456217'],
    ['0621 3456217 Mo bis Fr 8 bis 17 Uhr', '496213456217'],
    ['0621\u00a03456217', '496213456217'],
    ['０６２１ ３４５６２１７', '496213456217'],
    ['(0221) 4710-612', '492214710612'],
    ['0221–4710–612', '492214710612'],
    ['0221 4710 612', '492214710612'],
    ['02233-12345', '49223312345'],
    ['02233/12345', '49223312345'],
    ['033203/80123', '493320380123'],
    ['0171 3920012', '491713920012'],
    ['0171-39200-12', '491713920012'],
    ['+49 (171) 39200-12', '491713920012'],
    ['0800 1234567', '498001234567'],
    // a switchboard says so
    ['0621/3456-0', '4962134560~496213456'],
    ['0621 3456 - 0', '4962134560~496213456'],
    ['06213456-0', '4962134560~496213456'],
    ['+49 621 3456-0', '4962134560~496213456'],
    ['+49 (0)621 3456–0', '4962134560~496213456'],
    ['0221 / 47 10-0', '4922147100~492214710'],
    ['0221 4710 DW 0', '4922147100~492214710'],
    ['0221 4710 DW: 0', '4922147100~492214710'],
    ['0221 4710 DW -0', '4922147100~492214710'],
    ['0221 4710 Durchwahl 0', '4922147100~492214710'],
    ['0221 4710-00', '49221471000~492214710'],
    ['0221 4710, Zentrale -0', '4922147100~492214710'],
    ['030 23125 2-0', '49302312520~4930231252'],
    ['030/23125-0', '4930231250~493023125'],
    // and no other does
    ['0221 47100', '4922147100'],
    ['030 23125 620', '493023125620'],
    ['0221 4710-20', '49221471020'],
    ['0221 4710-100', '492214710100'],
    ['0171 39200-00', '491713920000'],
    ['0171 39200-0', '49171392000'],
    ['0621 34-56-00', '49621345600'],
    ['0221 4710 DW 612', '492214710612'],
    ['0221 4710 App. 12', '49221471012'],
    ['0221 4710 ext. 12', '49221471012'],
    ['0221 4710x12', '49221471012'],
    // ranges and lists of extensions
    ['030 85 610 27-20 bis -22', '4930856102720~49308561027 4930856102721 4930856102722'],
    ['030 85 610 27-20 bis 22', '4930856102720~49308561027 4930856102721 4930856102722'],
    ['030 85 610 27-20 - -22', '4930856102720~49308561027 4930856102721 4930856102722'],
    ['030 85 610 27-20 – 22', '4930856102720~49308561027 4930856102721 4930856102722'],
    ['030 8561027-20–22', '4930856102720~49308561027 4930856102721 4930856102722'],
    ['030 8561027-08 bis -10', '4930856102708~49308561027 4930856102709 4930856102710'],
    ['0221 4710612 bis 614', '492214710612~492214710 492214710613 492214710614'],
    ['0221 4710-0 bis -99', '4922147100~492214710 49221471099'],
    ['0221 4710-20/21', '49221471020 49221471021'],
    ['0221 4710-20/-210', '49221471020 492214710210'],
    ['0221 4710-20, -21', '49221471020 49221471021'],
    ['0221 4710-20 oder -21', '49221471020 49221471021'],
    ['0221 4710-0, Fax -99', '4922147100~492214710 49221471099'],
    ['0221 4710-20 ab 18 Uhr', '49221471020'],
    // several numbers
    ['0171 3920012 / 0221 4710612', '491713920012 492214710612'],
    ['0171/3920012 / 0221/4710612', '491713920012 492214710612'],
    ['0171 3920012 oder 0221 4710-0', '491713920012 4922147100~492214710'],
    ['0171 3920012; 0221 4710612', '491713920012 492214710612'],
    ['0171 3920012, 0221 4710612', '491713920012 492214710612'],
    ['0171 3920012\n0221 4710612', '491713920012 492214710612'],
    ['Tel. 0221 4710612 Fax 0221 4710613', '492214710612 492214710613'],
    ['+49 171 3920012 +49 221 4710612', '491713920012 492214710612'],
    ['0221 4710612 / +49 221 4710612', '492214710612'],
    ['0221 4710612 bis 0221 4710615', '492214710612 492214710615'],
    // abroad
    ['+43 1 58858', '43158858'],
    ['+43 1 58858-0', '431588580~43158858'],
    ['+43 (0)1 588 58-0', '431588580~43158858'],
    ['0043 1 58858 Kl. 12', '4315885812'],
    ['+43 664 1234567', '436641234567'],
    ['+43 664 12345-00', '436641234500'],
    ['+41 44 668 18 00', '41446681800'],
    ['+41 (0)44 668 18 00', '41446681800'],
    ['0041 79 123 45 67', '41791234567'],
    ['+44 20 7946 0012', '442079460012'],
    ['+44 (0)20 7946 0012', '442079460012'],
    ['+39 06 1234 5678', '390612345678'],
    ['+1 (213) 373-4253', '12133734253'],
    ['+352 26 12 34', '352261234'],
    // never guessed
    ['3456217', '!no-area-code'],
    ['34 56-217', '!no-area-code'],
    ['4710-0', '!no-area-code'],
    ['DW 0', '!no-area-code'],
    ['112', '!no-area-code'],
    ['0171 3920012 oder 4710612', '491713920012 !no-area-code'],
    ['0221 4710612 / 4710613', '492214710612 !no-area-code'],
    ['0221 4710612/13', '!ambiguous'],
    ['', '!no-number'],
    ['keine', '!no-number'],
    ['-', '!no-number'],
    ['0221', '!too-short'],
    ['0221-0', '!too-short'],
    ['0800 REISEN', '!too-short'],
    ['0221 4710612 4710613 4710614', '!too-long'],
    ['+0621 3456217', '!no-such-country'],
    ['000621 3456217', '!no-such-country'],
    ['0X00000', '!no-area-code'],
    ['+49 00621 3456217', '!no-area-code'],
    ['+41 0-0123456', '!no-area-code'],
  ])('%s → %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['01 / 588 58-0', '43', '431588580~43158858'],
    ['0316 123 456', '43', '43316123456'],
    ['0664 123 45 67', '43', '436641234567'],
    ['044 668 18 00', '41', '41446681800'],
    ['044/668 18 18', '41', '41446681818'],
    ['079 123 45 67', '41', '41791234567'],
    ['+49 221 4710-0', '41', '4922147100~492214710'],
  ])('%s in the country %s → %s', (text, country, expected) => {
    expect(read(text, country)).toBe(expected);
  });

  it('keeps the text as it was typed, with every number out of it', () => {
    const text = ' 0171 3920012 / 0221 4710-0 ';
    expect(parseStored(text, germany).map(({ raw }) => raw)).toEqual([text, text]);
  });

  it('tells the extension from the trunk', () => {
    expect(parseStored('0221 4710-612', germany)).toMatchObject([{ extension: '612', stem: null }]);
    expect(parseStored('0221-4710612', germany)).toMatchObject([{ extension: null }]);
  });

  it('never throws, never comes back empty, and a stem is always a proper prefix', () => {
    const typed = fc
      .array(
        fc.constantFrom(
          ...'0123456789+-–/(). ,;x\n',
          'bis',
          ' DW ',
          'oder',
          '(0)',
          '-0',
          '0221',
          '+49',
          'Fax',
          ' KD-Nr. ',
          'Ext. ID',
        ),
        {
          maxLength: 30,
        },
      )
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 800 }), typed, fc.string({ unit: 'binary' })), (text) => {
        const numbers = parseStored(text, germany);
        expect(numbers.length).toBeGreaterThan(0);
        for (const { raw, digits, stem, fault } of numbers) {
          expect(raw).toBe(text);
          expect(digits === null).toBe(fault !== null);
          expect(digits ?? '1234567').toMatch(/^[1-9]\d{6,14}$/);
          expect(stem === null || (digits?.startsWith(stem) && stem.length < digits.length)).toBe(true);
          // What is kept is a whole number: it is read alike wherever it is typed again.
          if (digits !== null)
            expect(parseStored(`+${digits}`, { country: '41' })).toMatchObject([{ digits }]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes what a customer is kept under for no number, however that is written', () => {
    const numbers = fc.constantFrom(
      '0621 12345',
      '+49 (0)89 99998-640',
      '0221/4710-0',
      '030 23125-20 bis -22',
    );
    const whose = fc.constantFrom(
      'KD',
      'Kd.',
      'Kunden',
      'Kund.',
      'Mitgl.',
      'Mitglieds',
      'Vertrags',
      'Debitoren',
    );
    const between = fc.constantFrom('-', '', ' ', '–', '. ');
    const nr = fc.constantFrom('Nr.', 'nr', 'NR:', 'Nummer', 'Nummer: ', 'Nr. #', 'ID ');
    const label = fc.oneof(
      fc.tuple(whose, between, nr).map((parts) => parts.join('')),
      fc.constantFrom('Ext. ID', 'Ext.-ID:', 'ext ID', 'externe ID', 'ID:'),
    );
    const key = fc.oneof(
      fc.integer({ min: 1, max: 99_999_999 }).map(String),
      fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(8, '0')),
      fc.constantFrom('A-10482', 'K10482', '10 482', '2021/10482', '10.482-7'),
    );
    const apart = fc.constantFrom(' ', ', ', ' / ', '; ', ' (', '\n');
    fc.assert(
      fc.property(numbers, apart, label, key, (number, gap, name, value) => {
        const bare = parseStored(number, germany).map(({ digits, stem }) => ({ digits, stem }));
        const suffixed = parseStored(`${number}${gap}${name} ${value}`, germany);
        expect(suffixed.map(({ digits, stem }) => ({ digits, stem }))).toEqual(bare);
        const led = parseStored(`${name} ${value}, ${number}`, germany);
        expect(led.map(({ digits, stem }) => ({ digits, stem }))).toEqual(bare);
        expect(parseStored(`${name} ${value}`, germany)).toMatchObject([{ fault: 'no-number' }]);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no stem from a number without hyphen, mark or range', () => {
    const plain = fc.array(fc.constantFrom(...'0123456789 /()'), { minLength: 6, maxLength: 18 });
    fc.assert(
      fc.property(plain, (all) => {
        const text = `0${all.join('')}0`;
        // A 0 alone behind a slash is a mark: `030 23125/0`, and `030 23125/0/12` with what follows.
        if (/\/[\s()/]*0(?!\d)/.test(text)) return;
        for (const { stem } of parseStored(text, germany)) expect(stem).toBeNull();
      }),
      { numRuns: 1000, examples: [[['7', '0', '0', '0', '0', '0', '/', '0', ')', '/', '0']]] },
    );
  });
});
