import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { EntryLinksProps } from '../../slots/slots.ts';
import { BelongsTo } from '../../ui/belongs-to.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** The open tickets an entry may belong to, pressed where it does. */
export function EntryTickets({ partyId, chosen, onToggle }: EntryLinksProps): ReactNode {
  const t = useTicketTexts();
  const { value: tickets = [] } = useQuery(ticketsContract, 'openOf', { partyId }, ticketTables);
  const things = tickets.map(({ id, number, title }) => ({
    ...{ ref: { type: 'ticket', id }, mark: number, title },
  }));
  return <BelongsTo label={t('part.belongs')} {...{ things, chosen, onToggle }} />;
}
