import type { ReactNode } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { PopLine } from '../../calls/pop-line.tsx';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** In the pop: how many are open, and the first of them by name. */
export function TicketsLine({ partyId }: { readonly partyId: string }): ReactNode {
  const t = useTicketTexts();
  const now = useNow();
  const { value: tickets } = useQuery(ticketsContract, 'openOf', { partyId }, ticketTables);
  const first = tickets?.[0];
  if (!tickets || !first) return null;
  const overdue = first.dueAt !== null && first.dueAt < now;
  return (
    <PopLine icon={IconTicket} tone={overdue ? 'warn' : 'plain'}>
      {t('count', { count: tickets.length })}:{' '}
      <HiddenField table={ticketTable} column="title">
        {first.title}
      </HiddenField>
      {overdue && ` (${t('overdue')})`}
    </PopLine>
  );
}
