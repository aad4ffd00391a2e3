import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import {
  directoryReceive,
  offeringPut,
  providerContactPut,
  providerPut,
  serviceAdd,
  serviceEnd,
  serviceUndo,
} from '#shared/features/offerings/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { offeringCard, providerCard, searchOfferings, searchProviders, servicesOf } from './directory.ts';

const [ERIKA, BIRGIT] = [idOf(1), idOf(2)];
const [CALL, ALARM, KEYS] = [idOf(11), idOf(12), idOf(13)];
const steward = { ...AGENT, roles: ['steward' as const] };
const centre = { ...AGENT, userId: CENTRE_ACTOR, roles: ['admin' as const] };
const blank = { description: '', openingHours: '', reachability: '', costs: '', place: '', listed: true };

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addParty(ERIKA, 'Erika Brandt');
  desk.addStaff(BIRGIT, 'Birgit Hoffmann', '20');
  desk.run(
    providerPut,
    {
      ...{ id: CALL, ...blank, name: 'Hausnotruf Lindental', place: 'Lindenallee 1', directions: 'Bus 12' },
      ...{ openingHours: 'rund um die Uhr', reachability: '0221 4710 10', costs: 'ab 25 €' },
    },
    steward,
  );
  for (const [id, name] of [
    [ALARM, 'Funkfinger'],
    [KEYS, 'Schlüsseldienst'],
  ] as const)
    desk.run(
      offeringPut,
      { ...blank, id, name, providerId: CALL, description: `${name} mieten`, costs: '9 €' },
      steward,
    );
});
afterEach(() => desk.close());

const contact = (id: number, offeringId: string | null, listed = true): void =>
  desk.run(
    providerContactPut,
    { id: idOf(id), providerId: CALL, offeringId, staffId: BIRGIT, job: 'Leitung', listed },
    steward,
  );
const service = (id: number, offeringId: string, since: string, until: string | null): void =>
  desk.run(serviceAdd, { id: idOf(id), partyId: ERIKA, offeringId, since, until, source: 'Vertrag' });
const refused = (code: string) => expect.objectContaining({ code });

describe('the card of an offering', () => {
  it('shows all six fields, the provider’s where it has none of its own', () => {
    contact(21, null);
    expect(offeringCard(desk.host.db, { id: ALARM })).toEqual({
      id: ALARM,
      name: 'Funkfinger',
      provider: { id: CALL, name: 'Hausnotruf Lindental' },
      house: '',
      listed: true,
      contacts: [{ id: BIRGIT, name: 'Birgit Hoffmann', job: 'Leitung', extension: '20', mail: null }],
      description: 'Funkfinger mieten',
      openingHours: 'rund um die Uhr',
      reachability: '0221 4710 10',
      costs: '9 €',
      place: 'Lindenallee 1',
      directions: 'Bus 12',
    });
    expect(offeringCard(desk.host.db, { id: idOf(99) })).toBeNull();
  });

  it('reads its contacts out of the staff: nothing of a person is copied', () => {
    contact(21, null);
    contact(22, ALARM);
    expect(offeringCard(desk.host.db, { id: ALARM })?.contacts).toHaveLength(1);
    contact(22, ALARM, false);
    expect(providerCard(desk.host.db, { id: CALL })).toMatchObject({
      contacts: [{ name: 'Birgit Hoffmann' }],
      offerings: [{ name: 'Funkfinger' }, { name: 'Schlüsseldienst' }],
    });
  });
});

describe('the directory', () => {
  it('is searched by the beginnings of words of name, provider, place; withdrawn entries are left out', () => {
    const found = (text: string) =>
      searchOfferings(desk.host.db, { text, limit: 10 }).map(({ name }) => name);
    expect(found('')).toEqual(['Funkfinger', 'Schlüsseldienst']);
    expect(found('schlussel linden')).toEqual(['Schlüsseldienst']);
    expect(found('Köln')).toEqual([]);
    desk.run(
      offeringPut,
      { ...blank, id: KEYS, name: 'Schlüsseldienst', providerId: CALL, listed: false },
      steward,
    );
    expect(found('hausnotruf')).toEqual(['Funkfinger']);
    expect(searchProviders(desk.host.db, { text: 'notruf', limit: 10 })).toEqual([]);
    expect(searchProviders(desk.host.db, { text: 'hausn', limit: 10 })).toMatchObject([{ id: CALL }]);
  });

  it('is kept by leads and stewards, and only at home', () => {
    expect(providerPut.forbids?.(AGENT, {} as never)).toBe('directory.not-allowed');
    const fields = {
      ...{ origin: 'kv-ahrenfeld', origin_name: 'KV Ahrenfeld e. V.', listed: true, name: 'Fahrdienst' },
      ...{ description: '', opening_hours: '', reachability: '', costs: '', place: '', directions: '' },
    };
    const rows = [{ table: 'provider' as const, id: idOf(31), fields }];
    expect(() => desk.run(directoryReceive, { origin: 'kv-ahrenfeld', rows }, steward)).toThrow(
      refused('command.centre-only'),
    );
    desk.run(directoryReceive, { origin: 'kv-ahrenfeld', rows }, centre);
    expect(providerCard(desk.host.db, { id: idOf(31) })).toMatchObject({ house: 'KV Ahrenfeld e. V.' });
    const change = { id: idOf(31), ...blank, name: 'Anders', directions: '' };
    expect(() => desk.run(providerPut, change, steward)).toThrow(refused('directory.elsewhere'));
    // Nobody else's, either: neither ours nor those of a third.
    for (const id of [CALL, idOf(31)])
      expect(() =>
        desk.run(
          directoryReceive,
          {
            origin: 'vitalwerk',
            rows: [{ table: 'provider', id, fields: { ...fields, origin: 'vitalwerk' } }],
          },
          centre,
        ),
      ).toThrow(refused('directory.elsewhere'));
  });
});

describe('the services of a party', () => {
  it('are listed with those that are over below; ended, and taken up again', () => {
    service(41, ALARM, '2024-01-01', '2025-06-30');
    service(42, KEYS, '2025-01-01', null);
    service(43, ALARM, '2025-07-01', null);
    const lines = (today: string) =>
      servicesOf(desk.host.db, { partyId: ERIKA, today }).map(
        ({ offering, since, isOver }) => `${offering?.name ?? '?'} ${since}${isOver ? ' over' : ''}`,
      );
    const expected = ['Funkfinger 2025-07-01', 'Schlüsseldienst 2025-01-01', 'Funkfinger 2024-01-01 over'];
    expect(lines('2026-01-10')).toEqual(expected);
    desk.run(serviceEnd, { id: idOf(42), until: '2026-01-09' });
    expect(lines('2026-01-10')[1]).toContain('Schlüsseldienst 2025-01-01 over');
    desk.run(serviceEnd, { id: idOf(42), until: null });
    expect(lines('2026-01-10')).toEqual(expected);
    desk.run(serviceUndo, { id: idOf(42) });
    expect(lines('2026-01-10')).toHaveLength(2);
  });

  it('are of offerings there are, and do not end before they begin', () => {
    expect(() => service(41, idOf(99), '2024-01-01', null)).toThrow(refused('offering.gone'));
    expect(() => service(41, ALARM, '2024-01-01', '2023-12-31')).toThrow(refused('service.backwards'));
    expect(() => desk.run(serviceEnd, { id: idOf(41), until: null })).toThrow(refused('service.gone'));
  });
});
