import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { useQuery } from '../../api/use-query.ts';
import type { EntryLinksProps } from '../../slots/slots.ts';
import { BelongsTo } from '../../ui/belongs-to.tsx';
import { useOnceChosen } from '../../ui/use-once-chosen.ts';
import { useStateName } from './state-name.ts';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

/** The tickets an entry may belong to, pressed where it does: those that are open, and what it belongs to already. */
export function EntryTickets({ partyId, chosen, onToggle }: EntryLinksProps): ReactNode {
  const t = useTicketTexts();
  const stateName = useStateName();
  const linked = useOnceChosen(chosen, ticketTable.name);
  const { value: tickets = [] } = useQuery(ticketsContract, 'ofEntry', { partyId, linked }, ticketTables, {
    keepPrevious: true,
  });
  const things = tickets.map(({ id, number, title, state, stateName: called }) => ({
    ref: { type: ticketTable.name, id },
    mark: state === 'closed' ? `${number} · ${stateName(state, called)}` : number,
    title,
  }));
  return <BelongsTo label={t('part.belongs')} {...{ things, chosen, onToggle }} />;
}
