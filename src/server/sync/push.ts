import { auditDenied } from '#server/auth/audit.ts';
import type { Principal } from '#server/auth/principal.ts';
import type { Tx } from '#server/store/store.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import { erasureTable } from '#shared/persons/erasure.ts';
import { conflictNoteTable } from '#shared/sync/conflict-note.ts';
import type { Outcome, PushReply, PushRequest } from '#shared/sync/protocol.ts';
import { findClone } from './clones.ts';
import { decide, repeat } from './decide.ts';
import { findErased } from './erasures.ts';
import { Journal, writeJournal } from './journal.ts';
import { findEarlier } from './repeats.ts';
import { findClient, notePush } from './sync-client.ts';
import { advanceClock, lockClock } from './tenant-clock.ts';

export interface PushDeps {
  readonly commands: CommandRegistry;
  readonly clock: Clock;
  /** Of all features; left out: nobody is told of conflicts but the author. */
  readonly tables?: ReadonlyMap<string, Table>;
  readonly onBug: (error: unknown, name: string) => void;
}

export interface Pushed {
  readonly reply: PushReply;
  /** The tenant's newest version, where this push moved it. */
  readonly ver?: number;
  /** What became of the commands that were decided now. */
  readonly decided?: readonly Outcome['outcome'][];
}

/**
 * Decides a client's commands in their order, in the transaction `tx`, which commits all of it or nothing.
 *
 * ```
 * mid ≤ last_mid      decided before: its stored result stands – or it is another command: see clones.ts
 * mid = last_mid + 1  decided now: applied, conflict or rejected; or decided under another number: see repeats.ts
 * mid > last_mid + 1  a gap: the rest is not looked at
 * ```
 *
 * @throws AppError `sync.foreign-client`, `sync.clone`; whatever is transient.
 */
export async function push(
  tx: Tx,
  principal: Principal,
  request: PushRequest,
  { commands, clock, tables, onBug }: PushDeps,
): Promise<Pushed> {
  const { actor, scopeIds, homeScopeId, grants } = principal;
  const { client } = request;
  const { epoch, ver } = await lockClock(tx);
  if (request.epoch !== null && request.epoch !== epoch) return { reply: { kind: 'epoch', epoch } };

  const before = (await findClient(tx, client, actor.userId))?.lastMid ?? 0;
  const repeated = request.commands.filter(({ mid }) => mid <= before);
  const cloned = await findClone(tx, client, repeated);
  if (cloned !== undefined) {
    // An older desk understands no such reply; an error loses nothing either.
    if (!request.knows?.includes('clone'))
      throw new AppError('sync.clone', 'two copies of one replica are alive');
    return { reply: { kind: 'clone', mid: cloned } };
  }
  const journal = new Journal(ver);
  const now = clock.now();
  const notes = tables?.has(conflictNoteTable.name) ? { now } : undefined;
  const author = { actor, client, scopeIds, homeScopeId, grants };
  const line = { client, userId: actor.userId };
  const earlier = await findEarlier(
    tx,
    line,
    request.commands.filter(({ mid }) => mid > before),
  );
  let erased = await findErased(tx, request.commands);
  let lastMid = before;
  let isGap = false;
  for (const command of request.commands) {
    if (command.mid <= lastMid) continue;
    isGap = command.mid > lastMid + 1;
    if (isGap) break;
    const known = earlier(command);
    if (known) repeat(journal, client, command, known);
    else {
      const { length } = journal.changes;
      const refused = await decide({ tx, journal, commands, author, tables, notes, erased, onBug }, command);
      if (journal.changes.slice(length).some(({ tbl }) => tbl === erasureTable.name))
        erased = await findErased(tx, request.commands);
      await auditDenied(tx, refused, { name: command.name, actor: actor.userId, at: now });
    }
    lastMid = command.mid;
  }
  const reply: PushReply = isGap ? { kind: 'gap', expectedMid: lastMid + 1 } : { kind: 'taken', lastMid };
  if (lastMid === before) return { reply };

  await writeJournal(tx, journal, now);
  await notePush(tx, { client, userId: actor.userId, lastMid, schema: request.schema, at: now });
  await advanceClock(tx, journal.ver);
  return { reply, ver: journal.ver, decided: journal.results.map(({ outcome }) => outcome) };
}
