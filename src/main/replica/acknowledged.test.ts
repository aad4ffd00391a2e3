import { describe, expect, it } from 'vitest';
import { createFakeCentre } from '#test/support/fake-centre.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { deskRegistry, nadine } from '#test/support/notebook.ts';
import { nextPull, settlePull } from '../sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '../sync/push.ts';
import { beginNewIdentity, claimReplica } from './identity.ts';
import { countOutbox, lastPendingMid } from './outbox.ts';
import { settleOutbox } from './outcomes.ts';
import { readNotice } from './restored-notice.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

const centre = () => createFakeCentre({ registry: deskRegistry, actor: nadine, pageRows: 100 });
type Centre = ReturnType<typeof centre>;

function pull(desk: MemoryDesk, from: Centre): void {
  for (;;) {
    const request = nextPull(desk);
    if (settlePull(desk, request, from.pull(request)) === 'complete') return;
  }
}

/** As the engine does: push and pull until both agree. */
function sync(desk: MemoryDesk, to: Centre): void {
  for (let round = 0; round < 4; round += 1) {
    let taken = NOTHING_TAKEN;
    for (let request = nextPush(desk, taken); request; request = nextPush(desk, taken)) {
      const verdict = settlePush(desk, taken, request, to.push(request));
      ({ taken } = verdict);
      if (verdict.pullFirst) break;
    }
    pull(desk, to);
    if (countOutbox(desk.replica.db).pending === 0) return;
  }
}

const write = (desk: MemoryDesk, id: string): void => desk.runner.run('note.create', { id, title: id });
const ids = (desk: MemoryDesk): unknown =>
  desk.rows('SELECT id FROM note ORDER BY id').map((row) => Object.values(row as object)[0]);

/** Nadine's, and in step with the centre. */
function claimedDesk(home: Centre): MemoryDesk {
  const desk = createMemoryDesk();
  desk.replica.transact((transaction) => claimReplica(transaction, desk.replica.tables, nadine));
  pull(desk, home);
  return desk;
}

describe('F18: a centre that was set back to a backup', () => {
  it('gets again what it had acknowledged, in order and before what it has not seen, and the desk says so', () => {
    const [desk, home] = [createMemoryDesk(), centre()];
    write(desk, 'a');
    sync(desk, home);
    const backup = home.backup();
    write(desk, 'b');
    desk.runner.run('note.title', { id: 'b', title: 'b2' });
    sync(desk, home);
    expect(countOutbox(desk.replica.db).pending).toBe(0);
    write(desk, 'c');
    home.restore(backup, 'epoch-2');
    const { client_id: before } = readSyncState(desk.replica.db);

    pull(desk, home);
    expect(ids(desk)).toEqual(['a', 'b', 'c']);
    expect(readNotice(desk.replica.db, 1000)).toEqual({ at: 1000, again: 2 });
    expect(readSyncState(desk.replica.db).client_id).not.toBe(before);

    sync(desk, home);
    expect(countOutbox(desk.replica.db)).toEqual({ pending: 0, rejected: 0, conflicts: 0 });
    expect(home.rows().map(([key, row]) => [key, row['title']])).toEqual([
      ['note/a', 'a'],
      ['note/b', 'b2'],
      ['note/c', 'c'],
    ]);
    expect(home.decided().map(({ outcome }) => outcome)).toEqual(Array(4).fill('applied'));
  });

  it('twice in a row, and as often as it may be', () => {
    const [desk, home] = [createMemoryDesk(), centre()];
    const empty = home.backup();
    write(desk, 'a');
    write(desk, 'b');
    for (const epoch of ['2', '3', '4']) {
      sync(desk, home);
      home.restore(empty, `epoch-${epoch}`);
    }
    sync(desk, home);
    expect(home.rows().map(([key]) => key)).toEqual(['note/a', 'note/b']);
    expect(ids(desk)).toEqual(['a', 'b']);
  });

  it('that remembers everything gets nothing again', () => {
    const [desk, home] = [createMemoryDesk(), centre()];
    write(desk, 'a');
    sync(desk, home);
    home.restore(home.backup(), 'epoch-2');
    sync(desk, home);
    expect(home.decided()).toHaveLength(1);
    expect(readNotice(desk.replica.db, 1000)).toBeUndefined();
  });

  it('does not get what it had rejected', () => {
    const [desk, home] = [createMemoryDesk(), centre()];
    const other = createMemoryDesk();
    const empty = home.backup();
    write(desk, 'a');
    write(other, 'a');
    sync(desk, home);
    sync(other, home);
    expect(countOutbox(other.replica.db).rejected).toBe(1);
    home.restore(empty, 'epoch-2');
    sync(other, home);
    expect(home.rows()).toEqual([]);
    sync(desk, home);
    expect(home.rows()).toHaveLength(1);
  });

  it('gets again what an earlier identity of the file had sent, before all else and under its first numbers', () => {
    const home = centre();
    const desk = claimedDesk(home);
    const empty = home.backup();
    write(desk, 'a');
    desk.runner.run('note.title', { id: 'a', title: 'a2' });
    sync(desk, home);
    const { client_id: first } = readSyncState(desk.replica.db);
    desk.replica.transact(beginNewIdentity);
    write(desk, 'b');
    sync(desk, home);
    const { client_id: second } = readSyncState(desk.replica.db);
    desk.replica.transact(beginNewIdentity);
    write(desk, 'c');
    sync(desk, home);
    const { client_id: third } = readSyncState(desk.replica.db);
    write(desk, 'd');
    home.restore(empty, 'epoch-2');

    pull(desk, home);
    const numbers = desk.rows(
      'SELECT mid, first_client AS client, first_mid AS first FROM outbox ORDER BY mid',
    );
    expect(numbers).toEqual([
      { mid: 1, client: first, first: 1 },
      { mid: 2, client: first, first: 2 },
      { mid: 3, client: second, first: 1 },
      { mid: 4, client: third, first: 1 },
      { mid: 5, client: third, first: 2 },
    ]);
    expect(readNotice(desk.replica.db, 1000)).toEqual({ at: 1000, again: 4 });
    sync(desk, home);
    expect(home.rows().map(([key, row]) => [key, row['title']])).toEqual([
      ['note/a', 'a2'],
      ['note/b', 'b'],
      ['note/c', 'c'],
      ['note/d', 'd'],
    ]);
    expect(ids(desk)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not told of an earlier identity while its history is the one that has it', () => {
    const home = centre();
    const desk = claimedDesk(home);
    write(desk, 'a');
    sync(desk, home);
    desk.replica.transact(beginNewIdentity);
    write(desk, 'b');
    sync(desk, home);
    sync(desk, home);
    expect(home.decided()).toHaveLength(2);
    expect(readNotice(desk.replica.db, 1000)).toBeUndefined();
  });

  it("does not get under one person's name what another one had sent from the same desk", () => {
    const home = centre();
    const desk = claimedDesk(home);
    const empty = home.backup();
    write(desk, 'a');
    sync(desk, home);
    desk.replica.transact((transaction) => {
      beginNewIdentity(transaction);
      patchSyncState(transaction.db, { user_id: 'mehmet' });
    });
    home.restore(empty, 'epoch-2');
    sync(desk, home);
    expect(home.rows()).toEqual([]);
    // Its author comes back to this desk.
    desk.replica.transact(({ db }) => patchSyncState(db, { user_id: nadine.userId }));
    sync(desk, home);
    expect(home.rows().map(([key]) => key)).toEqual(['note/a']);
  });
});

describe('what is kept', () => {
  const DAY = 86_400_000;
  const kept = (desk: MemoryDesk): unknown =>
    desk.rows('SELECT count(*) AS count FROM acknowledged_command')[0];
  /** Acknowledges a command at this time of the desk's clock. */
  const acknowledge = (desk: MemoryDesk, id: string, now: number): void => {
    write(desk, id);
    desk.replica.transact((transaction) =>
      settleOutbox(transaction, lastPendingMid(transaction.db), [], now),
    );
  };

  it('goes after 35 days', () => {
    const desk = createMemoryDesk();
    for (let day = 0; day <= 40; day += 1) acknowledge(desk, `n${day}`, day * DAY);
    expect(kept(desk)).toEqual({ count: 36 });
  });

  it('stays where the clock was set to ten years later and back, however often', () => {
    const desk = createMemoryDesk();
    const now = 1000 * DAY;
    acknowledge(desk, 'a', now);
    for (const [index, offset] of [3650, 0, -3650, 0].entries())
      acknowledge(desk, `b${index}`, now + offset * DAY + index);
    // Each jump forward counts for a week: three of them and the days since are less than 35 days.
    expect(kept(desk)).toEqual({ count: 5 });
  });

  it('grows old on a desk whose clock was wrong as on any other', () => {
    const desk = createMemoryDesk();
    acknowledge(desk, 'a', 4000 * DAY);
    for (let day = 0; day <= 36; day += 1) acknowledge(desk, `n${day}`, day * DAY);
    expect(desk.rows(`SELECT 1 FROM acknowledged_command WHERE args LIKE '%"a"%'`)).toEqual([]);
  });

  it('does not outlive its time because of a desk that was off for long', () => {
    const desk = createMemoryDesk();
    acknowledge(desk, 'a', 0);
    for (let month = 1; month <= 6; month += 1) acknowledge(desk, `n${month}`, month * 30 * DAY);
    expect(kept(desk)).toEqual({ count: 6 });
  });
});
