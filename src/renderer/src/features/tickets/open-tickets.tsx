import type { ReactNode } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import { TicketRow } from './ticket-row.tsx';

export function OpenTickets({ partyId }: PartyProps): ReactNode {
  const t = useTicketTexts();
  const { value: tickets, error } = useQuery(ticketsContract, 'openOf', { partyId }, ticketTables);
  return (
    <Panel title={t('panel')} count={tickets?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {tickets?.length === 0 && <EmptyState icon={IconTicket} title={t('none')} hint={t('noneHint')} />}
      <Rows label={t('panel')}>
        {tickets?.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} />
        ))}
      </Rows>
    </Panel>
  );
}
