import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import type { CheckInView, DutyOverview } from '#shared/features/duty/contract.ts';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { FormDraft } from '#shared/ipc/form-drafts-contract.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { operate } from '#test/integration/centre/operate.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId, person } from '#test/integration/centre/test-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import type { TcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';
import { startTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Two people, one desk: what each of them writes is theirs at a real centre, with the line and without it. */

const DAY_MS = 86_400_000;
const PINS = { nadine: '4711', mehmet: '0815', birgit: '2580' } as const;
type Login = keyof typeof PINS;

let rig: Rig;
let line: TcpProxy;
let desk: TestDesk;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  line = await startTcpProxy(rig.url);
  desk = await startTestDesk();
  await desk.ask('settings.change', { duty: { shared: true } });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await desk.stop();
  await line.stop();
});

const signIn = (login: Login): Promise<Session> =>
  desk.ask<Session>('session.signIn', { centre: line.url, tenant: 'kv', login, password: PASSWORD });
const leave = (): Promise<unknown> => desk.ask('duty.leave', { how: 'checked-out' });
const checkIn = (login: Login): Promise<unknown> =>
  desk.ask('duty.checkIn', { userId: rig[login].userId, pin: PINS[login] });
const current = (): Promise<Session | null> => desk.ask('session.current');
const centre = async (): Promise<DeskStatus['centre']> =>
  (await desk.ask<DeskStatus>('session.status')).centre;
const sent = (): Promise<void> =>
  until(async () => {
    const { state, pending } = await centre();
    return state === 'online' && pending === 0;
  });
const addTask = (title: string, id = newId()): Promise<unknown> =>
  desk.ask('commands.run', {
    name: 'task.create',
    args: {
      ...{ id, kind: 'follow-up', title, partyId: newId(), assigneeId: rig.nadine.userId },
      ...{ dueAt: 1, dueHasTime: false, promised: false, from: null },
    },
  });
/** Each has signed in once and chosen a PIN; nobody is on duty. */
const settleIn = async (...logins: readonly Login[]): Promise<void> => {
  for (const login of logins) {
    await signIn(login);
    await sent();
    await desk.ask('duty.setPin', { pin: PINS[login] });
    await leave();
    await sent();
  }
};
const authors = async (like: string): Promise<readonly (readonly [string, string])[]> => {
  const rows = await runOn<{ title: string; by: string }>(
    rig.databaseUrl,
    `SELECT title, created_by AS by FROM task WHERE title LIKE $1 ORDER BY title`,
    [`${like}%`],
  );
  const names = new Map([
    [rig.nadine.userId, 'nadine'],
    [rig.mehmet.userId, 'mehmet'],
  ]);
  return rows.map(({ title, by }) => [title, names.get(by) ?? by]);
};

describe('two people at one desk', () => {
  it('each have back what they were filling in, and nobody else sees it', async () => {
    await settleIn('nadine', 'mehmet');
    const [id, where] = [newId(), { form: 'consents.give', about: newId() }];
    const drafts = (): Promise<readonly FormDraft[]> => desk.ask('form-drafts.of', where);
    const keep = (text: string): Promise<unknown> =>
      desk.ask('form-drafts.keep', { id, ...where, fields: JSON.stringify({ text }) });

    await checkIn('nadine');
    await keep('Halb ausgefüllt');
    await leave();
    await expect(drafts()).rejects.toMatchObject({ code: 'duty.nobody-on-duty' });
    await expect(keep('von niemandem')).rejects.toMatchObject({ code: 'duty.nobody-on-duty' });

    await checkIn('mehmet');
    expect(await drafts()).toEqual([]);
    await keep('von Mehmet');
    await desk.ask('form-drafts.drop', { id });
    expect(await drafts()).toEqual([]);
    await leave();

    await checkIn('nadine');
    expect(await drafts()).toMatchObject([{ id, fields: { text: 'Halb ausgefüllt' } }]);
    // The desk was switched off, or fell over.
    await desk.restart();
    await checkIn('nadine');
    expect(await drafts()).toMatchObject([{ id }]);
    await desk.ask('form-drafts.drop', { id });
    expect(await drafts()).toEqual([]);
  });

  it('each write in their own name, one after the other', async () => {
    await settleIn('nadine', 'mehmet');
    await checkIn('nadine');
    await addTask('Wechsel 1');
    await leave();
    await checkIn('mehmet');
    await addTask('Wechsel 2');
    await leave();
    await checkIn('nadine');
    await addTask('Wechsel 3');
    await sent();
    expect(await authors('Wechsel')).toEqual([
      ['Wechsel 1', 'nadine'],
      ['Wechsel 2', 'mehmet'],
      ['Wechsel 3', 'nadine'],
    ]);
    expect(await desk.ask('session.current')).toMatchObject({ userName: 'Nadine Kröger' });
  });

  it('do so without a line as well: all of it arrives later, in order, each in its author’s name', async () => {
    await settleIn('nadine', 'mehmet');
    line.cut();
    const shared = newId();
    await checkIn('nadine');
    await desk.ask('commands.run', { name: 'party.create', args: person('Ohne Leitung', shared) });
    await addTask('Funkloch 1');
    await leave();
    await checkIn('mehmet');
    // What a colleague made before and the centre has never seen.
    await desk.ask('commands.run', {
      name: 'party.rename',
      args: { id: shared, name: 'Umbenannt', sortName: 'Umbenannt' },
    });
    await addTask('Funkloch 2');
    await leave();
    await checkIn('nadine');
    await addTask('Funkloch 3');
    await desk.restart();
    expect(await current()).toBeNull();
    line.join();
    // Nobody is there, and it goes out all the same.
    await sent();
    expect(await authors('Funkloch')).toEqual([
      ['Funkloch 1', 'nadine'],
      ['Funkloch 2', 'mehmet'],
      ['Funkloch 3', 'nadine'],
    ]);
    expect(await runOn(rig.databaseUrl, 'SELECT name FROM party WHERE id = $1', [shared])).toEqual([
      { name: 'Umbenannt' },
    ]);
    expect((await centre()).rejected).toBe(0);
  });

  it('are two clients of the centre, however often they take turns', async () => {
    await settleIn('nadine', 'mehmet');
    const clients = (): Promise<readonly object[]> =>
      runOn(rig.databaseUrl, 'SELECT client FROM sync_client WHERE user_id = ANY($1)', [
        [rig.nadine.userId, rig.mehmet.userId],
      ]);
    const before = (await clients()).length;
    for (const login of ['nadine', 'mehmet', 'nadine', 'mehmet'] as const) {
      await checkIn(login);
      await leave();
      await sent();
    }
    expect((await clients()).length).toBe(before);
  });

  it('are in the centre’s rows with when and how', async () => {
    await settleIn('nadine', 'mehmet');
    await checkIn('nadine');
    await desk.ask('duty.handOver', { toUserId: rig.mehmet.userId });
    await checkIn('mehmet');
    await sent();
    const rows = await runOn<{ staff: string; how: string | null; open: boolean }>(
      rig.databaseUrl,
      `SELECT staff_id AS staff, ended_how AS how, ended_at IS NULL AS open FROM duty_session
       WHERE desk_id = (SELECT desk_id FROM duty_session ORDER BY ver DESC LIMIT 1) ORDER BY ver`,
    );
    const { nadine, mehmet } = rig;
    expect(rows).toEqual(
      expect.arrayContaining([
        { staff: nadine.userId, how: 'handed-over', open: false },
        { staff: mehmet.userId, how: null, open: true },
      ]),
    );
    const overview = await desk.ask<DutyOverview>('duty.overview');
    expect(overview.isEverybodys).toBe(false);
    expect(overview.past.every(({ staffId }) => staffId === mehmet.userId)).toBe(true);
  });
});

describe('a desk where nobody is on duty', () => {
  it('tells names of colleagues and nothing else, and takes no work', async () => {
    await settleIn('nadine');
    expect(await desk.ask<CheckInView>('duty.checkIns')).toMatchObject({
      isShared: true,
      people: [{ userName: 'Nadine Kröger', needs: 'pin' }],
    });
    await expect(addTask('niemand')).rejects.toMatchObject({ code: 'duty.nobody-on-duty' });
    for (const channel of ['parties.search', 'wrap-up.open', 'duty.own', 'duty.overview', 'duty.removePin'])
      await expect(desk.ask(channel, { text: '', limit: 1 }), channel).rejects.toMatchObject({
        code: 'duty.nobody-on-duty',
      });
    await expect(desk.ask('duty.setPin', { pin: '9142' })).rejects.toMatchObject({
      code: 'duty.nobody-on-duty',
    });
  });

  it('goes on hearing of news', async () => {
    await settleIn('nadine');
    const other = await rig.desk(rig.mehmet);
    await other.push(other.command('party.create', person('Neu bei Gesperrt', newId())));
    await checkIn('nadine');
    const names = async (): Promise<readonly string[]> =>
      (await desk.ask<readonly PartyHit[]>('parties.search', { text: 'Gesperrt', limit: 5 })).map(
        ({ name }) => name,
      );
    await until(async () => (await names()).includes('Neu bei Gesperrt'));
  });
});

describe('who may come in by PIN', () => {
  it('is nobody the centre has shut out, as soon as the desk hears of it; what they had not sent is put aside', async () => {
    await settleIn('nadine', 'mehmet');
    line.cut();
    await checkIn('nadine');
    await addTask('Ausgesperrt 1');
    await leave();
    await checkIn('mehmet');
    await addTask('Ausgesperrt 2');
    await operate(rig, authCommands, 'user revoke', { tenant: 'kv', login: 'nadine' }, '');
    line.join();
    await sent();
    expect(await authors('Ausgesperrt')).toEqual([['Ausgesperrt 2', 'mehmet']]);
    await leave();
    await expect(checkIn('nadine')).rejects.toMatchObject({ code: 'duty.password-asked' });
    await signIn('nadine');
    await sent();
    expect((await centre()).rejected).toBeGreaterThan(0);
  });

  it('is nobody who sees other data: they sign in with the password, and their data is fetched', async () => {
    await settleIn('nadine');
    await signIn('birgit');
    await sent();
    await desk.ask('duty.setPin', { pin: PINS.birgit });
    await leave();
    await sent();
    await expect(checkIn('nadine')).rejects.toMatchObject({ code: 'duty.other-sight' });
    await checkIn('birgit');
    expect(await desk.ask<DutyOverview>('duty.overview')).toMatchObject({ isEverybodys: true });
    await leave();
    await sent();
    await signIn('nadine');
    expect(await current()).toMatchObject({ userName: 'Nadine Kröger' });
  });

  it('is everybody offline within the lease, and nobody after it', async () => {
    await settleIn('nadine', 'mehmet');
    line.cut();
    const now = Date.now();
    const later = vi.spyOn(Date, 'now');
    later.mockReturnValue(now + 29 * DAY_MS);
    await checkIn('nadine');
    await leave();
    later.mockReturnValue(now + 31 * DAY_MS);
    await expect(checkIn('nadine')).rejects.toMatchObject({ code: 'duty.password-asked' });
    await expect(checkIn('mehmet')).rejects.toMatchObject({ code: 'duty.password-asked' });
    expect(await current()).toBeNull();
  });
});
