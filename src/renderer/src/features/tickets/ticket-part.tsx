import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { WrapUpProps } from '../../slots/slots.ts';
import { useShortcut } from '../../ui/shortcuts.ts';
import { WrapUpSection } from '../../ui/wrap-up-section.tsx';
import { NewTicket } from './new-ticket.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import { TicketLink } from './ticket-link.tsx';
import { useLinkTicket } from './use-link-ticket.ts';

/** "Belongs to this ticket" in one key – the open ones first, a new one last. */
export function TicketPart({ wrapUp }: WrapUpProps): ReactNode {
  const t = useTicketTexts();
  const { partyId } = wrapUp;
  const { value: tickets } = useQuery(ticketsContract, 'openOf', { partyId: partyId ?? '' }, ticketTables, {
    enabled: partyId !== null,
  });
  const link = useLinkTicket(wrapUp.id);
  const first = tickets?.[0];
  useShortcut('Alt+t', () => first && void link(first), first !== undefined);
  return (
    <WrapUpSection title={t('part.title')}>
      {partyId === null && <p>{t('part.needsParty')}</p>}
      {tickets?.map((ticket, index) => (
        <TicketLink key={ticket.id} ticket={ticket} callId={wrapUp.id} hasKey={index === 0} onLink={() => void link(ticket)} />
      ))}
      {partyId !== null && <NewTicket partyId={partyId} callId={wrapUp.id} />}
    </WrapUpSection>
  );
}
