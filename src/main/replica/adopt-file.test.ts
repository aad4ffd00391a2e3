import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskRegistry, nadine } from '#test/support/notebook.ts';
import { notebookParts } from '#test/support/memory-replica.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createCommandRunner } from '../commands/command-runner.ts';
import { rerunPending } from '../commands/rerun.ts';
import { openReplica } from './open-replica.ts';
import type { Replica, ReplicaParts } from './replica.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

const key = randomBytes(32);
const log = createRecordedLog();
let folder: string;
let replica: Replica;

const open = (name: string, parts: ReplicaParts = notebookParts): Replica =>
  openReplica({ file: join(folder, name), key, log, ...parts });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-adopt-'));
  replica = open('replica.db');
});
afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A file with rows and nobody's work, as a bootstrap leaves it. */
function spare(parts?: ReplicaParts, name = 'next.db'): string {
  const next = open(name, parts);
  next.transact(({ db }) => {
    db.exec(`INSERT INTO note VALUES ('n1', 'scope', 7, 'from the centre', NULL, 1, 0, '{}')`);
    patchSyncState(db, { epoch: 'e2', cursor: 9 });
  });
  next.close();
  return join(folder, name);
}

function write(name: string, args: unknown): void {
  const session = () => ({ actor: nadine, scopeId: 'scope' });
  createCommandRunner({ replica, registry: deskRegistry, clock: { now: () => 1 }, session }).run(name, args);
}

const titles = (): readonly unknown[] => replica.db.prepare('SELECT id, title FROM note ORDER BY id').all();

describe('a file in the place of another', () => {
  it('has the rows of the new one and the work, the settings and the identity of the old one', () => {
    write('note.create', { id: 'n2', title: 'mine' });
    replica.write(['note_draft'], (db) => db.exec("INSERT INTO note_draft VALUES ('d1', 'half a thought')"));
    const { client_id, next_mid } = readSyncState(replica.db);
    const held = replica.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM note');
    expect(held.get()).toEqual({ n: 1 });
    const heard: string[] = [];
    replica.onChanged((tables) => heard.push(...tables));

    replica.ownFile?.adopt(spare(), (transaction) => rerunPending(transaction, deskRegistry));
    expect(titles()).toEqual([
      { id: 'n1', title: 'from the centre' },
      { id: 'n2', title: 'mine' },
    ]);
    expect(replica.db.prepare('SELECT body FROM note_draft').all()).toEqual([{ body: 'half a thought' }]);
    expect(readSyncState(replica.db)).toMatchObject({ client_id, next_mid, epoch: 'e2', cursor: 9 });
    // Whoever holds a statement goes on with it.
    expect(held.get()).toEqual({ n: 2 });
    expect(heard).toEqual(expect.arrayContaining(['note', 'note_draft', 'outbox']));
    expect(existsSync(join(folder, 'next.db'))).toBe(false);

    write('note.title', { id: 'n1', title: 'mine too' });
    replica.close();
    replica = open('replica.db');
    expect(titles()).toEqual([
      { id: 'n1', title: 'mine too' },
      { id: 'n2', title: 'mine' },
    ]);
    expect(replica.db.prepare('SELECT mid FROM outbox ORDER BY mid').all()).toEqual([{ mid: 1 }, { mid: 2 }]);
  });

  it('F35 that cannot be taken leaves the old one as it was, in use', () => {
    write('note.create', { id: 'n2', title: 'mine' });
    const before = [titles(), readSyncState(replica.db), replica.db.prepare('SELECT * FROM outbox').all()];
    const now = () => [titles(), readSyncState(replica.db), replica.db.prepare('SELECT * FROM outbox').all()];
    const adopt = (file: string, rerun = () => {}) => replica.ownFile?.adopt(file, rerun);

    expect(() => adopt(join(folder, 'nothing.db'))).toThrow();
    expect(now()).toEqual(before);
    const died = () => {
      throw new Error('the process died');
    };
    expect(() => adopt(spare(), died)).toThrow('the process died');
    expect(now()).toEqual(before);
    const more = [...notebookParts.migrations, { id: '2026-12-31-more', sql: 'CREATE TABLE more (id TEXT)' }];
    expect(() => adopt(spare({ ...notebookParts, migrations: more }, 'other.db'))).toThrow('another version');
    expect(now()).toEqual(before);
    write('note.title', { id: 'n2', title: 'and goes on' });
    expect(titles()).toEqual([{ id: 'n2', title: 'and goes on' }]);
  });
});
