import { blockSet } from '#shared/features/blocks/commands.ts';
import { offeringPut, providerContactPut, providerPut } from '#shared/features/offerings/commands.ts';
import { staffPutEntry } from '#shared/features/staff/entry.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { CALLERS } from '../callers.ts';
import { CITIES, switchboardOf } from '../film-numbers.ts';
import { seed } from '../seed-command.ts';
import { DAY } from '../world.ts';
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
  const { newId } = world.context;
  const facts = {
    description: 'Begleitete Fahrten zum Arzt, zur Dialyse und zur Tagespflege',
    openingHours: 'Mo–Fr 7–18 Uhr, Sa 8–12 Uhr',
    reachability: '0221 4710 920, bis 16 Uhr persönlich',
    costs: '12 € Anfahrt, 1,40 € je km; mit Verordnung zahlt die Kasse',
    place: 'Kirchgasse 3, 50997 Ahrenfeld',
    listed: true,
  };
  const providerId = newId();
  const [dispatcher] = world.staff;
  world.directory.push(
    seed(providerPut, {
      id: providerId,
      name: 'Fahrdienst Ahrenfeld',
      ...facts,
      directions: 'Zufahrt über den Hof',
    }),
    seed(offeringPut, { id: newId(), providerId, name: 'Fahrt zum Arzt', ...facts }),
  );
  if (dispatcher)
    world.directory.push(
      seed(staffPutEntry, {
        ...{ id: dispatcher.id, job: 'Einsatzleitung', department: 'Fahrdienst', phone: '0221 4710 921' },
        ...{ responsibilities: 'Fahrdienst', hours: 'Mo–Fr 7–18 Uhr, Sa 8–12 Uhr', place: 'Ahrenfeld' },
      }),
      seed(providerContactPut, {
        ...{ id: newId(), providerId, offeringId: null, staffId: dispatcher.id },
        ...{ job: 'Einsatzleitung', listed: true },
      }),
    );
}

/** Story 8: the member whom Vitalwerk has barred. */
export function tellVitalwerk(world: World): void {
  const kevin = storyParty(world, {
    ...{ kind: 'person', name: 'Kevin Roth', customerNo: 'V-0533', birthDate: '1994-06-21' },
    ...{ street: 'Mainzer Straße 40', postalCode: '60311', city: 'Frankfurt' },
  });
  kevin.contacts.push(phone(world, 'mobil', '069/90009-533', CALLERS.kevinRoth.number));
  const { newId, now } = world.context;
  const day = new Date(now);
  // The next 31st of March.
  const year = day.getFullYear() + (day.getMonth() > 2 ? 1 : 0);
  world.commitments.push(
    seed(
      blockSet,
      {
        ...{ id: newId(), partyId: kevin.id, kind: 'house-rules', note: '' },
        ...{ since: dayOf(now - 12 * DAY), until: `${String(year)}-03-31` },
      },
      { at: now - 12 * DAY },
    ),
  );
}
