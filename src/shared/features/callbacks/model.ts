import { nameId } from '../../kernel/name-id.ts';
import {
  boolean,
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  refTo,
  text,
} from '../../rows/table.ts';

/**
 * A caller on the team's callback list: who looks after them, and by when. There is one row a caller for good; it is
 * on the list while any of the caller's missed calls is open. How many and since when is counted, never stored: two
 * desks that count in one field would overwrite each other.
 *
 * A claim and a due time name the missed call they were made for and hold while that one is open. They so end with
 * the callback, come back when it is reopened, and nobody writes to them for it.
 */
export const callbackTable = defineTable('callback', {
  /** null: the entry is a number's. */
  party_id: refTo('party', optionalText()),
  /** A staff id. */
  claimed_by: optionalText(),
  claimed_for: optionalText(),
  due_at: optionalInteger(),
  /** false: due that day, at no particular hour. */
  due_has_time: boolean(),
  due_for: optionalText(),
});

/** A call that nobody of the team took, once, however many phones rang; open until `done_at`. */
export const missedCallTable = defineTable('missed_call', {
  /** null: a caller without a number, counted and not called back. */
  callback_id: refTo('callback', optionalText()),
  /** The same for all legs of one incoming call. */
  call_key: text(),
  missed_at: integer(),
  /** E.164 digits without `+`; null when withheld. */
  number: optionalText(),
  queue: optionalText(),
  /** The number the caller dialled, as the PBX tells it. */
  dialled: optionalText(),
  done_at: optionalInteger(),
  done_by: optionalText(),
  /** The interaction that reached the caller; null where a person said so. */
  cleared_by: optionalText(),
});

/** Who is to be called back: the party where it is known, else the number. */
export interface Caller {
  readonly partyId: string | null;
  readonly number: string | null;
}

/** Desks of one scope that list the same caller, even offline, list it under one id. Null: nobody to call back. */
export function callbackIdOf(scopeId: string, { partyId, number }: Caller): string | null {
  const key = partyId ?? number;
  return key === null ? null : nameId(`${scopeId}/callback/${key}`);
}

export function missedCallIdOf(scopeId: string, callKey: string): string {
  return nameId(`${scopeId}/missed-call/${callKey}`);
}
