import type { CallerMatch, LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { PartyHead } from '#shared/features/parties/contract.ts';
import type { TeamFigures } from '#shared/features/figures/contract.ts';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';

/** A Thursday morning at KV Lindental. Everything else is told relative to it. */
export const NOW = new Date(2026, 10, 19, 9, 12).getTime();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** UUIDs that tell in a failing test what they are. */
export const idOf = (kind: number, n: number): string =>
  `0${kind}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const partyIdOf = (n: number): string => idOf(1, n);
export const callIdOf = (n: number): string => idOf(2, n);

export const session: Session = {
  tenantName: 'KV Lindental e. V.',
  demo: true,
  userId: idOf(9, 1),
  userName: 'Nadine Kröger',
  roles: ['agent'],
};

export const settings: DeskSettings = {
  ...defaultDeskSettings,
  centre: { url: 'https://zentrale.example', ca: '' },
  ami: {
    ...defaultDeskSettings.ami,
    enabled: true,
    host: 'pbx.lindental.example',
    user: 'rufblatt',
    secretSet: true,
    devices: ['PJSIP/201'],
  },
  dialProfile: { inbound: 'auto', outsideLine: '0', country: '49', area: '221', internalLength: 3 },
};

export const status: DeskStatus = {
  links: [{ adapter: 'ami', state: 'ready' }],
  pbx: { state: 'ready' },
  centre: { state: 'online', asOf: NOW - MINUTE, pending: 0, rejected: 0 },
  keyStrength: 'keychain',
};

type Person = readonly [name: string, city: string, phone: string, digits: string, kind?: PartyHead['kind']];

const people: readonly Person[] = [
  ['Erika Brandt', 'Lindental', '0221 4710 612', '492214710612'],
  ['Frank Brandt', 'Lindental', '0171 3920014', '491713920014'],
  ['Haushalt Brandt', 'Lindental', '0221 4710 612', '492214710612', 'household'],
  ['Kessler Metallbau GmbH', 'Berlin', '030 23125 2-0', '4930231252', 'organisation'],
  ['Ute Sander', 'Berlin', '030 23125 231', '493023125231'],
  ['Ali Demir', 'Weidenau', '0176 04069 022', '4917604069022'],
  ['Metzgerei Huber', 'München', '089 99998 140', '498999998140', 'organisation'],
  ['Pflegeheim St. Anna', 'Lindental', '0221 4710 4-0', '4922147104', 'organisation'],
  ['Jürgen Öztürk', 'Köln', '0221/4710-655', '492214710655'],
  ['Margarethe von der Heide', 'Lindental', '0221 4710 733', '492214710733'],
  ['Stadt Weidenau, Ordnungsamt', 'Weidenau', '069 90009 1-0', '4969900091', 'organisation'],
  ['Kevin Roth', 'Frankfurt', '069 90009 533', '4969900 09533'],
];

export const parties: readonly PartyHead[] = people.map(
  ([name, city, phone, digits, kind = 'person'], index) => ({
    id: partyIdOf(index + 1),
    kind,
    status: name === 'Ali Demir' ? 'prospect' : 'customer',
    name,
    customerNo: String(10_211 + index * 37),
    street: index === 0 ? 'Birkenweg 14' : null,
    postalCode: index === 0 ? '51067' : null,
    city,
    note: index === 0 ? 'Hausnotruf seit 2021. Schwerhörig – bitte langsam und deutlich sprechen.' : '',
    ownerId: null,
    ownerName: null,
    contacts: [
      {
        id: idOf(3, index * 4),
        kind: 'phone',
        label: 'privat',
        raw: phone,
        digits,
        stem: null,
        state: 'own',
        formerSince: null,
      },
      ...(index === 0
        ? ([
            {
              id: idOf(3, 1),
              kind: 'phone',
              label: 'Sohn Frank',
              raw: '0171 3920014',
              digits: '491713920014',
              stem: null,
              state: 'own',
              formerSince: null,
            },
            {
              id: idOf(3, 2),
              kind: 'phone',
              label: 'Nachbarin',
              raw: '47 11',
              digits: null,
              stem: null,
              state: 'own',
              formerSince: null,
            },
            {
              id: idOf(3, 3),
              kind: 'mail',
              label: 'privat',
              raw: 'erika.brandt@lindental.example',
              digits: null,
              stem: null,
              state: 'own',
              formerSince: null,
            },
          ] as const)
        : []),
    ],
  }),
);

const erika = partyIdOf(1);

export const tickets: readonly TicketLine[] = [
  ['26-004711-9', 'Hausnotruf: Funkfinger defekt, löst nicht aus', 'support', 'Nadine Kröger', 6, -1, 1],
  ['26-004763-8', 'Rechnung Oktober: doppelt abgebucht?', 'complaint', 'Birgit Hoffmann', 3, 2, 1],
  ['26-004790-1', 'Umzug zum 01.12.: neue Anschrift im Hausnotruf', 'order', 'Mehmet Yıldız', 1, null, 1],
  ['26-004803-0', 'Schlüsselübergabe im Pflegeheim klären', 'enquiry', 'Mehmet Yıldız', 12, -4, 8],
  ['26-004812-6', 'Fahrdienst: Rollstuhlplatz ab Dezember', 'order', 'Nadine Kröger', 2, 0, 10],
].map(([number, title, kind, ownerName, age, due, party], index) => ({
  id: idOf(4, index),
  number: String(number),
  title: String(title),
  kind: String(kind),
  kindName: null,
  state: index === 1 ? 'pending' : 'open',
  ...{ stateId: null, stateName: null, stateColour: 'plain' },
  partyId: partyIdOf(Number(party)),
  partyName: people[Number(party) - 1]?.[0] ?? null,
  ownerId: idOf(9, 1),
  ownerName: String(ownerName),
  ...{ pendingUntil: null, group: null, mergedInto: null, isKept: false },
  deputy: null,
  openedAt: NOW - Number(age) * DAY,
  dueAt: due === null ? null : NOW + Number(due) * DAY,
}));

interface Told extends Partial<InteractionLine> {
  /** Minutes before {@link NOW}. */
  readonly ago: number;
}

const told: readonly Told[] = [
  { ago: 14, endReason: 'missed-caller', number: '0221 4710733', partyId: partyIdOf(10), talkSeconds: null },
  {
    ago: 41,
    endReason: 'missed-no-answer',
    number: '040 66969 318',
    talkSeconds: null,
    staffName: 'Mehmet Yıldız',
  },
  {
    ago: 55,
    direction: 'out',
    partyId: partyIdOf(7),
    number: '089 99998 140',
    talkSeconds: 96,
    outcome: 'resolved',
    body: 'Liefertermin bestätigt',
  },
  {
    ago: 70,
    partyId: null,
    number: null,
    talkSeconds: 210,
    outcome: 'resolved',
    body: 'Frage zum Erste-Hilfe-Kurs, Flyer genannt',
  },
  {
    ago: 3 * 1440,
    partyId: erika,
    talkSeconds: 187,
    outcome: 'ticket',
    number: '0221 4710 612',
    body: 'Funkfinger löst beim Test nicht aus, Technik soll kommen',
  },
  {
    ago: 5 * 1440,
    direction: 'out',
    partyId: erika,
    talkSeconds: null,
    outcome: 'not-reached',
    number: '0221 4710 612',
    staffName: 'Mehmet Yıldız',
  },
  {
    ago: 12 * 1440,
    type: 'mail',
    partyId: erika,
    talkSeconds: null,
    outcome: null,
    body: 'Sohn fragt nach der Rechnung für Oktober',
    staffName: 'Birgit Hoffmann',
  },
  {
    ago: 31 * 1440,
    partyId: erika,
    talkSeconds: 341,
    outcome: 'resolved',
    number: '0221 4710 612',
    body: 'Jährlicher Funktionstest am Telefon durchgeführt',
  },
  {
    ago: 64 * 1440,
    type: 'visit',
    direction: 'none',
    partyId: erika,
    talkSeconds: null,
    body: 'Basisstation neben dem Bett aufgestellt',
    staffName: 'Tobias Lenz',
  },
  {
    ago: 4 * 1440,
    partyId: partyIdOf(8),
    talkSeconds: 66,
    outcome: 'forwarded',
    number: '0221 4710 4-12',
    body: 'An die Pflegedienstleitung verbunden',
  },
];

export const interactions: readonly InteractionLine[] = told.map(({ ago, ...given }, index) => {
  const partyId = given.partyId ?? null;
  return {
    id: idOf(5, index),
    type: 'call',
    direction: 'in',
    partyName: parties.find(({ id }) => id === partyId)?.name ?? null,
    staffName: 'Nadine Kröger',
    occurredAt: NOW - ago * MINUTE,
    talkSeconds: null,
    endReason: 'completed',
    number: null,
    outcome: null,
    body: '',
    timeKnown: true,
    result: null,
    nextStep: null,
    participants: [],
    links: [],
    files: 0,
    ...given,
    partyId,
  };
});

export const tasks: readonly TaskLine[] = [
  ['callback', 'Rückruf wegen Techniker', 1, 'Nadine Kröger', 5 * HOUR - 12 * MINUTE, true],
  ['callback', 'Angebot Geländer besprechen', 4, 'Nadine Kröger', -42 * MINUTE, true],
  ['follow-up', 'Rückmeldung Wohnberatung einholen', 10, 'Nadine Kröger', 2 * HOUR, false],
  ['appointment', 'Techniker bei Huber bestätigen', 7, 'Nadine Kröger', 6 * HOUR, false],
].map(([kind, title, party, assigneeName, away, promised], index) => ({
  id: idOf(6, index),
  kind: kind as TaskLine['kind'],
  title: String(title),
  partyId: partyIdOf(Number(party)),
  partyName: people[Number(party) - 1]?.[0] ?? null,
  assigneeName: String(assigneeName),
  mine: true,
  deputy: null,
  dueAt: NOW + Number(away),
  dueHasTime: true,
  promised: promised === true,
  attempts: 0,
  entries: 0,
  dial: '+498999998140',
}));

type Waiting = Partial<CallbackLine> & {
  /** Minutes before {@link NOW} of each missed call. */
  readonly ago: readonly number[];
};

const waiting: readonly Waiting[] = [
  { ago: [14], partyId: partyIdOf(10), partyName: 'Margarethe von der Heide', number: '0221 4710733' },
  { ago: [95, 60, 41], number: '040 66969318', line: 'Service-Center' },
  {
    ago: [30, 20],
    partyId: partyIdOf(7),
    partyName: 'Metzgerei Huber',
    number: '089 99998140',
    state: 'claimed',
    claim: { staffName: 'Mehmet Yıldız', mine: false },
  },
];

export const callbacks: readonly CallbackLine[] = waiting.map(({ ago, ...given }, index) => ({
  id: idOf(7, index),
  calls: ago.map((_, n) => idOf(8, index * 10 + n)),
  state: 'open',
  partyId: null,
  partyName: null,
  sharedBy: [],
  number: null,
  dial: `+49${(given.number ?? '').replaceAll(' ', '').slice(1)}`,
  firstAt: NOW - Math.max(...ago) * MINUTE,
  lastAt: NOW - Math.min(...ago) * MINUTE,
  line: null,
  claim: null,
  due: null,
  done: null,
  ...given,
}));

export const wrapUps: readonly WrapUp[] = [
  {
    id: callIdOf(80),
    direction: 'in',
    partyId: partyIdOf(8),
    partyName: 'Pflegeheim St. Anna',
    number: '0221 4710 4-12',
    startedAt: NOW - 34 * MINUTE,
    endedAt: NOW - 31 * MINUTE,
    outcome: null,
    note: 'Schlüssel liegt an der Pforte',
  },
];

const card = (n: number, detail: string) => ({
  ref: { type: 'party', id: partyIdOf(n) },
  name: people[n - 1]?.[0] ?? '',
  detail,
});

/** One caller for each rung of the ladder. */
export const matches: Readonly<Record<CallerMatch['rule'], CallerMatch>> = {
  withheld: { rule: 'withheld', candidates: [] },
  'own-extension': {
    rule: 'own-extension',
    candidates: [{ ref: { type: 'staff', id: idOf(9, 2) }, name: 'Mehmet Yıldız', detail: 'Service-Center' }],
  },
  ignored: { rule: 'ignored', digits: '492214710900', note: 'Türsprechanlage', candidates: [] },
  rejected: { rule: 'rejected', digits: '494066969999', note: 'Werbeanrufe', candidates: [] },
  'internal-rule': { rule: 'internal-rule', digits: '492214710100', note: 'Wache Weidenau', candidates: [] },
  exact: { rule: 'exact', digits: '492214710612', candidates: [card(1, 'Lindental · Nr. 10211')] },
  shared: {
    rule: 'shared',
    digits: '492214710612',
    candidates: [card(1, 'Lindental · 3 offene Tickets'), card(2, 'Sohn, zahlt'), card(3, 'Lindental')],
  },
  stem: {
    rule: 'stem',
    digits: '4930231252',
    extension: '47',
    candidates: [card(4, 'Zentrale'), card(5, 'Einkauf, Werk 2')],
  },
  unknown: { rule: 'unknown', candidates: [] },
};

const numbers: Readonly<Record<CallerMatch['rule'], string>> = {
  withheld: '0221 4710612',
  'own-extension': '22',
  exact: '0221 4710 612',
  shared: '0221 4710 612',
  stem: '030 23125 247',
  unknown: '040 66969 318',
  ignored: '0221 4710 900',
  rejected: '040 66969 999',
  'internal-rule': '0221 4710 100',
};

/** An incoming call that begins to ring at {@link NOW}. A withheld one carries a number all the same: none may be shown. */
export function ringing(rule: CallerMatch['rule'], changes: Partial<LiveCall> = {}): LiveCall {
  const number = numbers[rule];
  const match = matches[rule];
  const only = rule === 'exact' ? match.candidates[0] : undefined;
  return {
    id: callIdOf(Object.keys(numbers).indexOf(rule) + 1),
    direction: 'in',
    phase: 'ringing',
    device: 'PJSIP/201',
    remote: rule === 'withheld' ? { number, withheld: true } : { number },
    display: number,
    queue: 'Service-Center',
    match,
    party: only?.ref ?? null,
    startedAt: NOW,
    answeredAt: null,
    endedAt: null,
    ...changes,
  };
}

export const figures: TeamFigures = {
  hours: [8, 9, 10, 11, 12, 13, 14, 15].map((hour) => ({
    hour,
    answered: 20 + ((hour * 7) % 23),
    missed: (hour * 5) % 9,
  })),
  lines: [
    { line: 'Service-Center', answered: 182, missed: 21 },
    { line: 'Hausnotruf', answered: 67, missed: 4 },
    { line: null, answered: 31, missed: 6 },
  ],
  ticketAges: [
    { age: 'day', count: 12 },
    { age: 'week', count: 41 },
    { age: 'month', count: 23 },
    { age: 'older', count: 7 },
  ],
};
