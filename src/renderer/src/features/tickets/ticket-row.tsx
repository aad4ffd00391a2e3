import type { ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
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
  const format = useFormat();
  const now = useNow();
  const run = useRun();
  const act = useAct();
  const routeOf = useRouteOf();
  const { id, number, state, dueAt } = ticket;
  const overdue = dueAt !== null && dueAt < now;
  const setState = (next: 'closed' | typeof state) => () =>
    run(ticketSetState, { id, state: next, result: null });
  const close = (): void =>
    void act(setState('closed'), { done: t('closed', { number }), undo: setState(state) });
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
          {state === 'pending' && <Mark>{t('state.pending')}</Mark>}
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
        <>
          {withParty && route !== undefined && (
            <>
              <a href={hrefOf(route)}>{ticket.partyName}</a>
              {' · '}
            </>
          )}
          {when} · {kindName(ticket.kind, ticket.kindName)} · {ticket.ownerName}
        </>
      }
      acts={
        <>
          <SlotOutlet slot={thingAct} with={{ thing: { type: 'ticket', id }, name: number }} />
          <IconButton icon={IconCheck} label={t('close', { number })} onClick={close} />
        </>
      }
    />
  );
}
