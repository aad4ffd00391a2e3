import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { absenceReport } from '#shared/features/absences/commands.ts';
import { callbackClaim, callbackFinish, callbackMissed } from '#shared/features/callbacks/commands.ts';
import { callbackIdOf } from '#shared/features/callbacks/model.ts';
import { interactionLogCall } from '#shared/features/interactions/commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { ticketSetState } from '#shared/features/tickets/commands.ts';
import { de } from '#renderer/features/imports/de.ts';
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

  it('of one’s follow-ups is what the start page shows: one’s own, due before a time', () => {
    desk.addStaff(idOf(82), 'Mehmet Yıldız', '22');
    const task = (id: number, title: string, assigneeId: string, day: number): void =>
      desk.host.runNamed('task.create', {
        ...{ id: idOf(id), kind: 'letter', title, partyId: ERIKA, assigneeId, promised: false, from: null },
        ...{ dueAt: new Date(2026, 11, day).getTime(), dueHasTime: false },
      });
    task(71, 'Heute', SESSION.userId, 3);
    task(72, 'Morgen', SESSION.userId, 4);
    task(73, 'Kollege', idOf(82), 3);
    const mineBefore = String(new Date(2026, 11, 4).getTime());
    expect(saved('follow-ups', '', { mineBefore })).toEqual([
      ['2026-12-03', 'letter', 'Heute', 'Erika Brandt'],
    ]);
    expect(promised('follow-ups', '', { mineBefore })).toBe(1);
    expect(promised('follow-ups')).toBe(3);
    for (const bad of ['', 'x', '-1', '1e9'])
      expect(() => saved('follow-ups', '', { mineBefore: bad })).toThrow(
        expect.objectContaining({ code: 'filter.unknown' }),
      );
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
    const ride = ['Krankenfahrt', 'Fahrdienst', '', 'Mo–Fr 8–16 Uhr', '', '12 €', ''];
    expect(saved('offers')).toEqual([['Fahrdienst', '', '', 'Mo–Fr 8–16 Uhr', '', '', ''], ride]);
    // As the book searches: words by their beginnings, in any order.
    expect(saved('offers', 'fahrd krank')).toEqual([ride]);
    expect(promised('offers', 'fahrd krank')).toBe(1);
    desk.host.runNamed('offering.put', { id: idOf(92), ...offer, listed: false });
    expect(promised('offers')).toBe(1);
    expect(promised('offers', '', { withdrawn: 'shown' })).toBe(2);
  });

  it('of callbacks is what the screen shows, and nobody who took one on', () => {
    const missed = (callKey: string, partyId: string | null, number: string, missedAt: number): void =>
      desk.run(callbackMissed, {
        ...{ callKey, partyId, number, missedAt, callbackId: null, queue: 'Hausnotruf', dialled: null },
      });
    const minute = (at: number): number => new Date(2026, 10, 24, 9, at).getTime();
    missed('a', ERIKA, '49302312501', minute(5));
    missed('b', ERIKA, '49302312501', minute(9));
    missed('c', null, '49302312502', minute(7));
    missed('d', ALI, '49302312503', minute(8));
    const entry = (partyId: string | null, number: string): string =>
      callbackIdOf('scope', { partyId, number }) ?? '';
    desk.run(callbackClaim, { id: entry(null, '49302312502') });
    const calls = desk.replica.db
      .prepare<[string], string>('SELECT id FROM missed_call WHERE call_key = ?')
      .pluck();
    desk.run(callbackFinish, { calls: calls.all('d') });
    const erika = ['Erika Brandt', '+49302312501', 'Hausnotruf', '2', '2026-11-24 09:05', '2026-11-24 09:09'];
    const unknown = ['', '+49302312502', 'Hausnotruf', '1', '2026-11-24 09:07', '2026-11-24 09:07'];
    expect(saved('callbacks')).toEqual([
      [...erika, '', '', ''],
      [...unknown, '', '', ''],
    ]);
    expect(promised('callbacks')).toBe(2);
    expect(saved('callbacks', '', { show: 'mine' })).toEqual([[...unknown, '', '', '']]);
    expect(column('callbacks', 'customer', saved('callbacks', '', { show: 'done' }))).toEqual(['Ali Demir']);
    expect(column('callbacks', 'customer', saved('callbacks', 'brandt'))).toEqual(['Erika Brandt']);
  });

  it('of absences has the days and who stands in, and no reason', () => {
    desk.now = new Date(2026, 10, 24, 9).getTime();
    desk.addStaff(SESSION.userId, 'Nadine Kröger', '21');
    desk.addStaff(idOf(82), 'Mehmet Yıldız', '22');
    desk.run(absenceReport, {
      ...{ id: idOf(83), staffId: SESSION.userId, deputyId: idOf(82) },
      ...{ fromAt: new Date(2026, 10, 26).getTime(), untilAt: new Date(2026, 11, 1).getTime() },
    });
    expect(saved('absences')).toEqual([['Nadine Kröger', '2026-11-26', '2026-11-30', 'Mehmet Yıldız']]);
  });

  it('of duplicates has each undecided pair once, over as many pages as there are', () => {
    const found = (low: string, high: string, score: number): void =>
      desk.replica.transact(({ db }) => {
        db.prepare('INSERT INTO duplicate_pair VALUES (?, ?, ?, ?)').run(low, high, score, '["phone"]');
      });
    found(ERIKA, KESSLER, 80);
    found(ERIKA, ALI, 60);
    found(ALI, KESSLER, 70);
    desk.host.runNamed('duplicate.dismiss', { partyId: KESSLER, otherId: ALI });
    expect(saved('duplicates').map((cells) => [cells[0], cells[2], cells[4], cells[5]])).toEqual([
      ['Erika Brandt', 'Ali Demir', '60', 'phone'],
      ['Erika Brandt', 'Ilse Kessler', '80', 'phone'],
    ]);
    expect(promised('duplicates')).toBe(2);
    const list = desk.host.exportLists().find(({ name }) => name === 'duplicates');
    const first = list?.page(desk.replica.db, { text: '' }, null, 1) as Page;
    expect(first.rows.length).toBe(1);
    expect(list?.page(desk.replica.db, { text: '' }, first.next, 1)).toMatchObject({
      rows: [['Erika Brandt', 'Köln', 'Ilse Kessler', 'Köln', '80', 'phone', ERIKA, KESSLER]],
    });
  });

  it('of the reading log is asked of the centre page by page: one’s own, of a sheet, or of a colleague', async () => {
    const asked: unknown[] = [];
    const at = new Date(2026, 10, 24, 9, 5).getTime();
    desk.centre = async (_path, body) => {
      asked.push(body);
      const { before } = body as { readonly before: unknown };
      const entry = { kind: 'sheet', partyId: ERIKA, partyName: 'Erika Brandt', readerId: idOf(82), at };
      return {
        entries: [{ ...entry, id: idOf(90), readerName: 'Mehmet Yıldız' }],
        ...{ kinds: ['sheet'], keepDays: 90 },
        next: before === null ? { at, id: idOf(90) } : null,
      };
    };
    const page = (filters: Filters, after: string | null): Promise<Page> =>
      running.ask('imports.exportPage', { list: 'readings', text: '', filters, after }) as Promise<Page>;
    const first = await page({}, null);
    expect(first.rows).toEqual([['2026-11-24 09:05', 'sheet', 'Erika Brandt', 'Mehmet Yıldız']]);
    expect((await page({}, first.next)).next).toBeNull();
    await page({ party: ERIKA }, null);
    await page({ reader: idOf(82) }, null);
    expect(asked).toEqual([
      { of: { what: 'own' }, before: null },
      { of: { what: 'own' }, before: { at, id: idOf(90) } },
      { of: { what: 'party', id: ERIKA }, before: null },
      { of: { what: 'reader', id: idOf(82) }, before: null },
    ]);
    expect(promised('readings')).toBeNull();
    const bad: readonly Filters[] = [{ nonsense: 'x' }, { party: '' }, { party: ERIKA, reader: idOf(82) }];
    for (const filters of bad)
      await expect(page(filters, null)).rejects.toMatchObject({ code: 'filter.unknown' });
  });

  it('of accounts is the administration’s alone', async () => {
    const lists = (): readonly string[] =>
      (running.ask('imports.exportLists', {}) as readonly { readonly name: string }[]).map(
        ({ name }) => name,
      );
    expect(lists()).not.toContain('users');
    expect(() => saved('users')).toThrow(expect.objectContaining({ code: 'import.no-list' }));
    desk.signIn({ ...SESSION, roles: ['admin'] });
    expect(lists()).toContain('users');
    desk.centre = async (path) =>
      path.endsWith('/scopes')
        ? { scopes: [{ id: 'weidenau', name: 'Weidenau' }] }
        : {
            users: [
              {
                ...{ userId: idOf(82), login: 'mehmet', name: 'Mehmet Yıldız', roles: ['agent', 'lead'] },
                ...{ disabled: false, mustChange: false, hasSecondFactor: true, devices: 2 },
                ...{ homeScopeId: 'weidenau', scopeIds: ['weidenau', 'x'], seenAt: null },
              },
            ],
          };
    const page = (text: string): Promise<Page> =>
      running.ask('imports.exportPage', { list: 'users', text, after: null }) as Promise<Page>;
    expect((await page('yildiz')).rows).toEqual([
      ['Mehmet Yıldız', 'mehmet', 'agent, lead', 'open', 'Weidenau, x', 'x', '2', ''],
    ]);
    expect((await page('nobody')).rows).toEqual([]);
  });

  it('has words for its name and for each of its columns', () => {
    for (const { name, columns } of desk.host.exportLists()) {
      expect(Object.keys(de.list)).toContain(name);
      expect(Object.keys(de.column)).toEqual(expect.arrayContaining([...columns]));
    }
  });

  it('is nothing that an agent gets', () => {
    desk.signIn(SESSION);
    expect(() => saved('customers')).toThrow(expect.objectContaining({ code: 'access.denied' }));
  });
});
