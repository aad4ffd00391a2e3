import { interactionRecord } from '#shared/features/interactions/commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import type { ContactArgs } from '#shared/features/parties/contact-commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { CALLERS } from './callers.ts';
import { seed } from './seed-command.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';
import { staffOf } from './staff.ts';
import { TICKET_YEAR } from './ticket-numbers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The people of the ten stories (product.md) that the demo calls are about. */
export function storyCommands(context: SeedContext): SeedCommand[] {
  return [...brandtFamily(context), ...kessler(context), ...huber(context)];
}

function brandtFamily({ newId, now }: SeedContext): SeedCommand[] {
  const erika = newId();
  const frank = newId();
  const call = newId();
  const ticket = newId();
  const [nadine, mehmet, birgit] = [staffOf('nadine').id, staffOf('mehmet').id, staffOf('birgit').id];
  const shared = (): ContactArgs => phone(newId(), 'Familie', '0221/4710 733', CALLERS.familyBrandt.number);
  return [
    person(
      {
        id: erika,
        name: 'Erika Brandt',
        sortName: 'Brandt, Erika',
        customerNo: 'K-10482',
        street: 'Rosenweg 8',
      },
      [phone(newId(), 'privat', '0221 4710-612', CALLERS.erikaBrandt.number), shared()],
    ),
    person(
      {
        id: frank,
        name: 'Frank Brandt',
        sortName: 'Brandt, Frank',
        customerNo: 'K-10483',
        street: 'Rosenweg 8',
      },
      [phone(newId(), 'mobil', '0171 3920017', '+491713920017'), shared()],
    ),
    seed(interactionRecord, {
      id: newId(),
      type: 'visit',
      direction: 'none',
      partyId: erika,
      staffId: mehmet,
      occurredAt: now - 41 * DAY,
      outcome: 'resolved',
      body: 'Hausnotruf-Gerät erklärt, Schlüsselkasten geprüft.',
    }),
    seed(interactionRecord, {
      id: call,
      type: 'call',
      direction: 'in',
      partyId: erika,
      staffId: birgit,
      occurredAt: now - 2 * DAY,
      endedAt: now - 2 * DAY + 4 * MINUTE,
      outcome: 'ticket',
      number: '492214710612',
      body: 'Funkfinger reagiert nicht mehr, Batterie schon getauscht. Techniker zugesagt.',
    }),
    seed(interactionRecord, {
      id: newId(),
      type: 'letter',
      direction: 'out',
      partyId: erika,
      staffId: birgit,
      occurredAt: now - 20 * DAY,
      outcome: null,
      body: 'Vertragsunterlagen Hausnotruf versandt.',
    }),
    seed(ticketCreate, {
      id: ticket,
      number: formatTicketNumber(TICKET_YEAR, 4711),
      title: 'Hausnotruf-Funkfinger defekt',
      kind: 'support',
      partyId: erika,
      ownerId: nadine,
      dueAt: now + 2 * DAY,
      from: { linkId: newId(), ref: { type: 'interaction', id: call } },
    }),
    seed(taskCreate, {
      id: newId(),
      kind: 'callback',
      title: 'Rückruf wegen Techniker-Termin',
      partyId: erika,
      assigneeId: nadine,
      dueAt: now + 2 * HOUR,
      dueHasTime: true,
      promised: true,
      from: { linkId: newId(), ref: { type: 'ticket', id: ticket } },
    }),
    seed(interactionRecord, {
      id: newId(),
      type: 'call',
      direction: 'in',
      partyId: frank,
      staffId: nadine,
      occurredAt: now - 9 * DAY,
      endedAt: now - 9 * DAY + 2 * MINUTE,
      outcome: 'resolved',
      number: '492214710733',
      body: 'Zahlt für die Mutter, Lastschrift auf neues Konto umgestellt.',
    }),
  ];
}

function kessler({ newId, now }: SeedContext): SeedCommand[] {
  const company = newId();
  const ute = newId();
  const mehmet = staffOf('mehmet').id;
  return [
    seed(partyCreate, {
      id: company,
      kind: 'organisation',
      status: 'customer',
      name: 'Kessler Metallbau GmbH',
      sortName: 'Kessler Metallbau GmbH',
      customerNo: 'K-20017',
      street: 'Industriestraße 4',
      postalCode: '10963',
      city: 'Berlin',
      note: '',
      contacts: [
        {
          id: newId(),
          kind: 'phone',
          label: 'Zentrale',
          raw: '030 23125 2-0',
          digits: '49302312520',
          stem: '4930231252',
        },
      ],
    }),
    person(
      {
        id: ute,
        name: 'Ute Sander',
        sortName: 'Sander, Ute',
        customerNo: null,
        street: 'Industriestraße 4',
        city: 'Berlin',
        postalCode: '10963',
        note: 'Einkauf, Kessler Metallbau GmbH',
      },
      [
        {
          id: newId(),
          kind: 'mail',
          label: 'Büro',
          raw: 'ute.sander@kessler-metallbau.example',
          digits: null,
          stem: null,
        },
      ],
    ),
    seed(interactionRecord, {
      id: newId(),
      type: 'mail',
      direction: 'in',
      partyId: company,
      staffId: mehmet,
      occurredAt: now - 5 * DAY,
      outcome: null,
      body: 'Anfrage Erste-Hilfe-Kurs für 12 Mitarbeitende, gern im Januar.',
    }),
    seed(ticketCreate, {
      id: newId(),
      number: formatTicketNumber(TICKET_YEAR, 4803),
      title: 'Erste-Hilfe-Kurs für 12 Mitarbeitende',
      kind: 'enquiry',
      partyId: company,
      ownerId: mehmet,
      dueAt: now - 1 * DAY,
      from: null,
    }),
  ];
}

function huber({ newId, now }: SeedContext): SeedCommand[] {
  const shop = newId();
  const nadine = staffOf('nadine').id;
  return [
    seed(partyCreate, {
      id: shop,
      kind: 'organisation',
      status: 'prospect',
      name: 'Metzgerei Huber',
      sortName: 'Huber, Metzgerei',
      customerNo: null,
      street: 'Marktplatz 2',
      postalCode: '80331',
      city: 'München',
      note: 'Erreichbar nach 10 Uhr.',
      contacts: [phone(newId(), 'Laden', '089 99998-0', CALLERS.huber.number, '498999998')],
    }),
    seed(taskCreate, {
      id: newId(),
      kind: 'follow-up',
      title: 'Angebot Betriebsverpflegung nachfassen',
      partyId: shop,
      assigneeId: nadine,
      dueAt: now + 3 * MINUTE,
      dueHasTime: true,
      promised: false,
      from: null,
    }),
    seed(interactionRecord, {
      id: newId(),
      type: 'call',
      direction: 'out',
      partyId: shop,
      staffId: nadine,
      occurredAt: now - 3 * DAY,
      endedAt: now - 3 * DAY + MINUTE,
      outcome: 'not-reached',
      number: '4989999980',
      body: 'Chef ist erst ab 10 Uhr da.',
    }),
  ];
}

type PersonFields = Readonly<{
  id: string;
  name: string;
  sortName: string;
  customerNo: string | null;
  street: string;
  city?: string;
  postalCode?: string;
  note?: string;
}>;

function person(
  { city = 'Lindental', postalCode = '50999', note = '', ...fields }: PersonFields,
  contacts: ContactArgs[],
): SeedCommand {
  return seed(partyCreate, {
    kind: 'person',
    status: 'customer',
    city,
    postalCode,
    note,
    ...fields,
    contacts,
  });
}

function phone(
  id: string,
  label: string,
  raw: string,
  e164: string,
  stem: string | null = null,
): ContactArgs {
  return { id, kind: 'phone', label, raw, digits: e164.replace('+', ''), stem };
}
