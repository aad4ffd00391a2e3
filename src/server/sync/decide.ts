import { sqlFailure } from '#server/store/sql-failure.ts';
import type { Tx } from '#server/store/store.ts';
import type { Grants } from '#shared/access/access.ts';
import type { Actor, CommandRegistry } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { runAsync } from '#shared/rows/steps.ts';
import type { Table } from '#shared/rows/table.ts';
import type { PushedCommand } from '#shared/sync/protocol.ts';
import type { Journal, Origin } from './journal.ts';
import { digestOf } from './clones.ts';
import { noteConflicts } from './conflict-notes.ts';
import { ErasedError, findErased } from './erasures.ts';
import { gatherWrites, IdTaken } from './gathered-writes.ts';
import type { GatheredWrites } from './gathered-writes.ts';
import type { Earlier } from './repeats.ts';
import { RowInterpreter } from './row-interpreter.ts';
import type { FieldConflict } from './row-interpreter.ts';

/** Whose commands are decided, in which client's line. */
export interface Author {
  readonly actor: Actor;
  readonly client: string;
  readonly scopeIds: readonly string[];
  readonly homeScopeId: string;
  /** Default: everything in the scopes. */
  readonly grants?: Grants;
  /** The centre itself: it acts on the rows as they are, not as a desk once saw them. */
  readonly seesCurrent?: boolean;
}

export interface DecideOptions {
  readonly tx: Tx;
  readonly journal: Journal;
  readonly commands: CommandRegistry;
  readonly author: Author;
  /** Of all features. */
  readonly tables?: ReadonlyMap<string, Table> | undefined;
  /** Conflicts are told to both people by synced rows; `now` by the centre's clock, ms. Left out: to the author alone. */
  readonly notes?: { readonly now: number } | undefined;
  /** Refuses what is about somebody who was erased; default: asked of the database. */
  readonly erased?: Awaited<ReturnType<typeof findErased>>;
  /** Hears of errors that are ours; the command is rejected as `internal` all the same, so that the line moves on. */
  readonly onBug: (error: unknown, name: string) => void;
}

/**
 * Runs one command in a savepoint and enters what became of it into the journal.
 *
 * Every decided command takes at least one version, also one that changed nothing: two pages that end at the same
 * version then carry the same outcomes, which sync-client.ts rests on.
 *
 * @returns the refusal, where it was rejected.
 * @throws what is transient (the database is away, transactions met): the whole push must then come to nothing.
 */
export async function decide(options: DecideOptions, pushed: PushedCommand): Promise<AppError | undefined> {
  const { journal, author } = options;
  const mark = journal.mark();
  const origin: Origin = {
    client: author.client,
    mid: pushed.mid,
    actor: author.actor.userId,
    clientTime: pushed.at,
  };
  const digest = digestOf(pushed);
  const verdict = (await isTooLate(options, pushed)) ?? (await attempt(options, pushed, origin));
  const { client, mid } = origin;
  if (verdict instanceof AppError) {
    const attempted = journal.rollBack(mark);
    const ver = journal.takeVer();
    journal.history.push(...attempted.map((entry) => ({ ...entry, ver, outcome: 'rejected' as const })));
    journal.results.push({
      ...{ client, mid, outcome: 'rejected', detail: verdict.code, ver },
      ...{ command: verdict instanceof ErasedError ? undefined : pushed, digest, firstAs: pushed.firstAs },
    });
    return verdict;
  }
  const ver = journal.ver === mark.ver ? journal.takeVer() : journal.ver;
  const conflicts = verdict;
  const { firstAs } = pushed;
  if (conflicts.length > 0)
    journal.results.push({ client, mid, outcome: 'conflict', detail: conflicts, ver, digest, firstAs });
  else journal.results.push({ client, mid, outcome: 'applied', detail: null, ver, digest, firstAs });
  return undefined;
}

/** The centre itself names the erased where a restored backup has them again. */
async function isTooLate(
  { tx, author, erased }: DecideOptions,
  pushed: PushedCommand,
): Promise<ErasedError | undefined> {
  if (author.seesCurrent) return undefined;
  return (erased ?? (await findErased(tx, [pushed])))(pushed);
}

/** Enters what became of a command under an earlier number; nothing else happens. Takes a version as every decision. */
export function repeat(
  journal: Journal,
  client: string,
  pushed: PushedCommand,
  { outcome, detail, command }: Earlier,
): void {
  const { mid, firstAs } = pushed;
  const ver = journal.takeVer();
  const digest = digestOf(pushed);
  journal.results.push({
    ...{ client, mid, outcome, detail, ver, digest, firstAs },
    ...(outcome === 'rejected' && { command }),
  });
}

/** Together where that does, else row by row: the outcome is the same. */
async function attempt(
  options: DecideOptions,
  pushed: PushedCommand,
  origin: Origin,
): Promise<readonly FieldConflict[] | AppError> {
  const { tx, journal } = options;
  const mark = journal.mark();
  const writes = gatherWrites(tx, pushed.base);
  const verdict = await attemptWith(options, pushed, origin, writes);
  if (!writes.isRefuted) return verdict;
  journal.rollBack(mark);
  return attemptWith(options, pushed, origin);
}

async function attemptWith(
  { tx, journal, commands, author, tables, notes, onBug }: DecideOptions,
  { name, args, at, base }: PushedCommand,
  origin: Origin,
  rows?: GatheredWrites,
): Promise<readonly FieldConflict[] | AppError> {
  const { actor, scopeIds, homeScopeId: scopeId, seesCurrent = false, grants } = author;
  const options = { tx, rows, journal, origin, base, scopeIds, scopeId, tables, seesCurrent, grants };
  const interpreter = new RowInterpreter(options);
  let conflicts: readonly FieldConflict[];
  await tx.query('SAVEPOINT command');
  try {
    const prepared = commands.prepare(name, args, actor);
    await runAsync(prepared({ actor, at, scopeId }), interpreter.execute);
    conflicts = notes
      ? await noteConflicts({ tx, journal, interpreter, origin, command: name, now: notes.now })
      : interpreter.conflicts.map(({ tbl, pk, field }) => ({ tbl, pk, field }));
    await rows?.write();
    // A command may have caught what it was told of an id; it was told so by mistake.
    if (rows?.isRefuted) throw new IdTaken(name);
  } catch (error) {
    const refusal = refusalOf(error, (bug) => {
      if (!(bug instanceof IdTaken)) onBug(bug, name);
    });
    await tx.query('ROLLBACK TO SAVEPOINT command; RELEASE SAVEPOINT command');
    return refusal;
  }
  await tx.query('RELEASE SAVEPOINT command');
  return conflicts;
}

function refusalOf(error: unknown, onBug: (error: unknown) => void): AppError {
  if (error instanceof AppError) return error;
  const failure = sqlFailure(error);
  if (failure === 'retry' || failure === 'unavailable') throw error;
  if (failure === 'refused') {
    return new AppError('row.refused', 'the database refuses these values', {}, { cause: error });
  }
  onBug(error);
  return new AppError('internal', 'the command failed', {}, { cause: error });
}
