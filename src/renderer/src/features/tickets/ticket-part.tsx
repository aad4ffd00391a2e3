import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconPlus, IconTicket } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { linksContract } from '#shared/ipc/core-contracts.ts';
import { linkTable } from '#shared/links/links.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useQuery } from '../../api/use-query.ts';
import type { WrapUpProps } from '../../slots/slots.ts';
import { WrapUpSection } from '../../ui/wrap-up-section.tsx';
import { NewTicket, useTicketDraft } from './new-ticket.tsx';
import { ticketTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-part.module.css';
import { TicketLink } from './ticket-link.tsx';
import { useLinkTicket } from './use-link-ticket.ts';

/** "Belongs to this ticket" in one key – the open ones first, a new one last. */
export function TicketPart({ wrapUp }: WrapUpProps): ReactNode {
  const t = useTicketTexts();
  const [creating, setCreating] = useState(false);
  const { partyId } = wrapUp;
  const { value: tickets } = useQuery(ticketsContract, 'openOf', { partyId: partyId ?? '' }, ticketTables, {
    enabled: partyId !== null,
  });
  const from = { type: 'interaction', id: wrapUp.id };
  const { value: links } = useQuery(linksContract, 'of', { from }, [linkTable.name]);
  const isLinked = (ticketId: string): boolean => links?.some(({ to }) => to.id === ticketId) ?? false;
  const link = useLinkTicket(wrapUp.id);
  const first = tickets?.find(({ id }) => !isLinked(id));
  useNamedAct({
    id: 'tickets.link',
    name: first ? `${t('part.belongs')} ${first.number}` : t('part.belongs'),
    also: t('part.title'),
    keys: 'Alt+t',
    icon: IconTicket,
    isPossible: first !== undefined,
    run: () => first && void link(first),
  });
  useNamedAct({
    id: 'tickets.new',
    name: t('part.new'),
    keys: 't',
    icon: IconPlus,
    isPossible: partyId !== null,
    run: () => setCreating(true),
  });
  return (
    <WrapUpSection
      title={t('part.title')}
      aside={
        partyId !== null &&
        !creating && (
          <button type="button" className={styles.new} onClick={() => setCreating(true)}>
            <IconPlus size={14} aria-hidden /> {t('part.new')}
          </button>
        )
      }
    >
      {partyId === null && <p>{t('part.needsParty')}</p>}
      {tickets?.map((ticket) => (
        <TicketLink
          key={ticket.id}
          ticket={ticket}
          isLinked={isLinked(ticket.id)}
          hasKey={ticket === first}
          onLink={() => void link(ticket)}
        />
      ))}
      {partyId !== null && creating && (
        <TicketOfCall partyId={partyId} callId={wrapUp.id} onClose={() => setCreating(false)} />
      )}
    </WrapUpSection>
  );
}

interface OfCallProps {
  readonly partyId: string;
  readonly callId: string;
  readonly onClose: () => void;
}

function TicketOfCall({ partyId, callId, onClose }: OfCallProps): ReactNode {
  const draft = useTicketDraft({ partyId, callId });
  return <NewTicket partyId={partyId} callId={callId} draft={draft} onClose={onClose} />;
}
