import { AppError } from '#shared/kernel/app-error.ts';
import { auditDenied } from '#server/auth/audit.ts';
import { refusal } from '#server/http/refusal.ts';
import type { Body, Resource, ResourceWrite } from '#server/resource.ts';
import type { Tx } from '#server/store/store.ts';
import { decide } from '#server/sync/decide.ts';
import { findRow } from '#server/sync/entity-rows.ts';
import { Journal, writeJournal } from '#server/sync/journal.ts';
import { advanceClock, lockClock } from '#server/sync/tenant-clock.ts';
import { maskRow } from '#shared/access/access.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { AnyRow } from '#shared/rows/table.ts';
import { WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { findAnswer, keepAnswer } from './answers.ts';
import type { Answer, Asked } from './answers.ts';
import { problemOf, statusOfRefusal } from './problem.ts';
import { findInReach } from './read.ts';
import type { Caller } from './tokens.ts';
import { viewOf } from './view.ts';

export interface WriteRequest extends Asked {
  readonly caller: Caller;
  readonly resource: Resource;
  readonly write: ResourceWrite;
  readonly id: string;
  /** What the program has seen of the row; absent where it makes one. */
  readonly seenVer?: number;
  readonly body: Body;
}

export interface Written {
  readonly answer: Answer;
  readonly isRepeated: boolean;
  /** The tenant's newest version, where this moved it. */
  readonly ver?: number;
}

/**
 * One command of a program, decided as a push of a desk is: same clock, same journal, same walls. A row that is not as
 * the program has seen it is not touched: 409 with the row as it is now.
 *
 * Answers that decided something are kept for a repetition in the same transaction. A 404, an id that is taken and a stale version
 * decide nothing: the same request may succeed later.
 */
export async function writeAs(
  tx: Tx,
  request: WriteRequest,
  { commands, newId }: { readonly commands: CommandRegistry; readonly newId: NewId },
): Promise<Written> {
  const { caller, resource, write, id, body, now } = request;
  const { table } = resource;
  const clock = await lockClock(tx);
  const kept = await findAnswer(tx, request);
  if (kept) return { answer: kept, isRepeated: true };
  const found = await findInReach(tx, caller, table, id);
  if (isNew(request) && found) throw refusal(409, 'row.exists', `${resource.type} ${id} exists already`);
  const row = isNew(request) ? undefined : found;
  if (!isNew(request) && !row) throw refusal(404, 'row.gone', `no ${resource.type} ${id}`);
  if (row && row.ver !== request.seenVer) return { answer: staleAnswer(request, row), isRepeated: false };

  const { actor } = caller;
  const args = await write.args(body, { tx, actor, id, newId, now, ...(row && { row }) });
  const journal = new Journal(clock.ver);
  const author = { ...caller, client: `api-${newId()}` };
  const onBug = (error: unknown): never => {
    throw error;
  };
  const base = row ? [{ tbl: table.name, pk: id, ver: row.ver, fields: row }] : [];
  const pushed = { mid: 1, name: write.command.name, args, base, at: now, schema: WIRE_SCHEMA };
  const refused = await decide({ tx, journal, commands, author, onBug }, pushed);
  await auditDenied(tx, refused, { name: pushed.name, actor: actor.userId, at: now });
  await writeJournal(tx, journal, now);
  await advanceClock(tx, journal.ver);
  const answer = refused ? refusedAnswer(refused) : await doneAnswer(tx, request, journal);
  await keepAnswer(tx, request, answer);
  return { answer, isRepeated: false, ver: journal.ver };
}

export function isNew({ write }: Pick<WriteRequest, 'write'>): boolean {
  return write.method === 'POST' && write.act === undefined;
}

async function doneAnswer(tx: Tx, request: WriteRequest, journal: Journal): Promise<Answer> {
  // Of another row the command came upon; the row itself is as the program has seen it.
  if (journal.results.some(({ outcome }) => outcome === 'conflict'))
    return refusedAnswer(
      new AppError('row.conflict', 'somebody else has changed what this would change'),
      409,
    );
  const { id, resource } = request;
  const stored = await findRow(tx, resource.table, id);
  return { status: isNew(request) ? 201 : 200, body: { id, ver: stored?.row.ver ?? journal.ver } };
}

function refusedAnswer(error: AppError, status = statusOfRefusal(error)): Answer {
  return { status, body: { ...problemOf(status, error) } };
}

function staleAnswer({ caller, resource }: WriteRequest, row: AnyRow): Answer {
  const { table } = resource;
  const error = new AppError('row.changed', 'the row is not as it was seen', { ver: row.ver });
  return {
    status: 409,
    body: { ...problemOf(409, error), current: viewOf(table, maskRow(caller.grants, table, row) ?? row) },
  };
}
