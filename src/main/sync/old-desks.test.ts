import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createCommandRegistry, defineCommand } from '#shared/commands/command.ts';
import { insert, update } from '#shared/rows/steps.ts';
import { defineTable, integer, text } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import { createCommandRunner } from '../commands/command-runner.ts';
import { createReplica } from '../replica/replica.ts';
import type { ReplicaParts } from '../replica/replica.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { applyPage } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import { nextPull } from './pull.ts';
import { nextPush, NOTHING_TAKEN } from './push.ts';
import { z } from 'zod';

/* A desk's three versions: cards; cards with a colour, and stamps; cards without their colour's old column. */
const META = 'id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL';
const cardV1 = defineTable('card', { title: text() });
const cardV2 = defineTable('card', { title: text(), colour: text() });
const cardV3 = defineTable('card', { heading: text(), colour: text() });
const stamp = defineTable('stamp', { worth: integer() });

const v1 = { id: '2026-11-01-card', sql: `CREATE TABLE card (${META}, title TEXT NOT NULL) STRICT` };
const v2 = {
  id: '2026-11-08-stamps',
  sql: `ALTER TABLE card ADD COLUMN colour TEXT NOT NULL DEFAULT '';
        CREATE TABLE stamp (${META}, worth INTEGER NOT NULL) STRICT`,
};
const v3 = { id: '2026-11-15-heading', sql: 'ALTER TABLE card RENAME COLUMN title TO heading' };

const versions: Readonly<Record<1 | 2 | 3, ReplicaParts>> = {
  1: { migrations: [v1], tables: [cardV1], localTables: [] },
  2: { migrations: [v1, v2], tables: [cardV2, stamp], localTables: [] },
  3: { migrations: [v1, v2, v3], tables: [cardV3, stamp], localTables: [] },
};

const id = z.string();
const makeV1 = defineCommand({
  name: 'card.make',
  args: z.object({ id, title: z.string() }),
  *run(args) {
    yield* insert(cardV1, args);
  },
});
const nameV1 = defineCommand({
  name: 'card.name',
  args: z.object({ id, title: z.string() }),
  *run(args) {
    yield* update(cardV1, args.id, { title: args.title });
  },
});
/** The same names, kept for two releases, on the rows as they are now. */
const makeV3 = defineCommand({
  name: 'card.make',
  args: z.object({ id, title: z.string() }),
  *run(args) {
    yield* insert(cardV3, { id: args.id, heading: args.title, colour: '' });
  },
});
const nameV3 = defineCommand({
  name: 'card.name',
  args: z.object({ id, title: z.string() }),
  *run(args) {
    yield* update(cardV3, args.id, { heading: args.title });
  },
});
const oldCommands = createCommandRegistry([makeV1, nameV1]);
const newCommands = createCommandRegistry([makeV3, nameV3]);

const clock = { now: () => 1_000 };
const actor = { tenantId: 't', userId: 'u', roles: ['agent' as const] };
const page = (part: Partial<Page>): Page => ({
  ...{
    kind: 'page',
    epoch: 'e1',
    from: 0,
    to: 0,
    complete: true,
    head: 0,
    rows: [],
    lastMid: 0,
    outcomes: [],
  },
  ...part,
});
const row = (tbl: string, pk: string, ver: number, fields: object): RowChange => ({
  ...{ tbl, pk, ver },
  row: { id: pk, scope_id: 's', ver, ...fields },
});

describe('an old desk', () => {
  it('F28 gets the rows of a table it did not know, and of a new column, after its upgrade', () => {
    const raw = new Database(':memory:');
    const before = { replica: createReplica(raw, versions[1]), registry: oldCommands, clock };
    const card = row('card', 'c1', 1, { title: 'Eins', colour: 'rot' });
    applyPage(before, page({ to: 2, rows: [card, row('stamp', 's1', 2, { worth: 80 })] }));
    expect(raw.prepare('SELECT * FROM card').all()).toEqual([
      { id: 'c1', scope_id: 's', ver: 1, title: 'Eins' },
    ]);

    const after = { replica: createReplica(raw, versions[2]), registry: oldCommands, clock };
    // Until they come, what was there is there.
    expect(raw.prepare('SELECT title FROM card').all()).toEqual([{ title: 'Eins' }]);
    expect(nextPull(after)).toMatchObject({ cursor: 0, epoch: 'e1', tables: ['link', 'card', 'stamp'] });
    applyPage(after, page({ to: 2, rows: [card, row('stamp', 's1', 2, { worth: 80 })] }));
    expect(raw.prepare('SELECT title, colour FROM card').all()).toEqual([{ title: 'Eins', colour: 'rot' }]);
    expect(raw.prepare('SELECT worth FROM stamp').all()).toEqual([{ worth: 80 }]);
    expect(readSyncState(after.replica.db)).toMatchObject({ cursor: 2, resetting: 0 });
  });

  it('F29 keeps a three-week-old outbox over a breaking migration, in effect and to be sent', () => {
    const raw = new Database(':memory:');
    const before = { replica: createReplica(raw, versions[1]), registry: oldCommands, clock };
    applyPage(before, page({ to: 1, rows: [row('card', 'c1', 1, { title: 'Eins' })] }));
    const runner = createCommandRunner({ ...before, session: () => ({ actor, scopeId: 's' }) });
    runner.run('card.name', { id: 'c1', title: 'Eins, geändert' });
    runner.run('card.make', { id: 'c2', title: 'Zwei' });
    const waiting = nextPush(before, NOTHING_TAKEN)?.commands;

    const after = { replica: createReplica(raw, versions[3]), registry: newCommands, clock };
    expect(nextPush(after, NOTHING_TAKEN)?.commands).toEqual(waiting);
    const cards = () => raw.prepare('SELECT id, heading FROM card ORDER BY id').all();
    const changed = [
      { id: 'c1', heading: 'Eins, geändert' },
      { id: 'c2', heading: 'Zwei' },
    ];
    expect(cards()).toEqual(changed);
    // The rows come again, as they are now; the work is on top of them at every moment.
    applyPage(after, page({ to: 1, rows: [row('card', 'c1', 1, { heading: 'Eins', colour: 'rot' })] }));
    expect(cards()).toEqual(changed);
    const decided = [1, 2].map((mid) => ({ mid, outcome: 'applied' as const, detail: null }));
    const rows = [
      row('card', 'c1', 2, { heading: 'Eins, geändert', colour: 'rot' }),
      row('card', 'c2', 3, { heading: 'Zwei', colour: '' }),
    ];
    applyPage(after, page({ from: 1, to: 3, rows, lastMid: 2, outcomes: decided }));
    expect(cards()).toEqual(changed);
    expect(raw.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 0 });
  });

  it('F30 a row the schema cannot hold leaves the cursor, the rows and the work as they were', () => {
    const raw = new Database(':memory:');
    const desk = { replica: createReplica(raw, versions[2]), registry: oldCommands, clock };
    applyPage(desk, page({ to: 1, rows: [row('stamp', 's1', 1, { worth: 80 })] }));
    const before = [readSyncState(desk.replica.db), raw.prepare('SELECT * FROM stamp').all()];
    const wrong = [row('stamp', 's1', 2, { worth: 90 }), row('stamp', 's2', 3, { worth: 'viel' })];
    expect(() => applyPage(desk, page({ from: 1, to: 3, rows: wrong }))).toThrow('does not fit');
    expect([readSyncState(desk.replica.db), raw.prepare('SELECT * FROM stamp').all()]).toEqual(before);
  });
});
