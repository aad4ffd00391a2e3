import { describe, expect, it } from 'vitest';
import { contactAdd } from './contact-commands.ts';
import { idOf, partyIdOf, settings } from '#test/renderer/fixture.ts';
import { contactArgs } from './contact-args.ts';

const digitsOf = (raw: string): readonly (string | null)[] =>
  contactArgs(raw, '', settings.dialProfile, () => idOf(8, 1)).map(({ digits }) => digits);

describe('contactArgs', () => {
  it('flags a number without area code, and never guesses which town it is in', () => {
    expect(contactArgs('4710 612', '', settings.dialProfile, () => idOf(8, 1))).toMatchObject([
      { raw: '4710 612', digits: null, fault: 'no-area-code' },
    ]);
    expect(digitsOf('0221/4710-655')).toEqual(['492214710655']);
  });

  it('makes a contact point of each extension in a range', () => {
    expect(digitsOf('030 85 610 27-20 bis -22')).toEqual(['4930856102720', '4930856102721', '4930856102722']);
  });

  it('keeps what cannot be read, without digits', () => {
    expect(contactArgs('liegt beim Sohn', 'privat', settings.dialProfile, () => idOf(8, 1))).toMatchObject([
      { raw: 'liegt beim Sohn', digits: null, label: 'privat' },
    ]);
  });

  it('yields what the command takes', () => {
    for (const raw of ['030 23125 2-0', '0171 39200-14', '4710 612', '+44 20 7946 0123', '47 11', 'nichts']) {
      for (const contact of contactArgs(raw, 'x', settings.dialProfile, () => idOf(8, 1))) {
        expect(contactAdd.args.safeParse({ partyId: partyIdOf(1), contact }).error).toBeUndefined();
      }
    }
  });
});
