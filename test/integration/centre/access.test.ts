import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import { runOn } from '#test/support/postgres.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* What a tenant keeps from whom never leaves the centre, and is not written by those who cannot see it. */

const HEALTH = 'Hausnotruf wegen Epilepsie';
let rig: Rig;
let nadine: TestDesk;
let birgit: TestDesk;
const id = newId();

const decide = (name: string, value: unknown): Promise<string> =>
  operate(rig, authCommands, 'tenant setting', { tenant: 'kv', name, value: JSON.stringify(value) });
const noteAt = (desk: TestDesk): unknown => desk.rows.get(`party/${id}`)?.['note'];

beforeAll(async () => {
  rig = await startRig();
  [nadine, birgit] = [await rig.desk(rig.nadine), await rig.desk(rig.birgit)];
  await birgit.push(birgit.command('party.create', { ...person('Erika Brandt', id), note: HEALTH }));
  await Promise.all([nadine.pull(), birgit.pull()]);
});
afterAll(() => rig?.stop());

describe('a kind of field that is kept from agents', () => {
  it('was there before, and is gone from their replicas with the next pull, of old rows and new', async () => {
    expect(noteAt(nadine)).toBe(HEALTH);
    await decide('sees', { health: ['lead', 'steward', 'admin'] });
    const replies = await nadine.pull();
    expect(replies[0]).toMatchObject({ kind: 'reset' });
    expect(noteAt(nadine)).toBe('');
    const other = person('Neu', newId());
    await birgit.push(birgit.command('party.create', { ...other, note: HEALTH }));
    expect(JSON.stringify(await nadine.pull())).not.toContain(HEALTH);
    expect(nadine.rows.has(`party/${other.id}`)).toBe(true);
    await birgit.pull();
    expect(noteAt(birgit)).toBe(HEALTH);
  });

  it('is not told by what becomes of a guess: making the same row again with the same contents', async () => {
    const stored = { ...person('Jutta Ernst', newId()), note: HEALTH };
    const empty = { ...person('Karl Ernst', newId()), note: '' };
    await birgit.push(birgit.command('party.create', stored), birgit.command('party.create', empty));
    const outcomeOf = async (args: object): Promise<unknown> => {
      const guess = nadine.command('party.create', args);
      await nadine.push(guess);
      await nadine.pull();
      return nadine.outcomes.get(guess.mid)?.outcome;
    };
    expect(await outcomeOf(stored)).toBe(await outcomeOf({ ...stored, note: 'geraten' }));
    expect(await outcomeOf({ ...stored, note: '' })).toBe(await outcomeOf(empty));
  });

  it('comes back when the tenant decides otherwise', async () => {
    await decide('sees', {});
    await nadine.pull();
    expect(noteAt(nadine)).toBe(HEALTH);
  });
});

describe('agents who are to see their own rows alone', () => {
  it('have no others, do not find them, and do not change them', async () => {
    const [mine, hers] = [newId(), newId()];
    const task = (taskId: string, assigneeId: string) => ({
      id: taskId,
      kind: 'follow-up',
      title: 'Rückfrage',
      partyId: id,
      assigneeId,
      dueAt: 1_800_000_000_000,
      dueHasTime: true,
      promised: false,
      from: null,
    });
    await birgit.push(
      birgit.command('task.create', task(mine, rig.nadine.userId)),
      birgit.command('task.create', task(hers, rig.birgit.userId)),
    );
    await nadine.pull();
    await birgit.pull();
    expect([...birgit.outcomes.values()].map(({ outcome }) => outcome)).not.toContain('rejected');
    expect([mine, hers].map((each) => nadine.rows.has(`task/${each}`))).toEqual([true, true]);
    await decide('agentReach', 'own');
    await nadine.pull();
    expect([mine, hers].map((each) => nadine.rows.has(`task/${each}`))).toEqual([true, false]);
    expect(nadine.rows.has(`party/${id}`)).toBe(true);
    const [done, refused] = [
      nadine.command('task.complete', { id: mine }),
      nadine.command('task.complete', { id: hers }),
    ];
    await nadine.push(done, refused);
    await nadine.pull();
    expect([done, refused].map(({ mid }) => nadine.outcomes.get(mid)?.detail)).toEqual([
      // Without a base nothing was seen: a conflict, not a refusal.
      expect.anything(),
      'task.gone',
    ]);
    await decide('agentReach', 'team');
  });
});

describe('a command that is not for the person who sends it', () => {
  const denied = (): Promise<readonly { what: string; actor: string; subject: string }[]> =>
    runOn(
      rig.databaseUrl,
      "SELECT what, actor, subject FROM audit_log WHERE what = 'command.denied' ORDER BY subject",
    );

  it('is written down once, without what is in it, and one refused for another reason is not', async () => {
    const secret = 'Geheime Person';
    const staff = { id: newId(), name: secret, shortName: secret, extension: null, mail: null };
    const forbidden = nadine.command('staff.create', staff);
    const gone = nadine.command('party.rename', { id: newId(), name: 'Niemand', sortName: 'Niemand' });
    await nadine.push(forbidden, gone);
    // The answer was lost: the desk sends the same again.
    await nadine.push(forbidden, gone);
    await nadine.pull();
    expect([forbidden, gone].map(({ mid }) => nadine.outcomes.get(mid)?.detail)).toEqual([
      'staff.admin-only',
      'party.gone',
    ]);
    expect(await denied()).toEqual([
      { what: 'command.denied', actor: rig.nadine.userId, subject: 'staff.create' },
    ]);
    expect(JSON.stringify(await runOn(rig.databaseUrl, 'SELECT * FROM audit_log'))).not.toContain(secret);
  });

  it('is one as well where a field of it is kept from them', async () => {
    await decide('sees', { health: ['lead'] });
    await nadine.pull();
    await nadine.push(nadine.command('party.edit', { id, patch: { note: 'Neu' } }));
    await nadine.pull();
    expect((await denied()).map(({ subject }) => subject)).toEqual(['party.edit', 'staff.create']);
    await decide('sees', {});
  });
});
