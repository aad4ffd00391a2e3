import type { Actor } from '#shared/commands/command.ts';
import { MAX_PUSH_BYTES, MAX_PUSH_COMMANDS } from '#shared/sync/protocol.ts';
import type { Base, Outcome, PushedCommand } from '#shared/sync/protocol.ts';
import { commandDigest } from './command-digest.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { OF_THIS_USER } from './whose-outcome.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

/** A command as it was written down, with who acted and where: all that a re-run needs. */
export interface PendingCommand extends PushedCommand {
  readonly actor: Actor;
  readonly scopeId: string;
}

interface OutboxRow {
  readonly mid: number;
  readonly name: string;
  readonly args: string;
  readonly base: string;
  readonly at: number;
  readonly schema: number;
  readonly actor: string;
  readonly scope_id: string;
  readonly first_client: string | null;
  readonly first_mid: number | null;
}

const COLUMNS = 'mid, name, args, base, at, schema, actor, scope_id, first_client, first_mid';

/** What a complete page says of a client's commands. */
export interface Decided {
  readonly lastMid?: number | undefined;
  readonly outcomes?: readonly Outcome[] | undefined;
  readonly outcomesAfter?: number | undefined;
}

/** Takes the next `mid`. @returns the command's size on the wire, in bytes */
export function appendToOutbox(
  db: WritableDb,
  command: Omit<PendingCommand, 'mid'>,
): { mid: number; bytes: number } {
  const mid = readSyncState(db).next_mid;
  const { name, at, schema, scopeId } = command;
  const args = JSON.stringify(command.args);
  const base = JSON.stringify(command.base);
  const actor = JSON.stringify(command.actor);
  const insert = db.prepare(`INSERT INTO outbox (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)`);
  insert.run(mid, name, args, base, at, schema, actor, scopeId);
  patchSyncState(db, { next_mid: mid + 1 });
  return { mid, bytes: wireBytes({ name, args, base }) };
}

export function pendingCommands(db: ReadableDb): readonly PendingCommand[] {
  return db.prepare<[], OutboxRow>(`SELECT ${COLUMNS} FROM outbox ORDER BY mid`).all().map(decode);
}

/**
 * The next commands after `mid`, in order, as many as one push may carry: of the person whose replica it is, up to the
 * first of a colleague who shares it. Nobody's commands go under another's name.
 */
export function nextBatch(db: ReadableDb, mid: number): readonly PushedCommand[] {
  const { user_id: owner } = readSyncState(db);
  const rows = db
    .prepare<[number, number], OutboxRow>(`SELECT ${COLUMNS} FROM outbox WHERE mid > ? ORDER BY mid LIMIT ?`)
    .all(mid, MAX_PUSH_COMMANDS);
  const batch: PushedCommand[] = [];
  let bytes = PUSH_ENVELOPE_BYTES;
  for (const row of rows) {
    bytes += wireBytes(row);
    if (batch.length > 0 && bytes > MAX_PUSH_BYTES) break;
    const { actor, scopeId: _scopeId, ...pushed } = decode(row);
    if (owner !== null && actor.userId !== owner) break;
    batch.push(pushed);
  }
  return batch;
}

export function markSent(db: WritableDb, upTo: number): void {
  db.prepare('UPDATE outbox SET sent = 1 WHERE mid <= ? AND sent = 0').run(upTo);
}

/** What stands for these numbers at the centre is another copy's work: see the push reply `clone`. */
export function markUnsent(db: WritableDb, from: number): void {
  db.prepare('UPDATE outbox SET sent = 0 WHERE mid >= ?').run(from);
}

/** Why the command had no effect in the last rebase; null: it had. */
export function noteRerun(db: WritableDb, mid: number, error: string | null): void {
  db.prepare('UPDATE outbox SET rerun_error = ? WHERE mid = ? AND rerun_error IS NOT ?').run(
    error,
    mid,
    error,
  );
}

export function firstPending(db: ReadableDb): { readonly mid: number; readonly actor: Actor } | undefined {
  const row = db
    .prepare<[], { mid: number; actor: string }>('SELECT mid, actor FROM outbox ORDER BY mid LIMIT 1')
    .get();
  return row && { mid: row.mid, actor: JSON.parse(row.actor) as Actor };
}

/** Whether something of this person's waits here. */
export function hasPendingOf(db: ReadableDb, userId: string): boolean {
  const theirs = "SELECT 1 FROM outbox WHERE json_extract(actor, '$.userId') = ? LIMIT 1";
  return db.prepare<[string]>(theirs).get(userId) !== undefined;
}

export function lastPendingMid(db: ReadableDb): number {
  return db.prepare<[], { mid: number }>('SELECT coalesce(max(mid), 0) AS mid FROM outbox').get()?.mid ?? 0;
}

export interface OutboxCounts {
  /** Not acknowledged by the centre. */
  readonly pending: number;
  /** Refused for good, not looked at. */
  readonly rejected: number;
  readonly conflicts: number;
}

export function countOutbox(db: ReadableDb): OutboxCounts {
  const counts = db
    .prepare<[], OutboxCounts>(
      `SELECT (SELECT count(*) FROM outbox) AS pending,
              (SELECT count(*) FROM rejected_command WHERE seen_at IS NULL AND ${OF_THIS_USER}) AS rejected,
              (SELECT count(*) FROM conflict_inbox WHERE seen_at IS NULL AND ${OF_THIS_USER}) AS conflicts`,
    )
    .get();
  return counts ?? { pending: 0, rejected: 0, conflicts: 0 };
}

/** Room for `client`, `epoch` and the JSON around the commands. */
export const PUSH_ENVELOPE_BYTES = 512;

/**
 * The first command up to `lastMid` that the centre has not decided, as far as its outcomes tell: what it decided
 * under that number is another copy's work. undefined: it has decided them all.
 */
export function firstForeign(
  db: ReadableDb,
  { lastMid = 0, outcomes = [], outcomesAfter }: Decided,
): number | undefined {
  const decided = new Map(outcomes.map((outcome) => [outcome.mid, outcome]));
  const rows = db
    .prepare<[number], Pick<OutboxRow, 'mid' | 'name' | 'args'> & { readonly sent: number }>(
      'SELECT mid, name, args, sent FROM outbox WHERE mid <= ? ORDER BY mid',
    )
    .all(lastMid);
  return rows.find(({ mid, name, args, sent }) => {
    const outcome = decided.get(mid);
    // It has told its outcome before, to a file that has let go of its command since.
    if (!outcome && outcomesAfter !== undefined) return true;
    if (outcome?.digest === undefined) return sent === 0;
    return outcome.digest !== commandDigest({ name, args: JSON.parse(args) });
  })?.mid;
}

function wireBytes({ name, args, base }: Pick<OutboxRow, 'name' | 'args' | 'base'>): number {
  return Buffer.byteLength(name) + Buffer.byteLength(args) + Buffer.byteLength(base) + 100;
}

function decode(row: OutboxRow): PendingCommand {
  const { mid, name, at, schema, scope_id: scopeId } = row;
  // Written by appendToOutbox: the shapes are known.
  const [args, base, actor] = [row.args, row.base, row.actor].map((text) => JSON.parse(text) as unknown);
  const { first_client: client, first_mid: firstMid } = row;
  const firstAs = client !== null && firstMid !== null && { firstAs: { client, mid: firstMid } };
  return { mid, name, args, base: base as Base, at, schema, actor: actor as Actor, scopeId, ...firstAs };
}

/**
 * Puts back a line of commands that another file of this user had, under its own client id and numbers: what the
 * centre has decided of them already it then knows by number, and nothing happens twice. The outbox must be empty.
 */
export function adoptLine(
  { db, touch }: { readonly db: WritableDb; readonly touch: (table: string) => void },
  clientId: string,
  commands: readonly PendingCommand[],
): void {
  const insert = db.prepare(`INSERT INTO outbox (${COLUMNS}, sent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`);
  for (const { mid, name, args, base, at, schema, actor, scopeId, firstAs } of commands) {
    const [argsText, baseText, actorText] = [args, base, actor].map((value) => JSON.stringify(value));
    const first = [firstAs?.client ?? null, firstAs?.mid ?? null];
    insert.run(mid, name, argsText, baseText, at, schema, actorText, scopeId, ...first);
  }
  const last = commands.at(-1)?.mid;
  if (last === undefined) return;
  patchSyncState(db, { client_id: clientId, next_mid: last + 1 });
  touch('outbox');
}
