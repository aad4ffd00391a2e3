import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownNumber } from './shown-number.ts';

describe('what a PBX shows of a caller', () => {
  it.each([
    'anonymous',
    'Anonym',
    '<restricted>',
    'Private Number',
    'withheld',
    'Blocked',
    'CLIR',
    'No Caller ID',
    'unterdrückt',
    'Rufnummer unterdrückt',
    'Nummer unterdrueckt',
    'Anonymous <anonymous>',
    '"Anonymous" <+493023125620>',
    'sip:anonymous@192.0.2.7:5060',
    'anonymous@anonymous.invalid',
    '<sip:+493023125620@anonymous.invalid>',
  ])('%s is withheld, with nothing of it', (text) => {
    expect(shownNumber(text)).toEqual({ withheld: true });
  });

  it.each([
    ['030 23125620', '030 23125620'],
    ['"Erika Brandt" <030 23125620>', '030 23125620'],
    ['Erika Brandt <+493023125620>', '+493023125620'],
    ['"Raum 12" <sip:%2B493023125620@pbx.example:5060;user=phone>;tag=1', '+493023125620'],
    ['sip:21@pbx.example', '21'],
    ['21@pbx.example', '21'],
    ['tel:+493023125620', 'tel:+493023125620'],
    ['030 23125620 oder 0171 3920012', '030 23125620 oder 0171 3920012'],
    ['', ''],
  ])('%s is %s', (text, number) => {
    expect(shownNumber(text)).toEqual({ number });
  });

  it('never throws, whatever is shown', () => {
    const shown = fc
      .array(fc.constantFrom('"', '<', '>', 'sip:', '@', '%', ';', '0', 'a', ' ', 'anonymous'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(shown, fc.string()), (text) => {
        const { withheld, number } = shownNumber(text);
        expect(withheld === true ? number : undefined).toBeUndefined();
      }),
    );
  });
});
