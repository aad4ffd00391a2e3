import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { taskCreate, taskWithdraw } from '#shared/features/tasks/commands.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { FollowUpPickerProps } from '../../slots/slots.ts';
import { FollowUpTimes } from './follow-up-times.tsx';
import { useTaskTexts } from './texts.ts';

/** When the next step of an entry is due. It is booked with the entry and not before: a draft books nothing. */
export function FollowUpPicker({ dueAt, onPick, bookRef }: FollowUpPickerProps): ReactNode {
  const t = useTaskTexts();
  const run = useRun();
  const session = useSession();
  const userId = session?.userId;
  useEffect(() => {
    bookRef.current = async ({ ref, partyId, title, dueAt: due }) => {
      const id = newId();
      if (userId !== undefined)
        await run(taskCreate, {
          ...{ id, kind: 'follow-up', title, partyId, assigneeId: userId, dueAt: due },
          ...{ dueHasTime: true, promised: false, from: { linkId: newId(), ref } },
        });
      return () => run(taskWithdraw, { id });
    };
    return () => {
      bookRef.current = null;
    };
  });
  return (
    <div role="group" aria-label={t('part.title')}>
      <FollowUpTimes chosen={dueAt ?? undefined} onPick={(at) => onPick(at === dueAt ? null : at)} />
      {dueAt !== null && (
        <Button variant="subtle" size="compact-sm" onClick={() => onPick(null)}>
          {t('part.withdraw')}
        </Button>
      )}
    </div>
  );
}
