import type { ReactNode } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { SearchHit } from '../../ui/search-hit.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-hit.module.css';

/** Looks like a ticket number in full: two digits, a dash or none, six or more, a check digit. */
const FULL = /^\d{2}[\s-]?\d{6,9}[\s-]?\d$/;
/** Typed with its dashes it can be nothing else, so a wrong check digit is worth a word. */
const DASHED = /^\d{2}-\d{6,9}-\d$/;

/** A ticket number in the search field leads to all that was said about it; one that cannot be right says so. */
export function TicketHit({ text }: { readonly text: string }): ReactNode {
  const t = useTicketTexts();
  const routeOf = useRouteOf();
  const enabled = FULL.test(text);
  const { value } = useQuery(ticketsContract, 'byNumber', { number: text.slice(0, 40) }, ticketTables, {
    enabled,
  });
  if (!enabled || !value) return null;
  const { ticket, valid, mergedFrom } = value;
  if (!ticket) {
    return DASHED.test(text) && <p className={styles.told}>{t(valid ? 'hit.unknown' : 'hit.invalid')}</p>;
  }
  const route = routeOf({ type: 'ticket', id: ticket.id });
  if (route === undefined) return null;
  return (
    <SearchHit
      icon={IconTicket}
      title={ticket.number}
      detail={
        mergedFrom === null ? ticket.title : t('hit.merged', { number: mergedFrom, title: ticket.title })
      }
      aside={ticket.partyName}
      to={route}
    />
  );
}
