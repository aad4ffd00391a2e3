import { z } from 'zod';
import type { CallerCard } from '../../calls/live-call.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { DUTY_ENDS } from './model.ts';
import type { DutyEnd } from './model.ts';
import { LONGEST_PIN } from './pin.ts';

/** The name queries wait for: who may come to the desk, and how. */
export const CHECK_IN = 'duty-check-in';

/** Somebody who may sit down here. */
export interface DeskPerson {
  readonly userId: string;
  readonly userName: string;
  /** What they need: nothing but the PIN, the password, or the password because they see other data than lies here. */
  readonly needs: 'pin' | 'password' | 'password-for-sight';
  /** ms until another PIN is looked at; 0: now. */
  readonly waitMs: number;
}

export interface CheckInView {
  readonly isShared: boolean;
  readonly deskName: string;
  readonly people: readonly DeskPerson[];
  /** Who is to come next, by a handover. */
  readonly expectedId: string | null;
}

/** The own duty at this desk. */
export interface OwnDuty {
  readonly isShared: boolean;
  readonly hasPin: boolean;
  /** The PIN can be chosen without the one before: the password was just typed. */
  readonly isFresh: boolean;
  readonly since: number | null;
  /** Open ones that would go along, newest call first. */
  readonly wrapUps: readonly CallerCard[];
  /** Those the desk and its open work can be handed over to. */
  readonly colleagues: readonly { readonly userId: string; readonly userName: string }[];
}

export interface DutyLine {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly deskName: string;
  readonly beganAt: number;
  /** null: still there. */
  readonly endedAt: number | null;
  readonly how: DutyEnd | null;
}

export interface DutyOverview {
  /** Of everybody; else one's own alone. */
  readonly isEverybodys: boolean;
  readonly now: readonly DutyLine[];
  /** Of the last {@link PAST_DAYS} days, the latest first. */
  readonly past: readonly DutyLine[];
}

export const PAST_DAYS = 7;

const pin = z.string().max(LONGEST_PIN * 4);

/** Answered while nobody is on duty as well; what needs somebody says so. */
export const dutyContract = defineContract('duty', {
  /** Who may check in. Tells names of colleagues, nothing else. */
  checkIns: call(z.object({}), returns<CheckInView>()),
  /**
   * Fails with `duty.wrong-pin` {left}, `duty.wait` {seconds}, `duty.no-pin`, `duty.password-asked`,
   * `duty.other-sight`.
   */
  checkIn: call(z.object({ userId: idSchema, pin }), returns<void>()),
  /** Leaves the desk to whoever comes. Fails with `duty.not-shared`. */
  leave: call(z.object({ how: z.enum(DUTY_ENDS) }), returns<void>()),
  /** Leaves it to somebody; wrap-ups that are still open here wait for their author. */
  handOver: call(z.object({ toUserId: idSchema }), returns<void>()),
  /** These of the open wrap-ups are that person's. Fails with `duty.unknown-person`. */
  giveWrapUps: call(z.object({ toUserId: idSchema, ids: z.array(idSchema).max(1_000) }), returns<void>()),
  /** Somebody uses keyboard or mouse. */
  stir: call(z.object({}), returns<void>()),
  own: call(z.object({}), returns<OwnDuty>()),
  /** Fails with `duty.bad-pin-<fault>`, `duty.wrong-pin`, `duty.password-asked`. */
  setPin: call(z.object({ pin, old: pin.optional() }), returns<void>()),
  removePin: call(z.object({}), returns<void>()),
  overview: call(z.object({}), returns<DutyOverview>()),
});
