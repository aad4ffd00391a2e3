import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { EntryLinksProps } from '../../slots/slots.ts';
import styles from './entry-tickets.module.css';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** The open tickets an entry may belong to, pressed where it does. */
export function EntryTickets({ partyId, chosen, onToggle }: EntryLinksProps): ReactNode {
  const t = useTicketTexts();
  const { value: tickets } = useQuery(ticketsContract, 'openOf', { partyId }, ticketTables);
  if (!tickets || tickets.length === 0) return null;
  return (
    <div className={styles.tickets} role="group" aria-label={t('part.belongs')}>
      <span>{t('part.belongs')}</span>
      {tickets.map(({ id, number, title }) => (
        <button
          key={id}
          type="button"
          className={styles.ticket}
          title={title}
          aria-pressed={chosen.some((ref) => ref.type === 'ticket' && ref.id === id)}
          onClick={() => onToggle({ type: 'ticket', id })}
        >
          <span>{number}</span> {title}
        </button>
      ))}
    </div>
  );
}
