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

export type StaffLogin = (typeof STAFF)[number]['login'];

export function staffOf(login: StaffLogin): (typeof STAFF)[number] {
  const found = STAFF.find((person) => person.login === login);
  if (!found) throw new Error(`no ${login} among the demo staff`);
  return found;
}
