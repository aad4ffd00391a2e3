import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Button } from '@mantine/core';
import { IconChevronDown, IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { Whose } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './team-tickets.module.css';
import { TicketRow } from './ticket-row.tsx';
import { useMinute } from './use-minute.ts';

/** Tickets at first, and with each wish for more. */
const FIRST = 10;
const PAGE = 50;
/** As many as the host gives at once. */
const MOST = 1_000;

interface Props {
  readonly title: string;
  readonly whose: Whose;
  readonly action?: ReactNode;
  /** Below the list. */
  readonly note?: ReactNode;
  /** What stands there where no ticket is; left out: nothing at all, not even the title. */
  readonly empty?: { readonly title: string; readonly hint: string };
}

/** Open tickets, overdue first. As many are asked for as are shown. */
export function OpenList({ title, whose, action, note, empty }: Props): ReactNode {
  const t = useTicketTexts();
  const [limit, setLimit] = useState(FIRST);
  const at = useMinute();
  const still = { keepPrevious: true };
  const { value: tickets } = useQuery(ticketsContract, 'open', { limit, at, whose }, ticketTables, still);
  const { value: count } = useQuery(ticketsContract, 'openCount', { at, whose }, ticketTables, still);
  const { value: waiting = 0 } = useQuery(
    ticketsContract,
    'waitingCount',
    { at, whose },
    ticketTables,
    still,
  );
  const shown = tickets?.length ?? 0;
  const hidden = tickets && count !== undefined && shown < MOST ? count - shown : 0;
  const { list, wantRow } = useFocusOnNewRow(shown);
  const more = (): void => {
    wantRow(shown);
    setLimit((last) => Math.min(MOST, last + PAGE));
  };
  if (!empty && shown === 0 && waiting === 0) return null;
  return (
    <Panel title={title} count={count} action={action}>
      {empty && tickets?.length === 0 && <EmptyState icon={IconTicket} {...empty} />}
      <div ref={list}>
        <Rows label={title}>
          {tickets?.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} withParty />
          ))}
        </Rows>
      </div>
      {waiting > 0 && <p className={styles.note}>{t('wait.count', { count: waiting })}</p>}
      {note && <p className={styles.note}>{note}</p>}
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
