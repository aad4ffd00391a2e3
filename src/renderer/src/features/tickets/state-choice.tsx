import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketLine, TicketStateLine } from '#shared/features/tickets/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import styles from './state-choice.module.css';
import { useStateName } from './state-name.ts';
import { stateTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import { WaitUntil } from './wait-until.tsx';

interface Props {
  readonly ticket: TicketLine;
  /** `until`, ms: when one that waits is to be looked at again; null: it does not wait, or nobody can tell. */
  readonly onChoose: (state: TicketStateLine, until: number | null) => void;
  readonly onClose: () => void;
}

/**
 * The states a ticket can be put into, the one it is in pressed; Escape leaves it as it is. Of one that waits it asks
 * till when, also where it waits already: so the time is changed.
 */
export function StateChoice({ ticket, onChoose, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const stateName = useStateName();
  const group = useRef<HTMLDivElement>(null);
  const [waiting, setWaiting] = useState<TicketStateLine>();
  const { value: states } = useQuery(ticketsContract, 'states', {}, stateTables);
  const now = ticket.stateId ?? ticket.state;
  const isThere = states !== undefined;
  const isAsking = waiting !== undefined;
  useEffect(() => {
    if (isThere && !isAsking) group.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
  }, [isThere, isAsking]);
  const take = (each: TicketStateLine): void => {
    if (each.category === 'pending') setWaiting(each);
    else if (each.state === now) onClose();
    else onChoose(each, null);
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  if (waiting)
    return (
      <WaitUntil
        number={ticket.number}
        onPick={(until) => onChoose(waiting, until)}
        onClose={() => setWaiting(undefined)}
      />
    );
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
            onClick={() => take(each)}
          >
            {stateName(each.category, each.name)}
          </button>
        ))}
    </div>
  );
}
