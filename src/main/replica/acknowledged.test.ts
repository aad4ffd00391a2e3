import { describe, expect, it } from 'vitest';
import { createFakeCentre } from '#test/support/fake-centre.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { deskRegistry, nadine } from '#test/support/notebook.ts';
import { nextPull, settlePull } from '../sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '../sync/push.ts';
import { countOutbox } from './outbox.ts';
import { readNotice } from './restored-notice.ts';
import { readSyncState } from './sync-state.ts';

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
});
