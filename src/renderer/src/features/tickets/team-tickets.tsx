import type { ReactNode } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './team-tickets.module.css';
import { TicketRow } from './ticket-row.tsx';

const LOOKED_AT = 1000;
const SHOWN = 10;

/** So that no customer's wish gets lost: the team's open tickets, overdue first. */
export function TeamTickets(): ReactNode {
  const t = useTicketTexts();
  const { value: tickets } = useQuery(ticketsContract, 'open', { limit: LOOKED_AT }, ticketTables);
  const hidden = (tickets?.length ?? 0) - SHOWN;
  return (
    <Panel
      title={t('today.title')}
      count={tickets?.length}
      action={<SlotOutlet slot={listActs} with={{ list: 'tickets', text: '' }} />}
    >
      {tickets?.length === 0 && <EmptyState icon={IconTicket} title={t('none')} hint={t('noneHint')} />}
      <Rows label={t('today.title')}>
        {tickets?.slice(0, SHOWN).map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} withParty />
        ))}
      </Rows>
      {hidden > 0 && <p className={styles.more}>{t('today.more', { count: hidden })}</p>}
    </Panel>
  );
}
