import { readSyncState } from '#main/replica/sync-state.ts';
import { findStored, decodeRow } from '#main/replica/rows.ts';
import type { AnyRow, Table, Value } from '#shared/rows/table.ts';
import type { ReadableDb } from '#main/replica/db.ts';
import { createFakeCentre } from './fake-centre.ts';
import type { FakeCentre, FakeCentreOptions } from './fake-centre.ts';
import { centreRegistry, nadine, notebookTables } from './notebook.ts';
import { seededRandom } from './seeded-random.ts';
import { createSimulatedDesk } from './simulated-desk.ts';
import type { DeskBug, SimulatedDesk } from './simulated-desk.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly desks?: number;
  readonly steps?: number;
  readonly deskBug?: DeskBug;
  readonly centreBug?: FakeCentreOptions['bug'];
}

export interface SimulationReport {
  /** Broken invariants, each once; empty when all held at every step. */
  readonly violations: readonly string[];
  readonly commands: number;
  readonly crashes: number;
  readonly conflicts: number;
}

interface Issued {
  readonly desk: number;
  readonly client: string;
  readonly mid: number;
  readonly name: string;
  readonly tag: string;
}

const LOST = 0.15;
const DOUBLED = 0.1;
const DEADLY = 0.004;

/**
 * Desks and a centre under virtual time: messages get lost, doubled and overtake each other, desks die at any
 * statement. Invariants are checked whenever a desk has taken something in; at the end the faults stop, and everybody
 * must agree.
 */
export function simulate(options: SimulationOptions): SimulationReport {
  const { seed, desks: count = 3, steps = 300 } = options;
  const random = seededRandom(seed);
  const pick = (n: number): number => Math.floor(random() * n);
  let now = 0;
  let isFaulty = true;
  let crashes = 0;
  const violations = new Set<string>();
  const issued: Issued[] = [];
  const mail: { readonly at: number; readonly deliver: () => void }[] = [];

  const centre = createFakeCentre({
    registry: centreRegistry,
    actor: nadine,
    pageRows: 3,
    bug: options.centreBug ?? 'none',
  });
  const dies = (): boolean => {
    const isFatal = isFaulty && random() < DEADLY;
    if (isFatal) crashes++;
    return isFatal;
  };
  const clock = { now: () => now };
  const desks = Array.from({ length: count }, () =>
    createSimulatedDesk({ clock, dies, bug: options.deskBug ?? 'none' }),
  );
  const watches = desks.map((desk, index) => watch(desk, index, centre, issued, violations));

  const post = (deliver: () => void): void => {
    if (isFaulty && random() < LOST) return;
    mail.push({ at: now + 1 + pick(40), deliver });
    if (isFaulty && random() < DOUBLED) mail.push({ at: now + 1 + pick(80), deliver });
  };
  const guarded = (step: () => void): void => {
    try {
      step();
    } catch (error) {
      violations.add(`threw: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const sync = (index: number): void => {
    const desk = desks[index];
    if (!desk) return;
    const look = (): void => {
      const wasFaulty = isFaulty;
      isFaulty = false;
      watches[index]?.();
      isFaulty = wasFaulty;
    };
    const push = desk.nextPush();
    if (push) {
      post(() => {
        const reply = centre.push(push);
        post(() => guarded(() => (desk.takePush(push, reply), look())));
      });
    }
    const pull = desk.nextPull();
    if (pull) {
      post(() => {
        const reply = centre.pull(pull);
        post(() => guarded(() => (desk.takePull(pull, reply), look())));
      });
    }
  };
  const act = (index: number): void => {
    const tag = `d${index}-${issued.length}`;
    const note = `n${pick(8)}`;
    const kind = random();
    const [name, args] =
      kind < 0.35
        ? (['stroke.add', { id: tag, noteId: note, by: tag }] as const)
        : kind < 0.5
          ? (['note.create', { id: note, title: tag }] as const)
          : kind < 0.85
            ? (['note.title', { id: note, title: tag }] as const)
            : kind < 0.93
              ? (['note.remove', { id: note }] as const)
              : (['note.poison', { id: tag }] as const);
    try {
      const written = desks[index]?.act(name, args);
      if (written) issued.push({ desk: index, ...written, name, tag });
    } catch {
      // Refused on the desk already (no such note, or one by that name): nothing was written.
    }
  };
  const tick = (): void => {
    now++;
    for (const message of mail.filter(({ at }) => at <= now)) {
      mail.splice(mail.indexOf(message), 1);
      message.deliver();
    }
  };

  for (let step = 0; step < steps; step++) {
    const index = pick(count);
    const kind = random();
    if (kind < 0.3) act(index);
    else if (kind < 0.55) guarded(() => sync(index));
    tick();
  }
  isFaulty = false;
  for (let step = 0; step < 2_000 && (step % 25 > 0 || !agreed(desks, centre)); step++) {
    if (step % 100 === 0) desks.forEach((_, index) => guarded(() => sync(index)));
    tick();
  }
  checkEnd(desks, centre, issued, violations);
  const conflicts = centre.decided().filter(({ outcome }) => outcome === 'conflict').length;
  desks.forEach((desk) => desk.close());
  return { violations: [...violations], commands: issued.length, crashes, conflicts };
}

/** What must hold at every step. */
function watch(
  desk: SimulatedDesk,
  index: number,
  centre: FakeCentre,
  issued: readonly Issued[],
  violations: Set<string>,
): () => void {
  let cursorBefore = 0;
  const versions = new Map<string, number>();
  return () => {
    const { db } = desk.replica;
    const { cursor } = readSyncState(db);
    if (cursor < cursorBefore) violations.add('the cursor went back');
    cursorBefore = Math.max(cursor, cursorBefore);

    const image = centreImage(db);
    for (const [key, ver] of image) {
      if (ver < (versions.get(key) ?? 0)) violations.add('a row went back');
      versions.set(key, ver);
    }
    for (const [key, row] of centre.rows()) {
      if (Number(row.ver) <= cursor && image.get(key) !== row.ver)
        violations.add('the cursor passed a row that was not applied');
    }
    const strokes = new Set(
      db
        .prepare<[], { id: string }>('SELECT id FROM stroke')
        .all()
        .map(({ id }) => id),
    );
    for (const { desk: owner, name, tag } of issued) {
      if (owner === index && name === 'stroke.add' && !strokes.has(tag))
        violations.add('an own write vanished');
    }
  };
}

/** Versions of the rows as the centre has them at the cursor: below the pending commands' effect. */
function centreImage(db: ReadableDb): ReadonlyMap<string, number> {
  const image = new Map<string, number>();
  for (const { name } of notebookTables) {
    for (const { id, ver } of db
      .prepare<[], { id: string; ver: number }>(`SELECT id, ver FROM ${name}`)
      .all()) {
      image.set(`${name}/${id}`, ver);
    }
  }
  for (const { tbl, pk, ver } of db
    .prepare<[], { tbl: string; pk: string; ver: number | null }>(
      "SELECT tbl, pk, row ->> '$.ver' AS ver FROM shadow",
    )
    .all()) {
    if (ver === null) image.delete(`${tbl}/${pk}`);
    else image.set(`${tbl}/${pk}`, ver);
  }
  return image;
}

function agreed(desks: readonly SimulatedDesk[], centre: FakeCentre): boolean {
  return desks.every(({ replica: { db } }) => {
    const state = readSyncState(db);
    return state.cursor === centre.ver && db.prepare('SELECT 1 FROM outbox').get() === undefined;
  });
}

function checkEnd(
  desks: readonly SimulatedDesk[],
  centre: FakeCentre,
  issued: readonly Issued[],
  violations: Set<string>,
): void {
  const truth = JSON.stringify(centre.rows().map(([key, row]) => [key, sorted(row)]));
  const decided = centre.decided();
  for (const { replica } of desks) {
    const { db } = replica;
    const { client_id } = readSyncState(db);
    if (JSON.stringify(liveRows(db).map(([key, row]) => [key, sorted(row)])) !== truth)
      violations.add('a desk and the centre differ');
    if (db.prepare('SELECT 1 FROM outbox').get()) violations.add('a command is stuck in the outbox');
    for (const [table, outcome] of [
      ['rejected_command', 'rejected'],
      ['conflict_inbox', 'conflict'],
    ] as const) {
      const shown = db
        .prepare<[], { mid: number }>(`SELECT mid FROM ${table} ORDER BY mid`)
        .all()
        .map(({ mid }) => mid);
      const due = decided
        .filter((one) => one.client === client_id && one.outcome === outcome)
        .map(({ mid }) => mid);
      if (JSON.stringify(shown) !== JSON.stringify(due))
        violations.add(`${outcome} commands are not all shown once`);
    }
  }
  const outcomes = decided.map(({ client, mid }) => `${client}/${mid}`);
  if (new Set(outcomes).size !== outcomes.length) violations.add('a command was decided twice');
  for (const { client, mid, name, tag } of issued) {
    const outcome = decided.find((one) => one.client === client && one.mid === mid);
    if (!outcome) violations.add('a command was lost');
    if (name !== 'note.title' || outcome?.outcome === 'rejected') continue;
    const kept = centre
      .history()
      .some((entry) => entry.client === client && entry.mid === mid && entry.value === tag);
    if (!kept) violations.add('a value is not in the history');
  }
}

function liveRows(db: ReadableDb): readonly (readonly [string, AnyRow])[] {
  return notebookTables
    .flatMap((table: Table) =>
      findStored(db, table, {}).map(
        (row) => [`${table.name}/${String(row.id)}`, decodeRow(table, row)] as const,
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const sorted = (row: Readonly<Record<string, Value>>) =>
  Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
