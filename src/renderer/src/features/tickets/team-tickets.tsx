import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Button } from '@mantine/core';
import { IconChevronDown, IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './team-tickets.module.css';
import { TicketRow } from './ticket-row.tsx';

/** Tickets at first, and with each wish for more. */
const FIRST = 10;
const PAGE = 50;
/** As many as the host gives at once. */
const MOST = 1_000;
/** What is saved is what the list shows, with what waits. */
const OPEN = { show: 'open' };
/** ms */
const MINUTE = 60_000;

/** So that no customer's wish gets lost: the team's open tickets, overdue first. As many are asked for as are shown. */
export function TeamTickets(): ReactNode {
  const t = useTicketTexts();
  const [limit, setLimit] = useState(FIRST);
  const now = useNow();
  // By the minute: what waits comes back by itself.
  const at = Math.floor(now / MINUTE) * MINUTE;
  const still = { keepPrevious: true };
  const { value: tickets } = useQuery(ticketsContract, 'open', { limit, at }, ticketTables, still);
  const { value: count } = useQuery(ticketsContract, 'openCount', { at }, ticketTables, still);
  const { value: waiting = 0 } = useQuery(ticketsContract, 'waitingCount', { at }, ticketTables, still);
  const shown = tickets?.length ?? 0;
  const hidden = tickets && count !== undefined && shown < MOST ? count - shown : 0;
  const { list, wantRow } = useFocusOnNewRow(shown);
  const more = (): void => {
    wantRow(shown);
    setLimit((last) => Math.min(MOST, last + PAGE));
  };
  return (
    <Panel
      title={t('today.title')}
      count={count}
      action={<SlotOutlet slot={listActs} with={{ list: 'tickets', text: '', filters: OPEN }} />}
    >
      {tickets?.length === 0 && <EmptyState icon={IconTicket} title={t('none')} hint={t('noneHint')} />}
      <div ref={list}>
        <Rows label={t('today.title')}>
          {tickets?.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} withParty />
          ))}
        </Rows>
      </div>
      {waiting > 0 && <p className={styles.waiting}>{t('wait.count', { count: waiting })}</p>}
      {hidden > 0 && (
        <Button
          className={styles.more ?? ''}
          variant="subtle"
          fullWidth
          leftSection={<IconChevronDown size={16} aria-hidden />}
          onClick={more}
        >
          {t('today.more', { count: hidden })}
        </Button>
      )}
    </Panel>
  );
}

/** The button for more may be gone once they are there: the focus goes to the first of them. */
function useFocusOnNewRow(count: number): {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly wantRow: (index: number) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const wantedRef = useRef<number | null>(null);
  useEffect(() => {
    if (wantedRef.current === null || count <= wantedRef.current) return;
    const row = list.current?.querySelectorAll('li')[wantedRef.current];
    wantedRef.current = null;
    row?.querySelector<HTMLElement>('a[href], button')?.focus();
  }, [count]);
  return { list, wantRow: (index) => void (wantedRef.current = index) };
}
