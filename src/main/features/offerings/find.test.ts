import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { offeringChange, providerChange } from '#shared/features/offerings/change.ts';
import { offeringPut, providerPut } from '#shared/features/offerings/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { findInDirectory } from './find.ts';

const steward = { ...AGENT, roles: ['steward' as const] };
const blank = { description: '', openingHours: '', reachability: '', costs: '', place: '', listed: true };

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  // A Monday, 10:00.
  desk.now = new Date(2026, 10, 23, 10).getTime();
  const ride = { ...blank, place: 'Ahrenfeld', reachability: '0221 4710 920, bis 16 Uhr persönlich' };
  desk.run(
    providerPut,
    { ...ride, id: idOf(1), name: 'Fahrdienst', openingHours: 'Mo 8–16 Uhr', costs: '12 €', directions: '' },
    steward,
  );
  desk.run(offeringPut, { ...blank, id: idOf(2), providerId: idOf(1), name: 'Fahrt zum Arzt' }, steward);
  desk.run(
    providerPut,
    { ...blank, id: idOf(3), name: 'Pflege', description: 'auch Fahrdienst', directions: '' },
    steward,
  );
});
afterEach(() => desk.close());

const find = (text: string, limit = 10) => findInDirectory(desk.host, { text, limit });

describe('the phone book’s search for offers', () => {
  it('finds by name, provider and place; what is called so comes first', () => {
    expect(find('fahrdienst').hits.map(({ name }) => name)).toEqual([
      'Fahrdienst',
      'Fahrt zum Arzt',
      'Pflege',
    ]);
    expect(find('fahr ahrenf').hits.map(({ name }) => name)).toEqual(['Fahrdienst', 'Fahrt zum Arzt']);
    expect(find('Hausnotruf')).toEqual({ hits: [], more: 0 });
    expect(find('', 1)).toMatchObject({ more: 2 });
  });

  it('says of an offering what its provider says, whether it is open, and what to dial', () => {
    expect(find('arzt').hits).toMatchObject([
      {
        ...{ type: 'offering', provider: 'Fahrdienst', place: 'Ahrenfeld', costs: '12 €' },
        ...{ open: { isOpen: true }, numbers: [expect.stringMatching(/^0221 ?4710 ?920$/)] },
      },
    ]);
    desk.now = new Date(2026, 10, 23, 16).getTime();
    expect(find('arzt').hits).toMatchObject([{ open: { isOpen: false } }]);
    expect(find('pflege').hits).toMatchObject([{ open: null, numbers: [] }]);
  });

  it('leaves out what is withdrawn, unless it is asked for: then last, and its offers with it', () => {
    const all = () => findInDirectory(desk.host, { text: 'fahr', limit: 10, withdrawn: true }).hits;
    desk.run(providerChange, { id: idOf(1), listed: false }, steward);
    expect(find('fahr').hits.map(({ name }) => name)).toEqual(['Pflege']);
    expect(all().map(({ name, listed }) => [name, listed])).toEqual([
      ['Pflege', true],
      ['Fahrdienst', false],
      ['Fahrt zum Arzt', false],
    ]);
    desk.run(providerChange, { id: idOf(1), listed: true }, steward);
    desk.run(offeringChange, { id: idOf(2), listed: false }, steward);
    expect(all().map(({ name, listed }) => [name, listed])).toEqual([
      ['Fahrdienst', true],
      ['Pflege', true],
      ['Fahrt zum Arzt', false],
    ]);
  });
});
