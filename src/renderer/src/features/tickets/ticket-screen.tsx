import type { ReactNode } from 'react';
import { IconTicketOff } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { SlotWrap } from '../../slots/slot-wrap.tsx';
import { sheetGuard, thingPanel } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { HandOvers } from './hand-overs.tsx';
import { MergedHere, MergedInto } from './merged-tickets.tsx';
import { useStateName } from './state-name.ts';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import { TicketActs } from './ticket-acts.tsx';
import { TicketRow } from './ticket-row.tsx';
import styles from './ticket-screen.module.css';

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

/** One ticket by itself: what it is about, whose it is, and below it everything that was said about it. */
export function TicketScreen({ params }: Props): ReactNode {
  const t = useTicketTexts();
  const stateName = useStateName();
  const id = params['id'] ?? '';
  const { value: ticket, error } = useQuery(ticketsContract, 'one', { id }, ticketTables);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (ticket === undefined) return <div className={styles.screen} aria-busy="true" />;
  if (ticket === null)
    return (
      <>
        <ScreenTitle title={t('screen.title', { number: '' })} />
        <EmptyState icon={IconTicketOff} title={t('hit.unknown')} hint={t('screen.unknownHint')} />
      </>
    );
  // What was said about it is a customer's data as much as the sheet.
  return (
    <SlotWrap slot={sheetGuard} with={{ partyId: ticket.partyId }}>
      <div className={styles.screen}>
        <ScreenTitle title={t('screen.title', { number: ticket.number })} detail={ticket.title} />
        <MergedInto ticket={ticket} />
        <TicketActs key={ticket.id} ticket={ticket} />
        <Panel
          title={ticket.mergedInto === null ? stateName(ticket.state, ticket.stateName) : t('merge.state')}
        >
          <Rows label={ticket.number}>
            <TicketRow ticket={ticket} withParty isAlone />
          </Rows>
        </Panel>
        <MergedHere ticket={ticket} />
        <HandOvers ticketId={id} />
        {/* What was said about a merged one stands with the other, and so does what is added. */}
        {ticket.mergedInto === null && (
          <SlotOutlet slot={thingPanel} with={{ thing: { type: 'ticket', id } }} />
        )}
      </div>
    </SlotWrap>
  );
}
