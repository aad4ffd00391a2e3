import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { callbackIdOf, callbackTable, missedCallIdOf, missedCallTable } from './model.ts';

const time = z.int().nonnegative();
/** Missed calls as the person, or the desk, saw them on the list: one that came meanwhile is never done unseen. */
const calls = z.array(idSchema).min(1).max(5000);

/**
 * A call was missed. Whichever desk tells of it first, it is there once, and so is its caller: all that is written
 * is new rows, each under the id its content gives it, so two desks never collide.
 */
export const callbackMissed = defineCommand({
  name: 'callback.missed',
  args: z.object({
    callKey: z.string().min(1).max(120),
    partyId: idSchema.nullable(),
    number: z
      .string()
      .regex(/^[1-9]\d{1,19}$/)
      .nullable(),
    /** The entry this caller is on the list under already, be it for another number. */
    callbackId: idSchema.nullable(),
    missedAt: time,
    queue: z.string().max(80).nullable(),
    dialled: z.string().max(40).nullable(),
  }),
  *run({ callKey, partyId, number, callbackId, missedAt, queue, dialled }, { scopeId }) {
    const id = missedCallIdOf(scopeId, callKey);
    if (yield* get(missedCallTable, id)) return;
    const listed = callbackId !== null && (yield* get(callbackTable, callbackId)) !== undefined;
    const entry = listed ? callbackId : callbackIdOf(scopeId, { partyId, number });
    if (entry !== null && !listed) yield* enter(entry, partyId);
    yield* insert(missedCallTable, {
      id,
      callback_id: entry,
      call_key: callKey,
      missed_at: missedAt,
      number,
      queue,
      dialled,
      done_at: null,
      done_by: null,
      cleared_by: null,
    });
  },
});

/** "I call them back." Of two who say so at once the first keeps it; an entry somebody has may be taken over. */
export const callbackClaim = defineCommand({
  name: 'callback.claim',
  args: z.object({ id: idSchema }),
  *run({ id }, { actor }) {
    const call = yield* oldestOpen(id);
    yield* update(callbackTable, id, { claimed_by: actor.userId, claimed_for: call.id });
  },
});

export const callbackRelease = defineCommand({
  name: 'callback.release',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    yield* oldestOpen(id);
    yield* update(callbackTable, id, { claimed_by: null, claimed_for: null });
  },
});

/** When it is to be done; null: as soon as somebody has the time. */
export const callbackSetDue = defineCommand({
  name: 'callback.set-due',
  args: z.object({ id: idSchema, dueAt: time.nullable(), dueHasTime: z.boolean() }),
  *run({ id, dueAt, dueHasTime }) {
    const call = yield* oldestOpen(id);
    yield* update(callbackTable, id, {
      due_at: dueAt,
      due_has_time: dueAt !== null && dueHasTime,
      due_for: dueAt === null ? null : call.id,
    });
  },
});

/** Somebody says that nothing is left to do, for any number of entries at once. */
export const callbackFinish = defineCommand({
  name: 'callback.finish',
  args: z.object({ calls }),
  run: ({ calls: ids }, { actor, at }) =>
    settle(ids, { done_at: at, done_by: actor.userId, cleared_by: null }),
});

/** The caller was spoken to; run by the desk whose call it was. `by`: that call's interaction. */
export const callbackReached = defineCommand({
  name: 'callback.reached',
  args: z.object({ calls, by: idSchema }),
  run: ({ calls: ids, by }, { actor, at }) =>
    settle(ids, { done_at: at, done_by: actor.userId, cleared_by: by }),
});

/** Undo of {@link callbackFinish} and {@link callbackReached}; claim and due time are back with it. */
export const callbackReopen = defineCommand({
  name: 'callback.reopen',
  args: z.object({ calls }),
  *run({ calls: ids }) {
    for (const id of ids) {
      const call = yield* get(missedCallTable, id);
      if (call && call.done_at !== null)
        yield* update(missedCallTable, id, { done_at: null, done_by: null, cleared_by: null });
    }
  },
});

function* enter(id: string, partyId: string | null): Steps<void> {
  if (yield* get(callbackTable, id)) return;
  yield* insert(callbackTable, {
    id,
    party_id: partyId,
    claimed_by: null,
    claimed_for: null,
    due_at: null,
    due_has_time: false,
    due_for: null,
  });
}

type Done = Readonly<{ done_at: number; done_by: string; cleared_by: string | null }>;

/** Who was first, was: a call that is done already stays as it is, so that nobody is told of a conflict over it. */
function* settle(ids: readonly string[], done: Done): Steps<void> {
  for (const id of ids) {
    const call = yield* get(missedCallTable, id);
    if (call?.done_at === null) yield* update(missedCallTable, id, done);
  }
}

function* oldestOpen(id: string): Steps<Row<typeof missedCallTable>> {
  if (!(yield* get(callbackTable, id))) throw new CommandError('callback.gone', `no callback ${id}`);
  const open = yield* find(missedCallTable, { callback_id: id, done_at: null });
  const [oldest] = open.toSorted((a, b) => a.missed_at - b.missed_at || (a.id < b.id ? -1 : 1));
  if (!oldest) throw new CommandError('callback.done', `callback ${id} is done`);
  return oldest;
}
