import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import { offeringChange, providerChange, providerContactChange } from '#shared/features/offerings/change.ts';
import {
  directoryReceive,
  offeringPut,
  providerContactPut,
  providerPut,
} from '#shared/features/offerings/commands.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { offeringCard } from './directory.ts';
import { directoryEntry } from './entry.ts';

const [BIRGIT, RIDE, DOCTOR, CONTACT, ELSEWHERE] = [idOf(2), idOf(11), idOf(12), idOf(21), idOf(31)];
const steward = { ...AGENT, roles: ['steward' as const] };
const blank = { description: '', openingHours: '', reachability: '', costs: '', place: '', listed: true };
const refused = (code: string) => expect.objectContaining({ code });

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(BIRGIT, 'Birgit Hoffmann', '20');
  desk.run(
    providerPut,
    { ...blank, id: RIDE, name: 'Fahrdienst', costs: '12 €', directions: 'Bus' },
    steward,
  );
  desk.run(offeringPut, { ...blank, id: DOCTOR, providerId: RIDE, name: 'Zum Arzt' }, steward);
  desk.run(
    providerContactPut,
    { id: CONTACT, providerId: RIDE, offeringId: DOCTOR, staffId: BIRGIT, job: 'Leitung', listed: true },
    steward,
  );
  const fields = {
    ...{ origin: 'kv-ahrenfeld', origin_name: 'KV Ahrenfeld', listed: true, name: 'Pflege', description: '' },
    ...{ opening_hours: '', reachability: '', costs: '', place: '', directions: '' },
  };
  const rows = [{ table: 'provider' as const, id: ELSEWHERE, fields }];
  const centre = { ...AGENT, userId: CENTRE_ACTOR, roles: ['admin' as const] };
  desk.run(directoryReceive, { origin: 'kv-ahrenfeld', rows }, centre);
});
afterEach(() => desk.close());

describe('an entry to be edited', () => {
  it('is told as it stands: what an offering leaves to its provider is empty, and of whom to ask only who it is', () => {
    const texts = { description: '', openingHours: '', reachability: '', place: '' };
    expect(directoryEntry(desk.host.db, { type: 'offering', id: DOCTOR })).toEqual({
      ...{ ...texts, name: 'Zum Arzt', costs: '', directions: '', listed: true },
      provider: { ...texts, id: RIDE, name: 'Fahrdienst', costs: '12 €', directions: 'Bus' },
      contacts: [{ id: CONTACT, staffId: BIRGIT, job: 'Leitung' }],
    });
    expect(directoryEntry(desk.host.db, { type: 'provider', id: RIDE })).toMatchObject({
      ...{ name: 'Fahrdienst', provider: null, contacts: [] },
    });
  });

  it('is there withdrawn as well, and nowhere but at home', () => {
    desk.run(providerChange, { id: RIDE, listed: false }, steward);
    desk.run(providerContactChange, { id: CONTACT, listed: false }, steward);
    expect(directoryEntry(desk.host.db, { type: 'provider', id: RIDE })).toMatchObject({ listed: false });
    expect(directoryEntry(desk.host.db, { type: 'offering', id: DOCTOR })).toMatchObject({ contacts: [] });
    expect(directoryEntry(desk.host.db, { type: 'provider', id: ELSEWHERE })).toBeNull();
    expect(directoryEntry(desk.host.db, { type: 'provider', id: idOf(99) })).toBeNull();
  });
});

describe('a change of the directory', () => {
  it('writes what is given and nothing else', () => {
    desk.run(providerChange, { id: RIDE, openingHours: 'Mo 8–12 Uhr' }, steward);
    desk.run(offeringChange, { id: DOCTOR, costs: '9 €', name: 'Fahrt zum Arzt' }, steward);
    desk.run(providerContactChange, { id: CONTACT, job: 'Einsatzleitung' }, steward);
    expect(offeringCard(desk.host.db, { id: DOCTOR })).toMatchObject({
      ...{ name: 'Fahrt zum Arzt', costs: '9 €', openingHours: 'Mo 8–12 Uhr', directions: 'Bus' },
      contacts: [{ name: 'Birgit Hoffmann', job: 'Einsatzleitung', extension: '20' }],
    });
  });

  it.each([
    ['another house’s', ELSEWHERE, 'directory.elsewhere'],
    ['nobody’s', idOf(99), 'directory.gone'],
  ])('of %s entry is refused', (_whose, id, code) => {
    expect(() => desk.run(providerChange, { id, costs: 'frei' }, steward)).toThrow(refused(code));
    const work = { id: idOf(22), providerId: id, offeringId: null, staffId: BIRGIT, job: '', listed: true };
    expect(() => desk.run(providerContactPut, work, steward)).toThrow(refused('provider.gone'));
  });

  it('is for those who keep the book, and an entry always has a name', () => {
    for (const command of [providerChange, offeringChange, providerContactChange])
      expect(command.forbids?.(AGENT, { id: RIDE })).toBe('directory.not-allowed');
    expect(() => desk.run(providerChange, { id: RIDE, name: '  ' }, steward)).toThrow(
      refused('command.bad-arguments'),
    );
  });
});
