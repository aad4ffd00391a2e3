import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconCheck, IconProgressCheck } from '@tabler/icons-react';
import { ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine, TicketStateLine } from '#shared/features/tickets/contract.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { useRun } from '../../api/run-command.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { thingAct } from '../../slots/slots.ts';
import { HiddenField } from '../../ui/hidden-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { useKindName } from './kind-name.ts';
import { StateChoice } from './state-choice.tsx';
import { useStateName } from './state-name.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-row.module.css';

interface Props {
  readonly ticket: TicketLine;
  /** In lists over several customers. */
  readonly withParty?: boolean;
}

export function TicketRow({ ticket, withParty = false }: Props): ReactNode {
  const t = useTicketTexts();
  const kindName = useKindName();
  const stateName = useStateName();
  const [isChoosing, setChoosing] = useState(false);
  const format = useFormat();
  const now = useNow();
  const run = useRun();
  const act = useAct();
  const routeOf = useRouteOf();
  const { id, number, state, stateId, dueAt } = ticket;
  const overdue = dueAt !== null && dueAt < now;
  const setState = (next: typeof state, own: string | null) => () =>
    run(ticketSetState, { id, state: next, stateId: own, result: null });
  const undo = setState(state, stateId);
  const close = (): void => void act(setState('closed', null), { done: t('closed', { number }), undo });
  const choose = (chosen: TicketStateLine): void => {
    setChoosing(false);
    const { category, state: key } = chosen;
    void act(setState(category, key === category ? null : key), {
      done: t('states.set', { number, state: stateName(category, chosen.name) }),
      undo,
    });
  };
  const when =
    dueAt === null
      ? t('opened', { when: format.nearDay(ticket.openedAt, now) })
      : t('due', { when: format.nearDay(dueAt, now) });
  const route = withParty ? routeOf({ type: 'party', id: ticket.partyId }) : undefined;
  return (
    <Row
      lead={<span className={styles.number}>{number}</span>}
      title={
        <HiddenField table={ticketTable} column="title">
          {ticket.title}
        </HiddenField>
      }
      marks={
        <>
          {overdue && <Mark tone="warn">{t('overdue')}</Mark>}
          {(state !== 'open' || ticket.stateName !== null) && (
            <Mark tone={ticket.stateColour}>{stateName(state, ticket.stateName)}</Mark>
          )}
          {ticket.deputy && (
            <Mark>
              {ticket.deputy.mine
                ? t('deputy.mine', { name: ticket.ownerName })
                : t('deputy.other', { name: ticket.deputy.name })}
            </Mark>
          )}
        </>
      }
      detail={
        isChoosing ? (
          <StateChoice ticket={ticket} onChoose={choose} onClose={() => setChoosing(false)} />
        ) : (
          <>
            {withParty && route !== undefined && (
              <>
                <a href={hrefOf(route)}>{ticket.partyName}</a>
                {' · '}
              </>
            )}
            {when} · {kindName(ticket.kind, ticket.kindName)} · {ticket.ownerName}
          </>
        )
      }
      acts={
        <>
          <SlotOutlet slot={thingAct} with={{ thing: { type: 'ticket', id }, name: number }} />
          <IconButton
            icon={IconProgressCheck}
            label={t('states.of', { number })}
            onClick={() => setChoosing(!isChoosing)}
          />
          {state !== 'closed' && (
            <IconButton icon={IconCheck} label={t('close', { number })} onClick={close} />
          )}
        </>
      }
    />
  );
}
