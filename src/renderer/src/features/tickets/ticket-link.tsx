import type { ReactNode } from 'react';
import { IconCheck, IconTicket } from '@tabler/icons-react';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { Keys } from '../../ui/keys.tsx';
import { Unseen } from '../../ui/unseen.tsx';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-link.module.css';

interface Props {
  readonly ticket: TicketLine;
  readonly isLinked: boolean;
  readonly hasKey: boolean;
  readonly onLink: () => void;
}

/** One open ticket the call may belong to; pressed once it does. */
export function TicketLink({ ticket, isLinked, hasKey, onLink }: Props): ReactNode {
  const t = useTicketTexts();
  return (
    <button
      type="button"
      className={styles.link}
      aria-pressed={isLinked}
      disabled={isLinked}
      onClick={onLink}
      title={ticket.title}
    >
      {isLinked ? <IconCheck size={15} aria-hidden /> : <IconTicket size={15} aria-hidden />}
      <Unseen>{t('part.belongs')}</Unseen>
      <span className={styles.number}>{ticket.number}</span>
      <span className={styles.title}>{ticket.title}</span>
      {isLinked ? <em>{t('part.linked')}</em> : hasKey && <Keys combo="Alt+T" />}
    </button>
  );
}
