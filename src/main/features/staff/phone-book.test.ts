import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import type { PhoneBookLine } from '#shared/features/staff/contract.ts';
import { staffChange, staffPutEntry, staffSetPhoto } from '#shared/features/staff/entry.ts';
import { staffSetLeft } from '#shared/features/staff/staff.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';

const LEAD = { ...SESSION, roles: ['lead' as const] };
/** A Monday, 10:00. */
const MONDAY = new Date(2026, 10, 23, 10).getTime();

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica({ user: LEAD });
  desk.now = MONDAY;
  running = await desk.start('staff', 'offerings');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

function person(number: number, name: string, entry: object = {}): void {
  desk.addStaff(idOf(number), name, String(number));
  desk.run(staffPutEntry, { id: idOf(number), ...entry });
}
const book = (text: string, limit = 100) =>
  running.ask('staff.phoneBook', { text, limit }) as {
    readonly lines: readonly PhoneBookLine[];
    readonly more: number;
    readonly canTell: boolean;
  };
const names = (text: string): readonly string[] => book(text).lines.map(({ name }) => name);

describe('the phone book', () => {
  it('lists who answers for it, whoever can be reached now first', () => {
    const hausnotruf = { responsibilities: 'Hausnotruf, Menüservice' };
    person(41, 'Anna Zu', { ...hausnotruf, hours: 'Di 8–16 Uhr' });
    person(42, 'Bernd Spricht', hausnotruf);
    person(43, 'Clara Frei', { ...hausnotruf, hours: 'Mo–Fr 8–16 Uhr' });
    person(44, 'Dora Unbekannt', hausnotruf);
    person(45, 'Emil Stört', hausnotruf);
    person(46, 'Fritz Da', { ...hausnotruf, hours: 'Mo–Fr 8–16 Uhr' });
    person(47, 'Gerd Anders', { responsibilities: 'Fahrdienst' });
    desk.presence.set('41', 'free').set('42', 'talking').set('43', 'free').set('45', 'do-not-disturb');
    desk.presence.set('47', 'free');
    expect(book('hausnotruf').lines.map(({ name, reach }) => [name, reach])).toEqual([
      ['Clara Frei', 'now'],
      ['Fritz Da', 'perhaps'],
      ['Dora Unbekannt', 'perhaps'],
      ['Bernd Spricht', 'busy'],
      ['Emil Stört', 'quiet'],
      ['Anna Zu', 'away'],
    ]);
  });

  it('finds by function, department, place, name and extension, as people type', () => {
    person(41, 'Mehmet Yıldız', { job: 'Leitung', department: 'Pflege', place: 'Weidenau, Zimmer 3' });
    for (const text of ['yildiz', 'leit', 'pfle weiden', '41', 'MEHMET', ''])
      expect(names(text)).toEqual(['Mehmet Yıldız']);
    expect(names('Buchhaltung')).toEqual([]);
  });

  it('says until when, and how many more there are; without a phone system that can tell, so', () => {
    person(41, 'Anna', { hours: 'Mo–Fr 8–16 Uhr' });
    person(42, 'Berta', { hours: 'nach Absprache' });
    expect(book('', 1)).toMatchObject({ more: 1, canTell: false });
    const [anna, berta] = book('').lines;
    expect(anna?.open).toEqual({ isOpen: true, changesAt: 16 * 60 });
    expect(berta).toMatchObject({ open: null, hours: 'nach Absprache', presence: 'unknown' });
  });

  it('is changed at one place and read everywhere; who has left is in it no more', () => {
    person(41, 'Anna', { job: 'Leitung' });
    desk.run(staffChange, { id: idOf(41), extension: '77' });
    expect(names('77')).toEqual(['Anna']);
    expect(running.ask('staff.persons', { ids: [idOf(41), idOf(99)] })).toMatchObject([
      { name: 'Anna', extension: '77', job: 'Leitung' },
    ]);
    expect(running.ask('staff.entry', { id: idOf(41) })).toMatchObject({ extension: '77', job: 'Leitung' });
    desk.run(staffSetLeft, { id: idOf(41), left: true });
    expect(names('')).toEqual([]);
  });

  it('shows people of other houses with their house, and no extension of theirs', async () => {
    // As the centre brings them: by its own command, in its own name.
    const centre = openDeskReplica({ user: { ...SESSION, userId: CENTRE_ACTOR } });
    const started = await centre.start('staff');
    const paula = {
      name: 'Paula Winter',
      extension: '21',
      mail: null,
      job: 'Leitung',
      phone: '0221 4710 921',
    };
    const rest = { responsibilities: 'Fahrdienst', department: '', place: '', hours: '' };
    const home = { origin: 'kv-ahrenfeld', origin_name: 'KV Ahrenfeld', listed: true };
    const row = { table: 'federation_person', id: idOf(90), fields: { ...home, ...paula, ...rest } };
    centre.host.runNamed('directory.receive', { origin: home.origin, rows: [row] });
    centre.presence.set('21', 'free');
    const ask = (call: string, input: object): unknown => started.ask(`staff.${call}`, input);
    expect(ask('phoneBook', { text: 'fahrdienst ahrenfeld', limit: 5 })).toMatchObject({
      lines: [
        {
          ...{ name: 'Paula Winter', house: 'KV Ahrenfeld', extension: null, phone: '0221 4710 921' },
          ...{ presence: 'unknown', reach: 'perhaps' },
        },
      ],
    });
    expect(ask('entry', { id: idOf(90) })).toBeNull();
    await started.stop();
    centre.close();
  });

  it('says who is away and who stands in', () => {
    person(41, 'Anna');
    person(42, 'Berta');
    const [fromAt, untilAt] = [MONDAY - 3_600_000, MONDAY + 3_600_000];
    desk.presence.set('41', 'free');
    desk.host.runNamed('absence.report', {
      ...{ id: idOf(70), staffId: idOf(41), deputyId: idOf(42), fromAt, untilAt },
    });
    expect(book('anna').lines).toMatchObject([
      { isAbsent: true, deputy: { id: idOf(42), name: 'Berta' }, reach: 'away' },
    ]);
  });

  it('keeps a picture a person', () => {
    person(41, 'Anna');
    expect(running.ask('staff.photo', { id: idOf(41) })).toBeNull();
    const photo = { type: 'image/jpeg' as const, data: '/9j/4AAQ' };
    desk.run(staffSetPhoto, { id: idOf(41), photo });
    expect(running.ask('staff.photo', { id: idOf(41) })).toEqual(photo);
  });
});
