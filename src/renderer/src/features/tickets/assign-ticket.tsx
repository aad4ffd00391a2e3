import { useState } from 'react';
import type { ReactNode } from 'react';
import { ticketAssign } from '#shared/features/tickets/commands.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { useRun } from '../../api/run-command.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { isOwned, OwnerChoice } from './owner-choice.tsx';
import type { Owner } from './owner-choice.tsx';
import { useTicketTexts } from './texts.ts';

interface Props {
  readonly ticket: TicketLine;
  readonly onClose: () => void;
}

/** Somebody else answers for it, or a group: nobody is no choice. */
export function AssignTicket({ ticket, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const { id, number, group, ownerId } = ticket;
  const before: Owner = { ownerId, groupId: group?.id ?? null };
  const [owner, setOwner] = useState(before);
  return (
    <FormDialog
      title={t('owner.title', { number })}
      submit={t('owner.assign')}
      isReady={isOwned(owner)}
      onSubmit={() =>
        act(() => run(ticketAssign, { id, ...owner }), {
          done: t('owner.assigned', { number }),
          undo: () => run(ticketAssign, { id, ...before }),
        })
      }
      onClose={onClose}
    >
      <OwnerChoice owner={owner} onChange={setOwner} />
    </FormDialog>
  );
}
