import { beforeEach, describe, expect, it } from 'vitest';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import { giveBack } from '#main/sync/give-back.ts';
import { settleOutbox } from './outcomes.ts';
import { hasPendingOf, nextBatch, pendingCommands } from './outbox.ts';
import { claimReplica } from './identity.ts';
import { readSyncState } from './sync-state.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { nadine } from '#test/support/notebook.ts';
import { idOf } from '#test/support/memory-rows.ts';

/* One file, two people: each one's commands go out in their own name, in their own line of numbers. */

const mehmet = { ...nadine, userId: 'mehmet' };
const sharesWith = [nadine.userId, mehmet.userId];
let desk: MemoryDesk;
let ids: number;

beforeEach(() => {
  desk = createMemoryDesk();
  ids = 0;
});

const claim = ({ tenantId, userId }: typeof nadine): void =>
  desk.replica.transact((transaction) =>
    claimReplica(transaction, desk.replica.tables, { tenantId, userId, sharesWith }),
  );
const write = (actor: typeof nadine): void =>
  createCommandRunner({ ...desk, session: () => ({ actor, scopeId: 'scope' }) }).run('note.create', {
    id: idOf((ids += 1)),
    title: `${actor.userId} ${ids}`,
  });
const batch = (): readonly number[] => nextBatch(desk.replica.db, 0).map(({ mid }) => mid);
/** The centre has them all, up to this one. */
const acknowledge = (lastMid: number): void =>
  desk.replica.transact((transaction) => void settleOutbox(transaction, lastMid, [], 1));
const client = (): string => readSyncState(desk.replica.db).client_id;
const waiting = () => pendingCommands(desk.replica.db).map(({ mid, actor }) => [mid, actor.userId]);

describe('a file that changes hands', () => {
  it('sends nobody’s commands under another’s name', () => {
    claim(nadine);
    write(nadine);
    write(mehmet);
    write(nadine);
    expect(batch()).toEqual([1]);
    acknowledge(1);
    expect(batch()).toEqual([]);
    claim(mehmet);
    expect(batch()).toEqual([1]);
    acknowledge(1);
    expect(batch()).toEqual([]);
    claim(nadine);
    expect(batch()).toEqual([2]);
  });

  it('is the same two clients for the centre, however often it changes', () => {
    claim(nadine);
    const clients = new Set([client()]);
    for (let turn = 0; turn < 6; turn++) {
      const person = turn % 2 === 0 ? mehmet : nadine;
      claim(person);
      clients.add(client());
      write(person);
      const [mid = 0] = batch();
      // Two turns before, the same person's last one had the number before.
      expect(mid).toBe(Math.floor(turn / 2) + 1);
      acknowledge(mid);
    }
    expect(clients.size).toBe(2);
  });

  it('keeps the rows and where it is; between people who see different things it starts over', () => {
    claim(nadine);
    desk.raw.exec("UPDATE sync_state SET cursor = 7, epoch = 'e'");
    claim(mehmet);
    expect(readSyncState(desk.replica.db)).toMatchObject({ cursor: 7, user_id: 'mehmet', resetting: 0 });
    const { tenantId } = nadine;
    desk.replica.transact((transaction) =>
      claimReplica(transaction, desk.replica.tables, { tenantId, userId: 'birgit' }),
    );
    expect(readSyncState(desk.replica.db)).toMatchObject({ cursor: 0, user_id: 'birgit', resetting: 1 });
  });

  it('is nobody’s to claim while a colleague’s work comes first', () => {
    claim(nadine);
    write(nadine);
    expect(() => claim(mehmet)).toThrow(expect.objectContaining({ code: 'replica.unsent-work' }));
  });

  it('claims no number that another command had: a command that was not sent begins anew', () => {
    claim(nadine);
    write(mehmet);
    claim(mehmet);
    expect(nextBatch(desk.replica.db, 0)).toEqual([
      expect.not.objectContaining({ firstAs: expect.anything() }),
    ]);
  });
});

describe('work of somebody who was shut out', () => {
  it('goes out of the others’ way, and is kept for its author', () => {
    claim(nadine);
    write(nadine);
    write(mehmet);
    write(nadine);
    write(mehmet);
    expect(giveBack(desk, nadine.userId, 'session.revoked')).toBe(2);
    expect(waiting()).toEqual([
      [1, 'mehmet'],
      [2, 'mehmet'],
    ]);
    expect(hasPendingOf(desk.replica.db, nadine.userId)).toBe(false);
    expect(
      desk.rows("SELECT name, code, json_extract(actor, '$.userId') AS who FROM rejected_command"),
    ).toEqual([
      { name: 'note.create', code: 'session.revoked', who: nadine.userId },
      { name: 'note.create', code: 'session.revoked', who: nadine.userId },
    ]);
    // Nothing of theirs is shown as if it had happened.
    expect(desk.rows('SELECT title FROM note ORDER BY title')).toEqual([
      { title: 'mehmet 2' },
      { title: 'mehmet 4' },
    ]);
    claim(mehmet);
    expect(batch()).toEqual([1, 2]);
    expect(giveBack(desk, nadine.userId, 'session.revoked')).toBe(0);
  });
});
