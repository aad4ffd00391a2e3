import { beforeAll, describe, expect, it } from 'vitest';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { contactPointTable, partyTable } from '#shared/features/parties/model.ts';
import { affiliationTable } from '#shared/features/relations/model.ts';
import { staffTable } from '#shared/features/staff/staff.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { parseStored } from '#shared/phone/stored.ts';
import type { Row, Table } from '#shared/rows/table.ts';
import { CALLERS } from './callers.ts';
import { demoData, midnightBefore } from './demo-data.ts';
import type { TenantData } from './demo-data.ts';
import { FULL, FULL_PARTIES } from './figures.ts';
import { rowsIn, rowsOf } from './rows-of.ts';
import type { RowsByTable } from './rows-of.ts';
import { STAFF, staffCommands } from './staff.ts';
import { DAY } from './world.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const TODAY = midnightBefore(NOW);

/** Film numbers; of a switchboard also its main number, `-0`. */
const FILM_NUMBER =
  /^(?:49(?:(?:3023125|6990009|4066969|2214710|8999998)(?:\d{3}|[0-4]0)|17139200\d\d|176040690\d\d)|442079460\d{3})$/;

let tenants: readonly TenantData[];
let rows: readonly RowsByTable[];
const all = <T extends Table>(table: T): readonly Row<T>[] => rows.flatMap((tenant) => rowsIn(tenant, table));
const fill = (data: readonly TenantData[], now: number): RowsByTable[] =>
  data.map(({ staff, commands }) => rowsOf([...staffCommands(staff), ...commands], { now, by: STAFF[0].id }));

beforeAll(() => {
  tenants = demoData({ seed: 1, now: NOW });
  rows = fill(tenants, NOW);
});

const countBy = <T>(list: readonly T[], keyOf: (item: T) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const item of list) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
};
const phones = () => all(contactPointTable).filter(({ kind }) => kind === 'phone');
const calls = () => all(interactionTable).filter(({ type }) => type === 'call');

describe('the demo data', () => {
  it('is the same, byte for byte, for the same seed and time, and another for another', () => {
    const bytes = (seed: number, now: number) => JSON.stringify(demoData({ seed, now, parties: 300 }));
    expect(bytes(1, NOW)).toBe(bytes(1, NOW));
    expect(bytes(2, NOW)).not.toBe(bytes(1, NOW));
    expect(JSON.stringify(demoData({ seed: 1, now: NOW })) === JSON.stringify(tenants)).toBe(true);
  });

  it('has the four tenants', () => {
    expect(tenants.map(({ slug }) => slug)).toEqual(['kv-lindental', 'kv-ahrenfeld', 'vitalwerk', 'demo']);
  });

  it('has as many customers as asked for, by kind', () => {
    expect(countBy(all(partyTable), ({ kind }) => kind)).toEqual({
      person: 2_000,
      organisation: 180,
      household: 240,
    });
    expect(FULL_PARTIES).toBe(2_420);
    for (const parties of [60, 100, 801])
      expect(
        fill(demoData({ seed: 1, now: NOW, parties }), NOW).flatMap((tenant) => tenant.get('party') ?? []),
      ).toHaveLength(parties);
  });

  it.each([0, 1, 7, 20, 40])('is there for %i customers, too, those of the stories at least', (parties) => {
    const [first] = demoData({ seed: 1, now: NOW, parties });
    expect(first?.commands.length).toBeGreaterThan(20);
  });

  it('has 25 trunks and 12 hierarchies of three levels', () => {
    const stems = phones().flatMap(({ stem }) => stem ?? []);
    expect(new Set(stems).size).toBe(25);
    const parties = new Map(all(partyTable).map((party) => [party.id, party]));
    const departments = [...parties.values()].filter(({ unit }) => unit === 'department');
    const tops = departments.map((department) => {
      const branch = parties.get(department.parent_id ?? '');
      const company = parties.get(branch?.parent_id ?? '');
      expect([branch?.unit, company?.unit]).toEqual(['branch', 'company']);
      return company?.id;
    });
    expect(new Set(tops).size).toBe(12);
  });

  it('has 2,700 numbers, in many spellings, each as the desk reads it', () => {
    expect(phones()).toHaveLength(2_700);
    for (const { raw, digits, fault } of phones()) {
      const read = parseStored(raw, { country: '49' });
      expect(read.map((number) => number.digits)).toContain(digits);
      expect(digits === null).toBe(fault !== null);
    }
    const shapes = countBy(phones(), ({ raw }) => raw.replace(/\d+/g, '9'));
    expect(Object.keys(shapes).length).toBeGreaterThan(20);
    for (const shape of ['9/9', '+9 (9)9 9', '9 9 9-9', '9 9 9-9 bis -9'])
      expect(shapes[shape]).toBeGreaterThan(3);
    expect(phones().filter(({ fault }) => fault === 'no-area-code')).toHaveLength(FULL.faultyNumbers);
  });

  it.each([40, 300])('has six of them among %i customers, too', (parties) => {
    const small = fill(demoData({ seed: 1, now: NOW, parties }), NOW);
    const faulty = small
      .flatMap((tenant) => rowsIn(tenant, contactPointTable))
      .filter(({ fault }) => fault !== null);
    expect(faulty).toHaveLength(6);
  });

  it('has no number that could be somebody’s, and no mail address either', () => {
    const numbers = [
      ...phones().flatMap(({ digits }) => digits ?? []),
      ...all(interactionTable).flatMap(({ number }) => number ?? []),
      ...Object.values(CALLERS).map(({ number }) => number.slice(1)),
    ];
    expect(numbers.filter((number) => !FILM_NUMBER.test(number))).toEqual([]);
    for (const { block } of phones()
      .filter(({ digits }) => digits === null)
      .map(({ raw }) => ({ block: raw.replace(/\D/g, '') })))
      expect(block).toMatch(/^(?:23125|90009|66969|4710|99998)\d{3}$/);
    const mails = all(contactPointTable)
      .filter(({ kind }) => kind === 'mail')
      .map(({ raw }) => raw);
    const ours = all(staffTable).flatMap(({ mail }) => mail ?? []);
    expect(mails.length).toBeGreaterThan(500);
    expect([...mails, ...ours].filter((mail) => !/^[a-z0-9.-]+@[a-z0-9-]+\.example$/.test(mail))).toEqual([]);
  });

  it('shares numbers where it says so and nowhere else, not even over tenants', () => {
    const said = tenants.flatMap(({ sharedNumbers }) => sharedNumbers);
    expect(countBy(said, ({ kind }) => kind)).toEqual({
      family: 90,
      'care-home': 8,
      'law-firm': 3,
      duplicate: 40,
    });
    const holders = new Map<string, string[]>();
    for (const { digits, party_id: party } of phones())
      if (digits !== null) holders.set(digits, [...(holders.get(digits) ?? []), party]);
    const shared = [...holders].filter(([, parties]) => parties.length > 1);
    const sorted = (list: (readonly [string, readonly string[]])[]) =>
      list.map(([digits, parties]) => `${digits}: ${parties.toSorted().join()}`).toSorted();
    expect(sorted(shared)).toEqual(sorted(said.map(({ digits, parties }) => [digits, parties])));
  });

  it('has 120 pairs that look like duplicates, and knows which are', () => {
    const pairs = tenants.flatMap(({ duplicates }) => duplicates);
    expect(countBy(pairs, ({ kind, isDuplicate }) => `${kind} ${String(isDuplicate)}`)).toEqual({
      'same-number true': 40,
      'spelling true': 30,
      'married true': 20,
      'moved true': 20,
      'different false': 10,
    });
    const parties = new Map(all(partyTable).map((party) => [party.id, party]));
    for (const { kind, parties: ids } of pairs) {
      const [one, other] = ids.map((id) => parties.get(id));
      if (kind === 'spelling' || kind === 'married') expect(one?.birth_date).toBe(other?.birth_date);
      if (kind === 'spelling' || kind === 'married') expect(one?.last_name).not.toBe(other?.last_name);
      if (kind === 'moved')
        expect(`${one?.street ?? ''} ${one?.city ?? ''}`).not.toBe(
          `${other?.street ?? ''} ${other?.city ?? ''}`,
        );
      if (kind === 'different') expect([one?.name, one?.street]).toEqual([other?.name, other?.street]);
      if (kind === 'different') expect(one?.birth_date).not.toBe(other?.birth_date);
    }
    const members = new Set(pairs.flatMap(({ parties: ids }) => ids));
    expect(members.size).toBe(240);
  });

  it('has the calls of twelve months, as they come', () => {
    const digits = new Set(phones().flatMap((phone) => phone.digits ?? []));
    const stems = [...new Set(phones().flatMap(({ stem }) => stem ?? []))];
    const kindOf = ({
      number,
      answered_at: answered,
      direction,
      call_key: key,
    }: Row<typeof interactionTable>) => {
      if (number === null) return 'withheld';
      if (answered === null && direction === 'in') return 'missed';
      if (key !== null) return 'races';
      if (!number.startsWith('49')) return 'international';
      return !digits.has(number) && stems.some((stem) => number.startsWith(stem))
        ? 'unknownExtension'
        : 'plain';
    };
    expect(calls()).toHaveLength(9_000);
    expect(countBy(calls(), kindOf)).toEqual({
      withheld: 720,
      missed: 990,
      unknownExtension: 540,
      races: 270,
      international: 180,
      plain: 6_300,
    });
    const times = all(interactionTable).map(({ occurred_at: at }) => at);
    expect(Math.max(...times)).toBeLessThan(NOW);
    expect(Math.min(...times)).toBeGreaterThan(TODAY - 366 * DAY);
  });

  it('leaves none of who, when, with whom and what empty where somebody was spoken to', () => {
    expect(all(interactionTable).filter(({ type }) => type !== 'call')).toHaveLength(3_500);
    for (const { staff_id: who, occurred_at: when, party_id: whom, body, type, answered_at: answered } of all(
      interactionTable,
    )) {
      expect([who, when]).not.toContain(null);
      if (type !== 'call' || answered !== null) expect(body).not.toBe('');
      if (type !== 'call') expect(whom).not.toBeNull();
    }
  });

  it('has tickets and tasks, open, overdue and due today', () => {
    const tickets = all(ticketTable);
    const open = tickets.filter(({ state }) => state !== 'closed');
    expect(tickets).toHaveLength(1_400);
    expect(open).toHaveLength(160);
    expect(open.filter(({ due_at: due }) => due !== null && due < NOW)).toHaveLength(25);
    const merged = tickets.filter(({ merged_into: into }) => into !== null);
    expect(merged).toHaveLength(30);
    const partyOf = new Map(tickets.map(({ id, party_id: party }) => [id, party]));
    for (const { state, party_id: party, merged_into: into } of merged)
      expect([state, partyOf.get(into ?? '')]).toEqual(['closed', party]);
    expect(tickets.filter((ticket) => (ticket.closed_at ?? NOW) < ticket.opened_at)).toEqual([]);
    for (const tenant of rows) {
      const numbers = rowsIn(tenant, ticketTable).map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const number of numbers) expect(parseTicketNumber(number)).toBe(number);
      // The first that a desk leases; story 5.
      expect(numbers).not.toContain('26-005120-3');
    }
    const tasks = all(taskTable);
    expect(tasks).toHaveLength(1_100);
    const todo = tasks.filter(({ state }) => state === 'open');
    expect(todo).toHaveLength(FULL.tasks.open);
    expect(todo.filter(({ due_at: due }) => due >= TODAY && due < TODAY + DAY)).toHaveLength(40);
  });

  it('has 64 people of the house, and only they have written', () => {
    const staff = new Set<string>([...all(staffTable).map(({ id }) => id), ...STAFF.map(({ id }) => id)]);
    expect(staff.size).toBe(64);
    expect(all(interactionTable).filter(({ staff_id: id }) => !staff.has(id))).toEqual([]);
  });

  it('has the people of the stories, each in one tenant', () => {
    const tenantOf = (name: string) =>
      rows.flatMap((tenant, index) =>
        (tenant.get('party') ?? []).filter((party) => party['name'] === name).map(() => tenants[index]?.slug),
      );
    for (const name of [
      'Erika Brandt',
      'Frank Brandt',
      'Familie Brandt',
      'Kessler Metallbau GmbH',
      'Ute Sander',
      'Metzgerei Huber',
      'Stadt Weidenau',
      'Jana Reuter',
    ])
      expect([name, tenantOf(name)]).toEqual([name, ['kv-lindental']]);
    expect(tenantOf('Hedwig Paulsen')).toEqual(['kv-ahrenfeld']);
    expect(tenantOf('Kevin Roth')).toEqual(['vitalwerk']);
    expect(tenantOf('Ali Demir')).toEqual([]);
    expect(all(ticketTable).map(({ number }) => number)).toEqual(
      expect.arrayContaining(['26-004711-9', '26-004803-0']),
    );
    expect(all(affiliationTable).filter(({ job }) => job === 'Leitung Einkauf').length).toBeGreaterThan(0);
  });

  it('is the stories alone when nobody else is asked for', () => {
    const [lindental] = fill(demoData({ seed: 1, now: NOW, parties: 0 }), NOW);
    expect(lindental?.get('party')?.every(({ id }) => id !== '')).toBe(true);
    expect(lindental?.get('party')?.length).toBeLessThan(20);
    expect(lindental?.get('ticket')).toHaveLength(2);
  });
});
