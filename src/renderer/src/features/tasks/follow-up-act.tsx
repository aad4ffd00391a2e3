import { useState } from 'react';
import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { z } from 'zod';
import { IconCalendarPlus } from '@tabler/icons-react';
import { taskCreate, taskWithdraw } from '#shared/features/tasks/commands.ts';
import { TASK_KINDS } from '#shared/features/tasks/model.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useOfferedOnCall } from '../../acts/use-offered-on-call.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { DraftDialog } from '../../ui/draft-dialog.tsx';
import { DraftOffer } from '../../ui/draft-offer.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import type { FormDraftHandle } from '../../ui/form-draft.ts';
import { SheetAct } from '../../ui/sheet-act.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './follow-up.module.css';
import { FollowUpTimes } from './follow-up-times.tsx';
import { FollowUpWhat } from './follow-up-what.tsx';
import { useTaskTexts } from './texts.ts';

/** A follow-up without a call, from the sheet; beside an unfinished wrap-up it is booked there. */
export function FollowUpAct({ partyId }: PartyProps): ReactNode {
  const t = useTaskTexts();
  const [booking, setBooking] = useState(false);
  const isInWrapUp = useOfferedOnCall('tasks.follow-up');
  useNamedAct({
    id: 'tasks.follow-up',
    name: t('part.title'),
    also: t('part.also'),
    keys: 'w',
    icon: IconCalendarPlus,
    place: 'screen',
    isPossible: !isInWrapUp,
    run: () => setBooking(true),
  });
  return (
    <>
      {!isInWrapUp && (
        <SheetAct
          icon={IconCalendarPlus}
          label={t('part.title')}
          combo="w"
          onClick={() => setBooking(true)}
        />
      )}
      {booking && <BookingDialog partyId={partyId} onClose={() => setBooking(false)} />}
    </>
  );
}

interface DialogProps extends PartyProps {
  readonly onClose: () => void;
}

function BookingDialog({ partyId, onClose }: DialogProps): ReactNode {
  const t = useTaskTexts();
  const draft = useFormDraft('tasks.follow-up', partyId);
  return (
    <DraftDialog title={t('part.title')} draft={draft} onClose={onClose}>
      {(close) => <Booking partyId={partyId} draft={draft} onClose={close} />}
    </DraftDialog>
  );
}

const kindField = z.enum(TASK_KINDS);

interface BookingProps extends DialogProps {
  readonly draft: FormDraftHandle;
}

/** One click on a time books it. Nobody is on the phone: a promise is one only when somebody says so. */
function Booking({ partyId, draft, onClose }: BookingProps): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const run = useRun();
  const act = useAct();
  const session = useSession();
  const [title, setTitle] = useDraftField(draft, 'title', z.string(), '');
  const [kind, setKind] = useDraftField(draft, 'kind', kindField, 'follow-up');
  const [promised, setPromised] = useDraftField(draft, 'promised', z.boolean(), false);
  const book = async (dueAt: number): Promise<void> => {
    if (!session) return;
    const id = newId();
    const isBooked = await act(
      () =>
        run(taskCreate, {
          ...{ id, kind, title: title.trim() || t(`kind.${kind}`), partyId, assigneeId: session.userId },
          ...{ dueAt, dueHasTime: true, promised, from: null },
        }),
      {
        done: t('part.created', { when: format.moment(dueAt, Date.now()) }),
        undo: () => run(taskWithdraw, { id }),
      },
    );
    if (isBooked) onClose();
  };
  return (
    <div className={styles.booking}>
      <DraftOffer draft={draft} />
      <FollowUpWhat title={title} kind={kind} onTitle={setTitle} onKind={setKind} />
      <FollowUpTimes chosen={undefined} onPick={(dueAt) => void book(dueAt)} />
      <Checkbox
        label={t('part.promised')}
        checked={promised}
        onChange={(event) => setPromised(event.currentTarget.checked)}
      />
    </div>
  );
}
