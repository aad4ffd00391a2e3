import { z } from 'zod';
import type { CentreCallEnd } from '#shared/calls/centre-call.ts';
import { refusal } from '#server/http/refusal.ts';

/** What a PBX posted, in our words. */
export interface Hook {
  readonly event: 'newCall' | 'answer' | 'hangup';
  /** The PBX's id of the call: the same in all its events. */
  readonly callId: string;
  readonly direction: 'in' | 'out';
  /** Of the far end; absent where it is withheld or no number. */
  readonly number?: string;
  readonly withheld: boolean;
  /** Incoming: the number the caller dialled. Outgoing: the number shown to the one called. */
  readonly ownNumber?: string;
  /** Whom the PBX names: ids, extensions, addresses, names, as it writes them. */
  readonly named: readonly string[];
  /** A person's name as the PBX writes it, of whoever it names first. */
  readonly name?: string;
  readonly end: CentreCallEnd;
}

const MOST_NAMED = 100;
const text = (max: number) =>
  z
    .string()
    .max(max)
    // A control character in an id or a number is no id and no number.
    .regex(/^\P{Cc}*$/u)
    .transform((value) => value.trim());
const names = z
  .union([text(100).transform((name) => [name]), z.array(text(100)).max(MOST_NAMED)])
  .default([])
  .transform((list) => list.filter((name) => name !== ''));
const flag = z.union([z.boolean(), z.enum(['', '0', '1', 'true', 'false'])]).default(false);

/**
 * The fields of a post, form-encoded or JSON; what else is in it is ignored. `direction`, `from` and `to` may be left
 * out where the call is known already.
 */
const posted = z
  .object({
    event: z.enum(['newCall', 'answer', 'hangup']),
    callId: text(128).pipe(z.string().min(1)),
    direction: z.enum(['in', 'out']).default('in'),
    from: text(200).default(''),
    to: text(200).default(''),
    user: names,
    userId: names,
    fullUserId: names,
    extension: names,
    email: names,
    answeringNumber: names,
    cause: text(40).default(''),
    /** The caller does not want to be shown, whatever `from` says. */
    withheld: flag,
  })
  .refine(({ event, from, to }) => event !== 'newCall' || (from !== '' && to !== ''), {
    path: ['from'],
    error: 'a new call has from and to',
  });

const ENDS: Readonly<Record<string, CentreCallEnd>> = {
  normalclearing: 'completed',
  busy: 'busy',
  cancel: 'missed-caller',
  noanswer: 'missed-no-answer',
  congestion: 'failed',
  notfound: 'failed',
  forwarded: 'forwarded',
  rejected: 'rejected',
};

/** @throws {Refusal} 400 `request.invalid`, naming the field and never its value */
export function parseHook(fields: unknown): Hook {
  const parsed = posted.safeParse(fields);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.').slice(0, 80) ?? '';
    throw refusal(400, 'request.invalid', `${where}: missing or not understood`, { where });
  }
  const { event, callId, direction, from, to, cause } = parsed.data;
  const [far, own] = direction === 'in' ? [from, to] : [to, from];
  const number = numberIn(far);
  const isHidden = ['1', 'true'].includes(String(parsed.data.withheld));
  // Only a caller withholds; of somebody we dial, no number means that there is none to show.
  const withheld = direction === 'in' && (isHidden || number === undefined);
  const ownNumber = numberIn(own);
  const { user, userId, fullUserId, extension, email, answeringNumber } = parsed.data;
  return {
    event,
    callId,
    direction,
    withheld,
    ...(number === undefined || withheld ? {} : { number }),
    ...(ownNumber === undefined ? {} : { ownNumber }),
    ...(user[0] === undefined ? {} : { name: user[0] }),
    named: [...userId, ...fullUserId, ...extension, ...email, ...answeringNumber, ...user],
    end: ENDS[cause.toLowerCase()] ?? 'completed',
  };
}

/** `anonymous`, a name, nothing: no number. */
function numberIn(told: string): string | undefined {
  const digits = told.replace(/[\s()/.-]/g, '');
  return /^\+?\d{1,32}$/.test(digits) ? digits : undefined;
}

/** `user[]=Nadine&user[]=Mehmet` → `{ user: ['Nadine', 'Mehmet'] }`: the shape JSON has. Later repetitions win nothing. */
export function fieldsOfForm(body: string): Readonly<Record<string, string | readonly string[]>> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [key, value] of new URLSearchParams(body)) {
    const name = key.replace(/\[\d*\]$/, '');
    if (name === key) {
      fields[name] ??= value;
      continue;
    }
    const list = fields[name];
    if (Array.isArray(list)) list.push(value);
    else fields[name] = [value];
  }
  return fields;
}
