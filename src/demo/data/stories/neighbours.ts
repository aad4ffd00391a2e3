import { CALLERS } from '../callers.ts';
import { CITIES, switchboardOf } from '../film-numbers.ts';
import type { World } from '../world.ts';
import { phone, storyParty } from './story-parts.ts';

/** Story 9: a customer of the neighbours, whom nobody in Lindental knows; and the neighbours know KV Lindental. */
export function tellAhrenfeld(world: World): void {
  const hedwig = storyParty(world, {
    ...{ kind: 'person', name: 'Hedwig Paulsen', customerNo: 'A-1180', birthDate: '1938-11-30' },
    ...{ street: 'Kirchgasse 3', postalCode: '50997', city: 'Ahrenfeld' },
  });
  hedwig.contacts.push(phone(world, 'privat', '0221 4710 910', CALLERS.hedwigPaulsen.number));
  const lindental = storyParty(world, {
    ...{ kind: 'organisation', name: 'KV Lindental e. V.', street: 'Lindenallee 1' },
  });
  lindental.contacts.push(phone(world, 'Zentrale', '0221 4710 1-0', '+49221471010'));
  world.switchboards.push({ board: switchboardOf(CITIES[3], 1), owner: lindental });
}

/** Story 8: the member whom Vitalwerk has barred. */
export function tellVitalwerk(world: World): void {
  const kevin = storyParty(world, {
    ...{ kind: 'person', name: 'Kevin Roth', customerNo: 'V-0533', birthDate: '1994-06-21' },
    ...{ street: 'Mainzer Straße 40', postalCode: '60311', city: 'Frankfurt' },
  });
  kevin.contacts.push(phone(world, 'mobil', '069/90009-533', CALLERS.kevinRoth.number));
}
