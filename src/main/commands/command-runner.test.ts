import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CommandError, createCommandRegistry, defineCommand } from '#shared/commands/command.ts';
import { find, get, insert, remove, update } from '#shared/rows/steps.ts';
import type { Steps } from '#shared/rows/steps.ts';
import { Crash, createCrashingConnection } from '#test/support/crashing-connection.ts';
import { createMemoryDesk, notebookParts } from '#test/support/memory-replica.ts';
import type { MemoryDesk } from '#test/support/memory-replica.ts';
import { deskRegistry, nadine, noteTable, strokeTable } from '#test/support/notebook.ts';
import { createReplica } from '../replica/replica.ts';
import { pendingCommands } from '../replica/outbox.ts';
import { createCommandRunner } from './command-runner.ts';

const session = () => ({ actor: nadine, scopeId: 'scope' });

/** Runs one body as a command of its own. */
function runBody(desk: MemoryDesk, run: () => Steps<void>): void {
  const registry = createCommandRegistry([defineCommand({ name: 'body', args: z.unknown(), run })]);
  createCommandRunner({ ...desk, registry, session }).run('body', {});
}

const codeOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    return error instanceof CommandError ? error.code : error;
  }
  return 'nothing was thrown';
};

/** Everything a command may leave. */
const everything = (desk: MemoryDesk): unknown =>
  ['note', 'stroke', 'shadow', 'outbox', 'sync_state'].map((table) => desk.rows(`SELECT * FROM ${table}`));

describe('a command', () => {
  it('is in effect at once, waits in the outbox, and tells who looks', () => {
    const desk = createMemoryDesk();
    const heard: string[][] = [];
    desk.replica.onChanged((tables) => heard.push([...tables]));
    desk.runner.run('note.create', { id: 'n1', title: 'Funkfinger' });
    expect(desk.rows('SELECT * FROM note')).toEqual([
      {
        id: 'n1',
        scope_id: 'scope',
        ver: 0,
        title: 'Funkfinger',
        body: null,
        size: 1000,
        done: 0,
        extra: '{"made":1}',
      },
    ]);
    expect(pendingCommands(desk.replica.db)).toEqual([
      {
        mid: 1,
        name: 'note.create',
        args: { id: 'n1', title: 'Funkfinger' },
        base: [],
        at: 1000,
        schema: 1,
        actor: nadine,
        scopeId: 'scope',
      },
    ]);
    expect(desk.rows('SELECT * FROM shadow')).toEqual([{ tbl: 'note', pk: 'n1', row: null }]);
    expect(heard).toEqual([['note', 'outbox']]);
  });

  it('carries what the person saw: the version, and each field before the first write', () => {
    const desk = createMemoryDesk();
    desk.raw.exec(`INSERT INTO note VALUES ('n1', 'scope', 5, 'old', NULL, 1, 0, '{"a":1}')`);
    desk.runner.run('note.finish', { id: 'n1', body: 'done' });
    expect(pendingCommands(desk.replica.db)[0]?.base).toEqual([
      { tbl: 'note', pk: 'n1', ver: 5, fields: { done: false, body: null, extra: { a: 1 } } },
    ]);
    runBody(desk, function* () {
      yield* insert(strokeTable, { id: 's1', note_id: 'n1', by: 'a' });
      yield* update(strokeTable, 's1', { by: 'b' });
      yield* update(noteTable, 'n1', { title: 'first' });
      yield* update(noteTable, 'n1', { title: 'second', size: 2 });
      yield* remove(noteTable, 'n1');
    });
    expect(pendingCommands(desk.replica.db)[1]?.base).toEqual([
      { tbl: 'note', pk: 'n1', ver: 5, fields: { title: 'old', size: 1 } },
    ]);
    // The image is the centre's, from before both.
    expect(
      desk.rows("SELECT row ->> '$.title' AS title, row ->> '$.done' AS done FROM shadow WHERE tbl = 'note'"),
    ).toEqual([{ title: 'old', done: 0 }]);
  });

  it('reads rows as the features know them, by id', () => {
    const desk = createMemoryDesk();
    desk.raw.exec(
      `INSERT INTO note VALUES ('n2', 'scope', 5, 'same', NULL, 1, 1, '{"a":1}'), ('n1', 'scope', 4, 'same', NULL, 2, 0, '{}')`,
    );
    const seen: unknown[] = [];
    runBody(desk, function* () {
      seen.push(
        (yield* find(noteTable, { title: 'same', body: null })).map(({ id }) => id),
        yield* get(noteTable, 'n2'),
      );
      seen.push(yield* get(noteTable, 'n3'));
    });
    expect(seen).toEqual([
      ['n1', 'n2'],
      {
        id: 'n2',
        scope_id: 'scope',
        ver: 5,
        title: 'same',
        body: null,
        size: 1,
        done: true,
        extra: { a: 1 },
      },
      undefined,
    ]);
  });

  it('leaves nothing when it refuses, is not allowed, is unknown or too large', () => {
    const desk = createMemoryDesk();
    const before = everything(desk);
    const big = 'x'.repeat(300_000);
    expect(codeOf(() => desk.runner.run('note.title', { id: 'n1', title: 'x' }))).toBe('note.gone');
    expect(codeOf(() => desk.runner.run('note.nothing', {}))).toBe('command.unknown');
    expect(codeOf(() => desk.runner.run('note.title', { id: 1 }))).toBe('command.bad-arguments');
    expect(codeOf(() => desk.runner.run('note.create', { id: 'n1', title: big }))).toBe('command.too-large');
    const half = function* () {
      yield* insert(strokeTable, { id: 's1', note_id: 'n1', by: 'a' });
      throw new CommandError('half.way', 'no');
    };
    expect(codeOf(() => runBody(desk, half))).toBe('half.way');
    expect(everything(desk)).toEqual(before);
  });

  it('is held to the columns, as at the centre', () => {
    const desk = createMemoryDesk();
    const stroke = { id: 's1', note_id: 'n1', by: 'a' };
    desk.runner.run('stroke.add', { id: 's0', noteId: 'n1', by: 'a' });
    const wrong: readonly (readonly [string, () => Steps<void>])[] = [
      ['row.bad-value', () => insert(strokeTable, { ...stroke, by: 7 } as never)],
      ['row.bad-value', () => insert(strokeTable, { id: 's1', by: 'a' } as never)],
      ['row.bad-value', () => insert(strokeTable, { ...stroke, by: 'a\0b' })],
      ['row.bad-value', () => insert(strokeTable, { ...stroke, by: '\ud800' })],
      ['row.bad-column', () => insert(strokeTable, { ...stroke, colour: 'red' } as never)],
      ['row.bad-id', () => insert(strokeTable, { ...stroke, id: '' })],
      ['row.exists', () => insert(strokeTable, { ...stroke, id: 's0', by: 'b' })],
      ['row.gone', () => update(strokeTable, 's9', { by: 'b' })],
      ['row.gone', () => remove(strokeTable, 's9')],
      ['row.bad-value', () => update(strokeTable, 's0', { by: null } as never)],
    ];
    for (const [code, body] of wrong) expect(codeOf(() => runBody(desk, body))).toBe(code);
    runBody(desk, () => insert(strokeTable, { ...stroke, id: 's0' }));
    expect(desk.rows('SELECT id FROM stroke')).toEqual([{ id: 's0' }]);
  });

  it('is there whole or not at all, whichever statement the process dies at', () => {
    const outcomes = new Set<number>();
    for (let fatal = 1; ; fatal++) {
      const raw = new Database(':memory:');
      let statements = -Infinity;
      const connection = createCrashingConnection(raw, () => ++statements === fatal);
      const replica = createReplica(connection, notebookParts);
      const runner = createCommandRunner({
        replica,
        registry: deskRegistry,
        clock: { now: () => 1 },
        session,
      });
      runner.run('note.create', { id: 'n1', title: 'first' });
      statements = 0;
      let died = false;
      try {
        runner.run('note.finish', { id: 'n1', body: 'end' });
      } catch (error) {
        expect(error).toBeInstanceOf(Crash);
        died = true;
      }
      connection.revive();
      const [note] = raw.prepare<[], { done: number }>('SELECT done FROM note').all();
      const [state] = raw.prepare<[], { next_mid: number }>('SELECT next_mid FROM sync_state').all();
      const pending = raw.prepare('SELECT mid FROM outbox').all().length;
      expect([note?.done, state?.next_mid]).toEqual([pending - 1, pending + 1]);
      outcomes.add(pending);
      if (!died) break;
    }
    expect([...outcomes]).toEqual([1, 2]);
  });
});
