import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notebookTables } from '#test/support/notebook.ts';
import { notebookParts } from '#test/support/memory-replica.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { openBeside } from './encrypted-file.ts';
import { openReplica } from './open-replica.ts';
import { createBeside } from './replica.ts';
import type { OwnFile, Replica, SharedFile } from './replica.ts';

let folder: string;
let file: string;
const key = randomBytes(32);
let replica: Replica;
let beside: Replica | undefined;
let shared: SharedFile | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-share-'));
  file = join(folder, 'replica.db');
  replica = open();
});
afterEach(() => {
  stopSharing();
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): Replica => openReplica({ file, key, ...notebookParts, log: createRecordedLog() });
const own = (): OwnFile => {
  if (!replica.ownFile) throw new Error('it is a file');
  return replica.ownFile;
};
function share(): Replica {
  shared = own().share();
  return (beside = createBeside(openBeside(file, key), notebookTables));
}
function stopSharing(): void {
  beside?.close();
  beside = undefined;
  shared?.end();
  shared = undefined;
}
const write = (to: Replica, id: string): void =>
  to.transact(({ db, touch }) => {
    db.prepare("INSERT INTO stroke VALUES (?, 's', 1, 'n', 'me')").run(id);
    touch('stroke');
  });
const count = ({ db }: Replica): unknown => db.prepare('SELECT count(*) FROM stroke').pluck().get();

describe('a file that is shared for a while', () => {
  it('has two connections, each of which sees what the other has committed', () => {
    write(replica, 'before');
    const counted = replica.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM stroke');
    const other = share();
    write(other, 'there');
    write(replica, 'here');
    expect([counted.get()?.n, count(other)]).toEqual([3, 3]);
    stopSharing();
    write(replica, 'after');
    expect(counted.get()?.n).toBe(4);
    expect(readdirSync(folder).filter((name) => name.endsWith('-shm'))).toEqual([]);
  });

  it('reads while the other side writes, as it was before', () => {
    const other = share();
    write(replica, 'before');
    other.transact(({ db }) => {
      db.prepare("INSERT INTO stroke VALUES ('half', 's', 1, 'n', 'me')").run();
      expect(count(replica)).toBe(1);
    });
    expect(count(replica)).toBe(2);
  });

  it('is refused to whoever wants it for himself, as before and after', () => {
    expect(open).toThrow(expect.objectContaining({ code: 'replica.in-use' }));
    share();
    expect(open).toThrow(expect.objectContaining({ code: 'replica.in-use' }));
    stopSharing();
    expect(open).toThrow(expect.objectContaining({ code: 'replica.in-use' }));
  });

  it('stays what it was where it cannot be shared', () => {
    write(replica, 'before');
    mkdirSync(`${file}-shm`);
    expect(() => own().share()).toThrow(expect.objectContaining({ code: 'replica.disk-error' }));
    write(replica, 'after');
    expect(count(replica)).toBe(2);
    expect(open).toThrow(expect.objectContaining({ code: 'replica.in-use' }));
  });

  it('tells listeners of what the other side has written, and nothing of the sharing itself', () => {
    const heard: (readonly string[])[] = [];
    replica.onChanged((tables) => heard.push(tables));
    share();
    shared?.changed(['stroke']);
    stopSharing();
    expect(heard).toEqual([['stroke']]);
  });

  it('says when this side waits to write, so that the other can pause', () => {
    share();
    const { waiting } = shared ?? {};
    if (!waiting) throw new Error('it is shared');
    expect(waiting[0]).toBe(0);
    replica.transact(() => expect(waiting[0]).toBe(1));
    expect(() =>
      replica.transact(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(waiting[0]).toBe(0);
  });

  it('is not encrypted less: what lies on the disk meanwhile has no text of it', () => {
    const other = share();
    write(other, 'Erika-Brandt-0221');
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).includes('Erika-Brandt'), name).toBe(false);
  });
});
