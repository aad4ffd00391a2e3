import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameParty, partyOf } from './party.ts';

describe('who is at the far end', () => {
  it.each([
    [
      { uri: 'sip:493023125247@pbx', display: 'Ute Sander' },
      { number: '493023125247', name: 'Ute Sander' },
    ],
    [{ uri: 'sip:+493023125247@pbx;user=phone', display: '+493023125247' }, { number: '+493023125247' }],
    [{ uri: 'sip:%2B49301;phone-context=x@pbx:5060', display: undefined }, { number: '+49301' }],
    [{ uri: 'tel:+49-30-1;ext=2', display: undefined }, { number: '+49-30-1' }],
    [
      { uri: 'sips:202@pbx', display: ' Agent \u0007 Zwei ' },
      { number: '202', name: 'Agent   Zwei' },
    ],
    [{ uri: 'sip:pbx', display: '' }, {}],
    [{ uri: 'sip:unknown@pbx', display: undefined }, {}],
    [{ uri: 'sip:%ZZ@pbx', display: undefined }, { number: '%ZZ' }],
    [{ uri: '', display: undefined }, {}],
  ])('is read from %j', (identity, party) => {
    expect(partyOf(identity)).toEqual(party);
  });

  it.each([
    { uri: 'sip:anonymous@anonymous.invalid', display: 'Anonymous' },
    { uri: 'sip:ANONYMOUS@pbx', display: undefined },
    { uri: 'sip:+491719999999@pbx', display: 'Anonymous' },
    { uri: 'sip:+491719999999@anonymous.invalid:5060', display: 'Geheim' },
    { uri: 'sip:restricted@pbx', display: 'Geheim' },
  ])('is withheld in %j, number and name', (identity) => {
    expect(partyOf(identity)).toEqual({ withheld: true });
  });

  it('never has a control character in it, nor more than a screen can show', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (uri, display) => {
        const { number = '', name = '' } = partyOf({ uri: `sip:${uri}@pbx`, display });
        for (const text of [number, name]) {
          expect(text).not.toMatch(/\p{Cc}/u);
          expect(text.length).toBeLessThanOrEqual(120);
        }
      }),
    );
  });

  it('is the same as far as it is told, but withheld is never the same as known', () => {
    expect(isSameParty({ number: '1' }, { number: '1', name: 'x' })).toBe(true);
    expect(isSameParty({ number: '1' }, {})).toBe(true);
    expect(isSameParty({ number: '1' }, { number: '2' })).toBe(false);
    expect(isSameParty({ withheld: true }, { number: '2' })).toBe(false);
    expect(isSameParty({ withheld: true }, { withheld: true })).toBe(true);
  });
});
