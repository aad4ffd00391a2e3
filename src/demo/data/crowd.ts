import { interactionRecord } from '#shared/features/interactions/commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import type { ContactArgs } from '#shared/features/parties/contact-commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { OUTCOMES } from '#shared/calls/wrap-up.ts';
import { seed } from './seed-command.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';
import { FAMILY_NAMES, GIVEN_NAMES, LEGAL_FORMS, PLACES, STREETS, TRADES } from './names.ts';
import { STAFF } from './staff.ts';
import { LAST_TICKET_SERIAL, TICKET_YEAR } from './ticket-numbers.ts';

const DAY = 86_400_000;

/** Private numbers of the film ranges: city tails 500…999 (below are switchboards), two mobile ranges. */
const RANGES = [
  { code: '30', block: '23125', tails: 1000, from: 500 },
  { code: '69', block: '90009', tails: 1000, from: 500 },
  { code: '40', block: '66969', tails: 1000, from: 500 },
  { code: '221', block: '4710', tails: 1000, from: 500 },
  { code: '89', block: '99998', tails: 1000, from: 500 },
] as const;

const NOTES = [
  'Fragt nach den Zeiten des Fahrdienstes.',
  'Möchte den Vertrag auf den Ehepartner umschreiben.',
  'Beschwert sich über zu späte Abholung, Entschuldigung ausgesprochen.',
  'Adresse berichtigt.',
  'Bittet um Zusendung der Preisliste.',
  'Kurs „Erste Hilfe am Kind“ gebucht.',
  'Rechnung erklärt, alles klar.',
] as const;

const TITLES = [
  'Adresse prüfen',
  'Rechnung unklar',
  'Termin verschieben',
  'Unterlagen nachsenden',
  'Beschwerde Fahrdienst',
  'Gerät tauschen',
] as const;

/** Everybody else: enough of them that searching, sorting and scrolling mean something. */
export function crowdCommands(context: SeedContext, count: number): SeedCommand[] {
  const usedNumbers = new Set<string>(['221-4710612', '221-4710733']);
  return Array.from({ length: count }, (_, index) => partyWithHistory(context, index, usedNumbers)).flat();
}

function partyWithHistory(context: SeedContext, index: number, usedNumbers: Set<string>): SeedCommand[] {
  const { random, newId, now } = context;
  const id = newId();
  const commands = [party(context, id, index, usedNumbers)];
  const staff = () => random.pick(STAFF).id;
  for (let contacts = random.int(4); contacts > 0; contacts--) {
    const occurredAt = now - random.int(300) * DAY - random.int(DAY);
    const isCall = random.chance(0.75);
    commands.push(
      seed(interactionRecord, {
        id: newId(),
        type: isCall ? 'call' : random.pick(['mail', 'letter', 'note']),
        direction: random.pick(['in', 'in', 'out']),
        partyId: id,
        staffId: staff(),
        occurredAt,
        endedAt: isCall ? occurredAt + (30 + random.int(400)) * 1000 : null,
        outcome: isCall ? random.pick(OUTCOMES) : null,
        body: random.pick(NOTES),
      }),
    );
  }
  if (random.chance(0.15)) {
    commands.push(
      seed(ticketCreate, {
        id: newId(),
        number: formatTicketNumber(TICKET_YEAR, LAST_TICKET_SERIAL + 1 + index),
        title: random.pick(TITLES),
        kind: random.pick(['enquiry', 'complaint', 'support', 'other']),
        partyId: id,
        ownerId: staff(),
        dueAt: now + (random.int(20) - 5) * DAY,
        from: null,
      }),
    );
  }
  if (random.chance(0.12)) {
    commands.push(
      seed(taskCreate, {
        id: newId(),
        kind: random.pick(['callback', 'follow-up']),
        title: random.pick(TITLES),
        partyId: id,
        assigneeId: staff(),
        dueAt: now + (1 + random.int(14)) * DAY,
        dueHasTime: random.chance(0.6),
        promised: random.chance(0.4),
        from: null,
      }),
    );
  }
  return commands;
}

function party(
  { random, newId }: SeedContext,
  id: string,
  index: number,
  usedNumbers: Set<string>,
): SeedCommand {
  const place = random.pick(PLACES);
  const family = random.pick(FAMILY_NAMES);
  const isOrganisation = random.chance(0.15);
  const given = random.pick(GIVEN_NAMES);
  const name = isOrganisation
    ? `${family} ${random.pick(TRADES)} ${random.pick(LEGAL_FORMS)}`
    : `${given} ${family}`;
  return seed(partyCreate, {
    id,
    kind: isOrganisation ? 'organisation' : 'person',
    status: random.chance(0.85) ? 'customer' : 'prospect',
    name,
    sortName: isOrganisation ? name : `${family}, ${given}`,
    customerNo: `K-${30_000 + index}`,
    street: `${random.pick(STREETS)} ${1 + random.int(90)}`,
    postalCode: place.postalCode,
    city: place.city,
    note: '',
    contacts: [privateNumber({ random, newId }, usedNumbers)],
  });
}

/** Spelled as people spell: slash, dash, country code, brackets, dots. */
function privateNumber(
  { random, newId }: Pick<SeedContext, 'random' | 'newId'>,
  usedNumbers: Set<string>,
): ContactArgs {
  for (;;) {
    const { code, block, tails, from } = random.pick(RANGES);
    const tail = String(from + random.int(tails - from));
    const key = `${code}-${block}${tail}`;
    // A number twice would be a family, and those are made on purpose elsewhere.
    if (usedNumbers.has(key) && usedNumbers.size < RANGES.length * 400) continue;
    usedNumbers.add(key);
    const local = `${block}${tail}`;
    const raw = random.pick([
      `0${code}/${local}`,
      `0${code} ${block} ${tail}`,
      `+49 (0)${code} ${block}-${tail}`,
      `+49.${code}.${local}`,
      `(0${code}) ${local}`,
      `0049 ${code} ${local}`,
    ]);
    return {
      id: newId(),
      kind: 'phone',
      label: random.pick(['privat', 'Büro', 'tagsüber']),
      raw,
      digits: `49${code}${local}`,
      stem: null,
    };
  }
}
