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
  readonly mine: boolean;
  readonly dueAt: number;
  readonly dueHasTime: boolean;
  readonly promised: boolean;
}

export const tasksContract = defineContract('tasks', {
  /** Open ones of a party, soonest first. */
  openOf: call(z.object({ partyId: idSchema }), returns<readonly TaskLine[]>()),
  /** My open ones due before `until` (ms), overdue included, soonest first. */
  mine: call(z.object({ until: z.int() }), returns<readonly TaskLine[]>()),
  /** Reminders that have fired and were not yet answered (done, snoozed or dismissed). */
  reminders: call(z.object({}), returns<readonly TaskLine[]>()),
  /** Fires again at `until`; on this desk only. */
  snooze: call(z.object({ id: idSchema, until: z.int() }), returns<void>()),
  dismiss: call(z.object({ id: idSchema }), returns<void>()),
});
