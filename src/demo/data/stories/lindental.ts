import {
  offeringPut,
  providerContactPut,
  providerPut,
  serviceAdd,
} from '#shared/features/offerings/commands.ts';
import { affiliationAdd, relationshipAdd } from '#shared/features/relations/commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketOpen } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { CALLERS } from '../callers.ts';
import { CITIES, switchboardOf } from '../film-numbers.ts';
import { membership } from '../households.ts';
import { seed } from '../seed-command.ts';
import { mailContact } from '../spelling.ts';
import { staffOf } from '../staff.ts';
import { STORY_SERIALS, TICKET_YEAR } from '../ticket-numbers.ts';
import { DAY, HOUR, MINUTE } from '../world.ts';
import type { World } from '../world.ts';
import { phone, record, storyParty } from './story-parts.ts';

const [nadine, mehmet, birgit] = [staffOf('nadine').id, staffOf('mehmet').id, staffOf('birgit').id];

/** Of KV Lindental: stories 1–4, 7 and 10. Ali Demir of story 5 is nobody's customer yet. */
export function tellLindental(world: World): void {
  brandtFamily(world);
  kessler(world);
  huber(world);
  weidenau(world);
}

function brandtFamily(world: World): void {
  const { newId, now } = world.context;
  const street = 'Rosenweg 8';
  const shared = () => phone(world, 'Familie', '0221/4710 733', CALLERS.familyBrandt.number, 'shared');
  const erika = storyParty(world, {
    kind: 'person',
    name: 'Erika Brandt',
    customerNo: 'K-10482',
    street,
    birthDate: '1941-05-17',
  });
  erika.contacts.push(phone(world, 'privat', '0221 4710-612', CALLERS.erikaBrandt.number), shared());
  const frank = storyParty(world, {
    kind: 'person',
    name: 'Frank Brandt',
    customerNo: 'K-10483',
    street,
    birthDate: '1968-09-02',
  });
  frank.contacts.push(phone(world, 'mobil', '0171 3920017', '+491713920017'), shared());
  const home = storyParty(world, {
    kind: 'household',
    name: 'Familie Brandt',
    sortName: 'Brandt, Familie',
    street,
  });
  home.contacts.push(shared());
  world.sharedNumbers.push({
    kind: 'family',
    digits: CALLERS.familyBrandt.number.slice(1),
    parties: [erika.id, frank.id, home.id],
  });
  for (const { id } of [erika, frank]) world.relations.push(membership(newId(), id, home.id));
  world.relations.push(
    seed(relationshipAdd, {
      ...{ id: newId(), fromId: frank.id, toId: erika.id, kind: 'payer' },
      ...{ note: 'Sohn', since: null, until: null },
    }),
  );

  receiveServices(world, erika.id);
  record(world, {
    ...{ party: erika, type: 'visit', by: mehmet, ago: 41 * DAY, outcome: 'resolved' },
    body: 'Hausnotruf-Gerät erklärt, Schlüsselkasten geprüft.',
  });
  const call = record(world, {
    ...{ party: erika, type: 'call', direction: 'in', by: birgit, ago: 2 * DAY, lasted: 4 * MINUTE },
    ...{ outcome: 'ticket', number: CALLERS.erikaBrandt.number.slice(1) },
    body: 'Funkfinger reagiert nicht mehr, Batterie schon getauscht. Techniker zugesagt.',
  });
  record(world, {
    ...{ party: erika, type: 'letter', direction: 'out', by: birgit, ago: 20 * DAY },
    body: 'Vertragsunterlagen Hausnotruf versandt.',
  });
  record(world, {
    ...{ party: erika, type: 'mail', direction: 'in', by: nadine, ago: 12 * DAY },
    body: 'Schickt den unterschriebenen Vertrag eingescannt zurück.',
  });
  record(world, {
    ...{ party: erika, type: 'call', direction: 'out', by: mehmet, ago: 34 * DAY, lasted: 3 * MINUTE },
    ...{ outcome: 'resolved', number: CALLERS.erikaBrandt.number.slice(1) },
    body: 'Probealarm ausgelöst, Verbindung zur Zentrale in Ordnung.',
  });
  record(world, {
    ...{ party: frank, type: 'call', direction: 'in', by: nadine, ago: 9 * DAY, lasted: 2 * MINUTE },
    ...{ outcome: 'resolved', number: CALLERS.familyBrandt.number.slice(1) },
    body: 'Zahlt für die Mutter, Lastschrift auf neues Konto umgestellt.',
  });
  const ticket = newId();
  world.history.push(
    seed(
      ticketOpen,
      {
        id: ticket,
        number: formatTicketNumber(TICKET_YEAR, STORY_SERIALS.brandt),
        title: 'Hausnotruf-Funkfinger defekt',
        kind: 'support',
        partyId: erika.id,
        ownerId: nadine,
        dueAt: now + 2 * DAY,
        from: { linkId: newId(), ref: { type: 'interaction', id: call } },
      },
      { at: now - 2 * DAY + 5 * MINUTE, by: birgit },
    ),
    seed(taskCreate, {
      id: newId(),
      kind: 'callback',
      title: 'Rückruf wegen Techniker-Termin',
      partyId: erika.id,
      assigneeId: nadine,
      dueAt: now + 2 * HOUR,
      dueHasTime: true,
      promised: true,
      from: { linkId: newId(), ref: { type: 'ticket', id: ticket } },
    }),
  );
  record(world, {
    ...{ party: frank, type: 'call', direction: 'in', by: mehmet, ago: DAY, lasted: 90 * 1000, ticket },
    ...{ outcome: 'ticket', number: CALLERS.familyBrandt.number.slice(1) },
    body: 'Sohn fragt nach dem Techniker; Rückruf mit dem Termin angekündigt.',
  });
}

/** Erika has the alarm and the meals; the visits are over. */
function receiveServices(world: World, partyId: string): void {
  const { newId, now } = world.context;
  const providerId = newId();
  const common = { listed: true, place: '', openingHours: '', reachability: '' };
  world.directory.push(
    seed(providerPut, {
      ...{ id: providerId, name: 'Soziale Dienste Lindental', listed: true },
      ...{ description: 'Hilfen für ein Leben zu Hause', costs: 'nach Leistung' },
      ...{ openingHours: 'Mo–Fr 8–16 Uhr', reachability: '0221 4710 10, nachts die Bereitschaft' },
      ...{ place: 'Lindenallee 1, 50999 Lindental', directions: 'Bus 12 bis Lindenplatz' },
    }),
    seed(providerContactPut, {
      ...{ id: newId(), providerId, offeringId: null, staffId: birgit, job: 'Leitung', listed: true },
    }),
  );
  const services = [
    ['Hausnotruf Plus', 'Funkfinger, Basisgerät, Schlüsselhinterlegung', '32,90 € im Monat', 640, null],
    ['Menüservice', 'Warmes Mittagessen, täglich geliefert', '7,90 € je Menü', 210, null],
    ['Besuchsdienst', 'Eine Stunde Gesellschaft in der Woche', 'kostenfrei', 500, 230],
  ] as const;
  for (const [name, description, costs, since, until] of services) {
    const offeringId = newId();
    world.directory.push(
      seed(offeringPut, { ...common, id: offeringId, providerId, name, description, costs }),
    );
    world.offerings.push(offeringId);
    world.commitments.push(
      seed(serviceAdd, {
        ...{ id: newId(), partyId, offeringId, source: 'Vertrag' },
        ...{ since: dayOf(now - since * DAY), until: until === null ? null : dayOf(now - until * DAY) },
      }),
    );
  }
}

function kessler(world: World): void {
  const { newId, now } = world.context;
  const berlin = { street: 'Industriestraße 4', postalCode: '10963', city: 'Berlin' };
  const name = 'Kessler Metallbau GmbH';
  const company = storyParty(world, {
    kind: 'organisation',
    name,
    unit: 'company',
    customerNo: 'K-20017',
    ...berlin,
  });
  company.contacts.push(phone(world, 'Zentrale', '030 23125 2-0', '+49302312520'));
  world.switchboards.push({ board: switchboardOf(CITIES[0], 2), owner: company });
  const unit = (unitName: string, more: Parameters<typeof storyParty>[1]) =>
    storyParty(world, { ...more, name: `${name}, ${unitName}`, ...berlin });
  const branch = (city: string) =>
    unit(`Niederlassung ${city}`, { kind: 'organisation', name, unit: 'branch', parentId: company.id });
  const department = (title: string, parentId: string) =>
    unit(title, { kind: 'organisation', name, unit: 'department', parentId });
  const [here, there] = [branch('Kreuzberg'), branch('Potsdam')];
  const purchasing = department('Einkauf', here.id);
  const workshop = department('Werkstatt', there.id);
  const employ = (person: string, organisationId: string, departmentId: string, job: string) => {
    const id = newId();
    world.relations.push(
      seed(affiliationAdd, {
        ...{ id, personId: person, organisationId, departmentId, job },
        ...{ reportsTo: null, since: '2021-02-01', until: null },
      }),
    );
  };
  const ute = storyParty(world, { kind: 'person', name: 'Ute Sander', ...berlin, note: `Einkauf, ${name}` });
  ute.contacts.push(mailContact(newId(), 'Büro', 'ute.sander@kessler-metallbau.example'));
  const jens = storyParty(world, { kind: 'person', name: 'Jens Kessler', ...berlin });
  jens.contacts.push(phone(world, 'Büro', '030 23125 2-11', '+493023125211'));
  employ(ute.id, company.id, purchasing.id, 'Leitung Einkauf');
  employ(jens.id, company.id, workshop.id, 'Werkstattleiter');

  record(world, {
    ...{ party: company, type: 'mail', direction: 'in', by: mehmet, ago: 5 * DAY },
    body: 'Anfrage Erste-Hilfe-Kurs für 12 Mitarbeitende, gern im Januar.',
  });
  world.history.push(
    seed(
      ticketOpen,
      {
        id: newId(),
        number: formatTicketNumber(TICKET_YEAR, STORY_SERIALS.kessler),
        title: 'Erste-Hilfe-Kurs für 12 Mitarbeitende',
        kind: 'enquiry',
        partyId: company.id,
        ownerId: mehmet,
        dueAt: now - 1 * DAY,
        from: null,
      },
      { at: now - 5 * DAY + HOUR, by: mehmet },
    ),
  );
}

function huber(world: World): void {
  const { newId, now } = world.context;
  const shop = storyParty(world, {
    ...{ kind: 'organisation', name: 'Metzgerei Huber', sortName: 'Huber, Metzgerei', status: 'prospect' },
    ...{ street: 'Marktplatz 2', postalCode: '80331', city: 'München', note: 'Erreichbar nach 10 Uhr.' },
  });
  shop.contacts.push(phone(world, 'Laden', '089 99998 520', CALLERS.huber.number));
  world.history.push(
    seed(taskCreate, {
      id: newId(),
      kind: 'follow-up',
      title: 'Angebot Betriebsverpflegung nachfassen',
      partyId: shop.id,
      assigneeId: nadine,
      dueAt: now + 3 * MINUTE,
      dueHasTime: true,
      promised: false,
      from: null,
    }),
  );
  record(world, {
    ...{ party: shop, type: 'call', direction: 'out', by: nadine, ago: 3 * DAY, lasted: MINUTE },
    ...{ outcome: 'not-reached', number: CALLERS.huber.number.slice(1) },
    body: 'Chef ist erst ab 10 Uhr da.',
  });
}

function weidenau(world: World): void {
  const { newId } = world.context;
  const town = storyParty(world, {
    ...{ kind: 'organisation', name: 'Stadt Weidenau', status: 'prospect' },
    ...{ street: 'Rathausplatz 1', postalCode: '50998', city: 'Weidenau' },
  });
  town.contacts.push(
    phone(world, 'Rathaus', '0221/4710 505', '+492214710505'),
    mailContact(newId(), 'Büro', 'beschaffung@stadt-weidenau.example'),
  );
  const jana = storyParty(world, {
    kind: 'person',
    name: 'Jana Reuter',
    status: 'prospect',
    postalCode: '80331',
    city: 'München',
  });
  jana.contacts.push(
    phone(world, 'privat', '089 99998-640', CALLERS.janaReuter.number),
    mailContact(newId(), 'privat', 'jana.reuter@post-mail.example'),
  );
  record(world, {
    ...{ party: jana, type: 'mail', direction: 'in', by: birgit, ago: 6 * DAY },
    body: 'Anmeldung über das Formular: „Erste Hilfe 12.05.“; der Kurs ist voll, Warteliste.',
  });
}
