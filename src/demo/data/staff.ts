import { staffCreate } from '#shared/features/staff/staff.ts';
import { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES } from './names.ts';
import { mailName } from './mail-name.ts';
import { seed } from './seed-command.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';

/** Somebody of the house; a row of the staff table. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly extension: string;
  readonly mail: string;
}

/** Accounts of the demo tenant; the password of all is printed at the start of the demo. */
export const STAFF = [
  {
    id: '00000000-0000-7000-8000-000000000020',
    login: 'birgit',
    name: 'Birgit Hoffmann',
    shortName: 'Hoffmann',
    extension: '20',
    roles: ['lead', 'admin'],
  },
  {
    id: '00000000-0000-7000-8000-000000000021',
    login: 'nadine',
    name: 'Nadine Kröger',
    shortName: 'Kröger',
    extension: '21',
    roles: ['agent'],
  },
  {
    id: '00000000-0000-7000-8000-000000000022',
    login: 'mehmet',
    name: 'Mehmet Yıldız',
    shortName: 'Yıldız',
    extension: '22',
    roles: ['agent'],
  },
  {
    id: '00000000-0000-7000-8000-000000000035',
    login: 'tobias',
    name: 'Tobias Lenz',
    shortName: 'Lenz',
    extension: '35',
    roles: ['agent'],
  },
] as const;

/** Accounts of the other houses, one each; a staff row comes with it. */
export const NEIGHBOURS = [
  {
    tenant: 'kv-ahrenfeld',
    id: '00000000-0000-7000-8000-000000000121',
    login: 'paula',
    name: 'Paula Winter',
    shortName: 'Winter',
    extension: '21',
    roles: ['lead'],
  },
  {
    tenant: 'vitalwerk',
    id: '00000000-0000-7000-8000-000000000221',
    login: 'jonas',
    name: 'Jonas Albrecht',
    shortName: 'Albrecht',
    extension: '21',
    roles: ['agent'],
  },
  {
    tenant: 'demo',
    id: '00000000-0000-7000-8000-000000000321',
    login: 'kim',
    name: 'Kim Sommer',
    shortName: 'Sommer',
    extension: '21',
    roles: ['agent'],
  },
] as const;

export type StaffLogin = (typeof STAFF)[number]['login'];

export function staffOf(login: StaffLogin): (typeof STAFF)[number] {
  const found = STAFF.find((person) => person.login === login);
  if (!found) throw new Error(`no ${login} among the demo staff`);
  return found;
}

/** Extensions from here on, as long as two digits last. */
const FIRST_EXTENSION = 36;

/** Colleagues without an account of their own, so that lists of people are lists. */
export function moreStaff({ random, newId }: SeedContext, count: number, house: string): StaffMember[] {
  return Array.from({ length: count }, (_, index) => {
    const first = random.pick(random.chance(0.6) ? FEMALE_NAMES : MALE_NAMES);
    const shortName = random.pick(FAMILY_NAMES);
    const extension = String(FIRST_EXTENSION + index);
    // Two of one name are told apart by their extension.
    const mail = `${mailName(first)}.${mailName(shortName)}.${extension}@${house}.example`;
    return { id: newId(), name: `${first} ${shortName}`, shortName, extension, mail };
  });
}

export function staffCommands(members: readonly StaffMember[]): SeedCommand[] {
  return members.map((member) => seed(staffCreate, member));
}
