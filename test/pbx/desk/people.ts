import { seed } from '#demo/data/seed-command.ts';
import type { SeedCommand } from '#demo/data/seed-command.ts';
import type { Role } from '#shared/commands/command.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';

export const TENANT = { slug: 'kv-lindental', name: 'KV Lindental e. V.' };

export interface Colleague {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly extension: '201' | '202' | '203';
  readonly roles: readonly Role[];
}

const idOf = (serial: number): string => `00000000-0000-7000-8000-${String(serial).padStart(12, '0')}`;

/** Whose phones the rig's PJSIP/201 … PJSIP/203 are. */
export const nadine = colleague(201, 'nadine', 'Nadine Kröger', ['agent']);
export const mehmet = colleague(202, 'mehmet', 'Mehmet Yıldız', ['agent']);
export const birgit = colleague(203, 'birgit', 'Birgit Hoffmann', ['lead', 'admin']);
export const STAFF = [nadine, mehmet, birgit];

function colleague(
  extension: 201 | 202 | 203,
  login: string,
  name: string,
  roles: readonly Role[],
): Colleague {
  return { userId: idOf(extension), login, name, extension: `${extension}`, roles };
}

export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  /** As the carrier delivers it: E.164 digits without `+`. */
  readonly from: string;
  /** As somebody once typed it into the sheet. */
  readonly typed: string;
}

/** One a test, so that no test sees what another has left on a sheet. All numbers are reserved for films. */
export const CALLERS = {
  erika: caller(1, 'Erika Brandt', 'Lindental', '492214710612', '0221/4710-612'),
  ute: caller(2, 'Ute Sander', 'Berlin', '493023125247', '+49 (0)30 23125-247'),
  jana: caller(3, 'Jana Huber', 'Frankfurt', '496990009533', '069 90009 533'),
  otto: caller(4, 'Otto Weiß', 'Hamburg', '494066969120', '040 66969120'),
  ayse: caller(5, 'Ayşe Demirel', 'München', '498999998640', '089 / 99998 640'),
  sabine: caller(6, 'Sabine Lorenz', 'Lindental', '492214710733', '0221 4710 733'),
  karl: caller(7, 'Karl Böhm', 'Lindental', '492214710744', '0221 4710 744'),
} as const;

/** Stored nowhere: who withholds it must not become known by it. */
export const WITHHELD = { from: '493023125986', name: 'Vera Geheim' };

export const ERIKAS_TICKET = {
  number: formatTicketNumber(2026, 4711),
  title: 'Hausnotruf-Funkfinger defekt',
};
export const ERIKAS_CALLBACK = 'Rückruf wegen Techniker-Termin';
export const ERIKAS_LAST_CONTACT = 'Batterie schon getauscht, Techniker zugesagt.';

export function caller(serial: number, name: string, city: string, from: string, typed: string): Caller {
  return { id: idOf(serial), name, city, from, typed };
}

/** What the tenant knows before the first call; `more` are callers known by nothing but name and number. */
export function tenantCommands(now: number, more: readonly Caller[] = []): readonly SeedCommand[] {
  const HOUR = 3_600_000;
  const { erika } = CALLERS;
  return [
    ...[...Object.values(CALLERS), ...more].map((party, index) =>
      seed(partyCreate, {
        id: party.id,
        kind: 'person',
        status: 'customer',
        name: party.name,
        sortName: party.name.split(' ').toReversed().join(', '),
        customerNo: `K-${10_482 + index}`,
        street: null,
        postalCode: null,
        city: party.city,
        note: '',
        contacts: [
          {
            id: idOf(1000 + index),
            kind: 'phone',
            label: 'privat',
            raw: party.typed,
            digits: party.from,
            stem: null,
          },
        ],
      }),
    ),
    seed(interactionRecord, {
      id: idOf(301),
      type: 'call',
      direction: 'in',
      partyId: erika.id,
      staffId: mehmet.userId,
      occurredAt: now - 48 * HOUR,
      endedAt: now - 48 * HOUR + 240_000,
      outcome: 'ticket',
      number: erika.from,
      body: ERIKAS_LAST_CONTACT,
    }),
    seed(ticketCreate, {
      id: idOf(302),
      ...ERIKAS_TICKET,
      kind: 'support',
      partyId: erika.id,
      ownerId: nadine.userId,
      dueAt: now + 48 * HOUR,
      from: { linkId: idOf(303), ref: { type: 'interaction', id: idOf(301) } },
    }),
    seed(taskCreate, {
      id: idOf(304),
      kind: 'callback',
      title: ERIKAS_CALLBACK,
      partyId: erika.id,
      assigneeId: mehmet.userId,
      dueAt: now + 2 * HOUR,
      dueHasTime: true,
      promised: true,
      from: { linkId: idOf(305), ref: { type: 'ticket', id: idOf(302) } },
    }),
  ];
}
