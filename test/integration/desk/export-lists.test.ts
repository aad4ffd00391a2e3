import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionLogCall } from '#shared/features/interactions/commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { ticketSetState } from '#shared/features/tickets/commands.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';

const [ERIKA, ALI, KESSLER] = [idOf(1), idOf(2), idOf(3)];

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica({ user: { ...SESSION, roles: ['steward'] } });
  running = await desk.start('imports');
  for (const [id, name, status] of [
    [ERIKA, 'Erika Brandt', 'customer'],
    [ALI, 'Ali Demir', 'prospect'],
    [KESSLER, 'Ilse Kessler', 'customer'],
  ] as const)
    desk.run(partyCreate, {
      ...{ id, kind: 'person', status, name, sortName: name, customerNo: null, street: null },
      ...{ postalCode: null, city: 'Köln', note: '', contacts: [] },
    });
  desk.addTicket(idOf(50), 'Funkfinger defekt', ERIKA);
  desk.addTicket(idOf(51), 'Rechnung doppelt', ALI);
  desk.run(ticketSetState, { id: idOf(51), state: 'closed', result: null });
  const over = { partyId: ERIKA, endedAt: 2_000, queue: null, callKey: null, direction: 'in' as const };
  const call = (id: number, answeredAt: number | null): void =>
    desk.run(interactionLogCall, {
      ...{ ...over, id: idOf(id), occurredAt: 1_000, answeredAt, number: `49221471061${String(id % 10)}` },
      endReason: answeredAt === null ? 'missed-caller' : 'completed',
    });
  call(61, 1_500);
  call(62, null);
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

interface Page {
  readonly rows: readonly (readonly string[])[];
  readonly next: string | null;
}
type Filters = Readonly<Record<string, string>>;

/** The whole list as the button saves it, and how many were promised. */
function saved(list: string, text = '', filters: Filters = {}): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  for (let after: string | null = null; ;) {
    const page = running.ask('imports.exportPage', { list, text, filters, after }) as Page;
    rows.push(...page.rows);
    if (page.next === null) break;
    after = page.next;
  }
  return rows;
}
const promised = (list: string, text = '', filters: Filters = {}): unknown =>
  running.ask('imports.exportCount', { list, text, filters });
function column(list: string, name: string, rows: readonly (readonly string[])[]): readonly string[] {
  const place =
    desk.host
      .exportLists()
      .find((one) => one.name === list)
      ?.columns.indexOf(name) ?? -1;
  expect(place).toBeGreaterThanOrEqual(0);
  return rows.map((cells) => cells[place] ?? '').toSorted();
}

describe('a list saved as a file', () => {
  it.each(['customers', 'calls', 'tickets'])(
    'of %s has a cell for every column, and every row promised',
    (list) => {
      const rows = saved(list);
      const columns = desk.host.exportLists().find(({ name }) => name === list)?.columns ?? [];
      expect(rows.length).toBe(promised(list));
      expect(rows.length).toBeGreaterThan(1);
      for (const cells of rows) expect(cells.length).toBe(columns.length);
    },
  );

  it('of customers is what the list shows: search and filters count', () => {
    const names = (text: string, filters: Filters = {}): readonly string[] => {
      const rows = saved('customers', text, filters);
      expect(promised('customers', text, filters)).toBe(rows.length);
      return column('customers', 'name', rows);
    };
    expect(names('')).toEqual(['Ali Demir', 'Erika Brandt', 'Ilse Kessler']);
    expect(names('', { status: 'customer' })).toEqual(['Erika Brandt', 'Ilse Kessler']);
    expect(names('brandt')).toEqual(['Erika Brandt']);
    expect(names('köln', { status: 'prospect' })).toEqual(['Ali Demir']);
    expect(() => saved('customers', '', { nonsense: 'x' })).toThrow(
      expect.objectContaining({ code: 'filter.unknown' }),
    );
  });

  it('of calls is all of them, or the missed ones alone', () => {
    expect(column('calls', 'number', saved('calls', '', { show: 'all' }))).toEqual([
      '+492214710611',
      '+492214710612',
    ]);
    const missed = saved('calls', '', { show: 'missed' });
    expect(column('calls', 'number', missed)).toEqual(['+492214710612']);
    expect(column('calls', 'seconds', missed)).toEqual(['']);
    expect(promised('calls', '', { show: 'missed' })).toBe(1);
  });

  it('of the team’s open tickets has no closed one; of all tickets it has', () => {
    expect(column('tickets', 'title', saved('tickets', '', { show: 'open' }))).toEqual(['Funkfinger defekt']);
    expect(promised('tickets', '', { show: 'open' })).toBe(1);
    expect(column('tickets', 'title', saved('tickets'))).toEqual(['Funkfinger defekt', 'Rechnung doppelt']);
  });

  it('of what is open has nothing done, and nobody who is to do it', () => {
    const task = (id: number, title: string): void =>
      desk.host.runNamed('task.create', {
        ...{ id: idOf(id), kind: 'callback', title, partyId: ERIKA, assigneeId: SESSION.userId },
        ...{ dueAt: new Date(2026, 11, 3, 14, 30).getTime(), dueHasTime: true, promised: false, from: null },
      });
    task(71, 'Rückruf wegen Termin');
    task(72, 'Erledigt');
    desk.host.runNamed('task.complete', { id: idOf(72) });
    expect(saved('follow-ups')).toEqual([
      ['2026-12-03 14:30', 'callback', 'Rückruf wegen Termin', 'Erika Brandt'],
    ]);
    expect(promised('follow-ups')).toBe(1);
    expect(saved('follow-ups', 'nirgends')).toEqual([]);
  });

  it('of the phone book and of the offers is what the book says', () => {
    desk.addStaff(idOf(81), 'Nadine Kröger', '21');
    desk.host.runNamed('staff.put-entry', { id: idOf(81), responsibilities: 'Hausnotruf' });
    expect(column('colleagues', 'responsibilities', saved('colleagues', 'kroger'))).toEqual(['Hausnotruf']);
    expect(column('colleagues', 'extension', saved('colleagues', 'hausnotruf'))).toEqual(['21']);
    const said = { listed: true, description: '', openingHours: '', reachability: '', costs: '', place: '' };
    const provider = { ...said, name: 'Fahrdienst', openingHours: 'Mo–Fr 8–16 Uhr', directions: '' };
    desk.host.runNamed('provider.put', { id: idOf(91), ...provider });
    const offer = { ...said, providerId: idOf(91), name: 'Krankenfahrt', costs: '12 €' };
    desk.host.runNamed('offering.put', { id: idOf(92), ...offer });
    expect(saved('offers')).toEqual([['Krankenfahrt', 'Fahrdienst', '', 'Mo–Fr 8–16 Uhr', '', '12 €', '']]);
  });

  it('is nothing that an agent gets', () => {
    desk.signIn(SESSION);
    expect(() => saved('customers')).toThrow(expect.objectContaining({ code: 'access.denied' }));
  });
});
