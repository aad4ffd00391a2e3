import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketLine, TicketStateLine } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import styles from './state-choice.module.css';
import { useStateName } from './state-name.ts';
import { stateTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

interface Props {
  readonly ticket: TicketLine;
  readonly onChoose: (state: TicketStateLine) => void;
  readonly onClose: () => void;
}

/** The states a ticket can be put into, the one it is in pressed; Escape leaves it as it is. */
export function StateChoice({ ticket, onChoose, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const stateName = useStateName();
  const group = useRef<HTMLDivElement>(null);
  const { value: states } = useQuery(ticketsContract, 'states', {}, stateTables);
  const now = ticket.stateId ?? ticket.state;
  const isThere = states !== undefined;
  useEffect(() => {
    if (isThere) group.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, [isThere]);
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      ref={group}
      className={styles.choice}
      role="group"
      aria-label={t('states.of', { number: ticket.number })}
    >
      {states
        ?.filter(({ retired, state }) => !retired || state === now)
        .map((each) => (
          <button
            key={each.state}
            type="button"
            className={styles.state}
            data-tone={each.colour}
            aria-pressed={each.state === now}
            onKeyDown={leave}
            onClick={() => (each.state === now ? onClose() : onChoose(each))}
          >
            {stateName(each.category, each.name)}
          </button>
        ))}
    </div>
  );
}
