import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { TaskKind } from './model.ts';

export interface TaskLine {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly partyId: string;
  readonly partyName: string | null;
  readonly assigneeName: string;
  /** Mine to do now: assigned to me, or to somebody I stand in for. */
  readonly mine: boolean;
  /** Who does it while the assignee is away; null: the assignee is there. */
  readonly deputy: Deputy | null;
  readonly dueAt: number;
  readonly dueHasTime: boolean;
  readonly promised: boolean;
  /** How often nobody was reached. */
  readonly attempts: number;
  /** Entries of the history that belong to it. */
  readonly entries: number;
  /** The customer's number to dial, `+49…`; null: none that can be dialled. */
  readonly dial: string | null;
}

export interface Deputy {
  readonly name: string;
  /** It is me. */
  readonly mine: boolean;
}

/** A call tried in vain. */
export interface AttemptLine {
  readonly id: string;
  readonly at: number;
  readonly staffName: string;
  /** What the task was moved to; null: it stayed due as it was. */
  readonly movedTo: number | null;
}

export const tasksContract = defineContract('tasks', {
  /** Open ones of a party, soonest first. */
  openOf: call(z.object({ partyId: idSchema }), returns<readonly TaskLine[]>()),
  /** What an entry on a party's sheet may belong to: the open ones, and those it is linked with, done or not; soonest first. */
  ofEntry: call(
    z.object({ partyId: idSchema, linked: z.array(idSchema).max(200) }),
    returns<readonly TaskLine[]>(),
  ),
  /** Latest first. */
  attempts: call(z.object({ id: idSchema }), returns<readonly AttemptLine[]>()),
  /** My open ones, and those of whoever I stand in for, and mine that somebody does for me, due before `until` (ms), overdue included, soonest first. */
  mine: call(z.object({ until: z.int() }), returns<readonly TaskLine[]>()),
  /** Reminders that have fired and were not yet answered (done, snoozed or dismissed). */
  reminders: call(z.object({}), returns<readonly TaskLine[]>()),
  /** Fires again at `until`; on this desk only. */
  snooze: call(z.object({ id: idSchema, until: z.int() }), returns<void>()),
  dismiss: call(z.object({ id: idSchema }), returns<void>()),
});
