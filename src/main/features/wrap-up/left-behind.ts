import type { CallerCard } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { Host, OpenWorkOf, ShiftWork } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { isWritten, pass, send, settle, withPassed } from './passed.ts';
import { giveWrapUp, keepWrapUp } from './stack.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'settings'>;

/** By the id of the call. */
const TYPE = 'wrap_up';
const MOST_OF_NOTE = 80;

/** A wrap-up by whom the call was with and what is written of it so far. */
function cardOf({ id, partyName, number, note }: WrapUp): CallerCard {
  const words = note.length > MOST_OF_NOTE ? `${note.slice(0, MOST_OF_NOTE)} …` : note;
  const name = partyName ?? number ?? '';
  return {
    ref: { type: TYPE, id },
    name,
    detail: [name === number ? '' : (number ?? ''), words].filter(Boolean).join(' · '),
  };
}

const isOver = ({ endedAt }: WrapUp): boolean => endedAt !== null;

/** Calls of somebody that are over and still owed a word: those of this desk, and what was passed on to them. */
function idsOf(db: ReadableDb, userId: string): readonly string[] {
  return db
    .prepare<[{ user: string }], string>(
      `SELECT w.id FROM wrap_up w JOIN interaction i ON i.id = w.id
       WHERE w.user_id = @user AND w.ended_at IS NOT NULL
       UNION SELECT p.call_id FROM passed_wrap_up p JOIN interaction i ON i.id = p.call_id WHERE p.to_user = @user`,
    )
    .pluck()
    .all({ user: userId });
}

/**
 * What somebody who leaves has not finished, for a lead to give away. Others see of it what lies at this desk and what
 * was passed on to that person; the rest lies at their own desk, and only there.
 */
export const leftWrapUps = (local: readonly string[]): OpenWorkOf => ({
  type: TYPE,
  ids: idsOf,
  cards: (host, userId) => {
    const given = new Set(idsOf(host.db, userId));
    return withPassed(host, userId)
      .filter(({ id }) => given.has(id))
      .map(cardOf);
  },
  give(host, id, toUserId, fromUserId) {
    const wrapUp = withPassed(host, fromUserId).find((open) => open.id === id && isOver(open));
    if (!wrapUp) return;
    if (toUserId === host.session().userId) takeOver(host, local, wrapUp, fromUserId);
    else send(host, local, { wrapUp, fromUserId, toUserId });
  },
});

/** By whoever gives it away: nothing is passed on to oneself. */
function takeOver(host: Host, local: readonly string[], wrapUp: WrapUp, fromUserId: string): void {
  const { userId } = host.session();
  host.local(local, (db) => {
    giveWrapUp(db, { id: wrapUp.id, to: userId });
    keepWrapUp(db, wrapUp, userId);
  });
  settle(host, wrapUp.id, fromUserId);
}

/** At the end of a shift, to whoever sits here next: passed on as to any other desk, a call that goes on stays at this one. */
export const shiftWrapUps = (local: readonly string[]): ShiftWork => ({
  list: (host: Reader, userId) => withPassed(host, userId).map(cardOf),
  give(host, ids, toUserId) {
    const { userId } = host.session();
    for (const wrapUp of withPassed(host, userId).filter(({ id }) => ids.includes(id))) {
      const { id } = wrapUp;
      if (isOver(wrapUp) && isWritten(host.db, id)) pass(host, local, { id, toUserId });
      else host.local(local, (db) => giveWrapUp(db, { id, to: toUserId }));
    }
  },
});
