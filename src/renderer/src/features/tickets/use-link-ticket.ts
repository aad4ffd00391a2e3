import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useTicketTexts } from './texts.ts';

/** "This call belongs to that ticket", with undo. */
export function useLinkTicket(
  callId: string,
): (ticket: Pick<TicketLine, 'id' | 'number'>) => Promise<boolean> {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  return (ticket) => {
    const id = newId();
    return act(
      () =>
        run(linkAdd, {
          id,
          from: { type: 'interaction', id: callId },
          to: { type: 'ticket', id: ticket.id },
        }),
      { done: t('part.linkedDone', { number: ticket.number }), undo: () => run(linkRemove, { id }) },
    );
  };
}
