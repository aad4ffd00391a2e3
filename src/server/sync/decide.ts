import { sqlFailure } from '#server/store/sql-failure.ts';
import type { Tx } from '#server/store/store.ts';
import type { Grants } from '#shared/access/access.ts';
import type { Actor, CommandRegistry } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { runAsync } from '#shared/rows/steps.ts';
import type { PushedCommand } from '#shared/sync/protocol.ts';
import type { Journal, Origin } from './journal.ts';
import { digestOf } from './clones.ts';
import { noteConflicts } from './conflict-notes.ts';
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
  /** Conflicts are told to both people by synced rows; `now` by the centre's clock, ms. Left out: to the author alone. */
  readonly notes?: { readonly now: number } | undefined;
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
  const verdict = await attempt(options, pushed, origin);
  const { client, mid } = origin;
  if (verdict instanceof AppError) {
    const attempted = journal.rollBack(mark);
    const ver = journal.takeVer();
    journal.history.push(...attempted.map((entry) => ({ ...entry, ver, outcome: 'rejected' as const })));
    journal.results.push({
      ...{ client, mid, outcome: 'rejected', detail: verdict.code, ver },
      ...{ command: pushed, digest, firstAs: pushed.firstAs },
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

async function attempt(
  { tx, journal, commands, author, notes, onBug }: DecideOptions,
  { name, args, at, base }: PushedCommand,
  origin: Origin,
): Promise<readonly FieldConflict[] | AppError> {
  const { actor, scopeIds, homeScopeId: scopeId, seesCurrent = false, grants } = author;
  const options = { tx, journal, origin, base, scopeIds, scopeId, seesCurrent, grants };
  const interpreter = new RowInterpreter(options);
  let conflicts: readonly FieldConflict[];
  await tx.query('SAVEPOINT command');
  try {
    const prepared = commands.prepare(name, args, actor);
    await runAsync(prepared({ actor, at, scopeId }), interpreter.execute);
    conflicts = notes
      ? await noteConflicts({ tx, journal, interpreter, origin, command: name, now: notes.now })
      : interpreter.conflicts.map(({ tbl, pk, field }) => ({ tbl, pk, field }));
  } catch (error) {
    const refusal = refusalOf(error, (bug) => onBug(bug, name));
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
