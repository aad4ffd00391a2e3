import { staffPutEntry } from '#shared/features/staff/entry.ts';
import { seed } from './seed-command.ts';
import type { SeedCommand } from './seed-command.ts';
import { NEIGHBOURS, STAFF } from './staff.ts';
import type { StaffMember } from './staff.ts';

type Person = Pick<StaffMember, 'id' | 'extension'>;

const DEPARTMENTS: readonly (readonly [department: string, responsibilities: string])[] = [
  ['Hausnotruf', 'Hausnotruf, Schlüsselverwaltung'],
  ['Fahrdienst', 'Fahrdienst, Krankenfahrten'],
  ['Pflege', 'Ambulante Pflege, Tagespflege'],
  ['Breitenausbildung', 'Erste-Hilfe-Kurse, Anmeldungen'],
  ['Mitgliederservice', 'Mitgliedschaften, Spenden'],
  ['Buchhaltung', 'Rechnungen, Mahnungen'],
];
/** Of the chain of studios. */
const STUDIO: typeof DEPARTMENTS = [
  ['Empfang', 'Mitgliedschaften, Verträge'],
  ['Training', 'Probetraining, Trainingspläne'],
  ['Studioleitung', 'Beschwerden, Hausordnung'],
];
const JOBS = ['Sachbearbeitung', 'Einsatzplanung', 'Beratung', 'Teamleitung'] as const;
const HOURS = ['Mo–Fr 8–16 Uhr', 'Mo–Do 9–17 Uhr, Fr 9–13 Uhr', 'Mo, Mi, Fr 8–12 Uhr'] as const;
const PLACES = ['Zimmer 12', 'Leitstelle', 'Empfang'] as const;

/** The front desk: who sits there answers for what callers ask most. */
const FRONT_DESK: Readonly<Record<string, Readonly<Record<'job' | 'responsibilities', string>>>> = {
  birgit: { job: 'Leitung Service-Center', responsibilities: 'Beschwerden, Dienstplan' },
  nadine: { job: 'Service-Center', responsibilities: 'Hausnotruf, Menüservice' },
  mehmet: { job: 'Service-Center', responsibilities: 'Hausnotruf, Fahrdienst' },
  tobias: { job: 'Ausbildung', responsibilities: 'Erste-Hilfe-Kurse' },
};

/** What the phone book says of those without an account; by their extension, without chance. */
export function entriesOf(people: readonly Person[], slug: string): SeedCommand[] {
  return people.map(({ id, extension }) => {
    const number = Number(extension);
    const pick = <T>(list: readonly T[]): T | undefined => list[number % list.length];
    const [department = '', responsibilities = ''] =
      pick(slug.startsWith('kv-') ? DEPARTMENTS : STUDIO) ?? [];
    return seed(staffPutEntry, {
      ...{
        id,
        department,
        responsibilities,
        job: pick(JOBS) ?? '',
        hours: pick(HOURS) ?? '',
        place: pick(PLACES) ?? '',
        phone: '',
      },
    });
  });
}

/** Of those with an account in this tenant; after the account has made their staff row. */
export function accountEntriesOf(slug: string, ownSlug: string): SeedCommand[] {
  if (slug !== ownSlug)
    return entriesOf(
      NEIGHBOURS.filter(({ tenant }) => tenant === slug),
      slug,
    );
  return STAFF.flatMap(({ id, login }) => {
    const said = FRONT_DESK[login];
    return said === undefined
      ? []
      : seed(staffPutEntry, {
          ...{ id, ...said, department: 'Service-Center', place: 'Lindental, Erdgeschoss', phone: '' },
          // Somebody is always there: what a demo shows must not depend on when it is shown.
          hours: 'rund um die Uhr',
        });
  });
}
