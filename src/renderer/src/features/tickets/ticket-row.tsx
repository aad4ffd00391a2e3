import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconCheck, IconHandGrab, IconProgressCheck } from '@tabler/icons-react';
import { ticketAssign, ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine, TicketStateLine } from '#shared/features/tickets/contract.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { useSession } from '../../api/desk-state.tsx';
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
  /** On the ticket's own screen. */
  readonly isAlone?: boolean;
}

export function TicketRow({ ticket, withParty = false, isAlone = false }: Props): ReactNode {
  const t = useTicketTexts();
  const kindName = useKindName();
  const stateName = useStateName();
  const [isChoosing, setChoosing] = useState(false);
  const format = useFormat();
  const now = useNow();
  const run = useRun();
  const act = useAct();
  const routeOf = useRouteOf();
  const session = useSession();
  const { id, number, state, stateId, dueAt, pendingUntil, group, mergedInto } = ticket;
  const overdue = state !== 'closed' && dueAt !== null && dueAt < now;
  const setState =
    (next: typeof state, own: string | null, until: number | null = null) =>
    () =>
      run(ticketSetState, { id, state: next, stateId: own, pendingUntil: until, result: null });
  const undo = setState(state, stateId, pendingUntil);
  const close = (): void => void act(setState('closed', null), { done: t('closed', { number }), undo });
  const choose = (chosen: TicketStateLine, until: number | null): void => {
    setChoosing(false);
    const { category, state: key } = chosen;
    void act(setState(category, key === category ? null : key, until), {
      done: t('states.set', { number, state: stateName(category, chosen.name) }),
      undo,
    });
  };
  const take = (): void => {
    if (!session || !group) return;
    void act(() => run(ticketAssign, { id, ownerId: session.userId, groupId: null }), {
      done: t('owner.taken', { number }),
      undo: () => run(ticketAssign, { id, ownerId: null, groupId: group.id }),
    });
  };
  const when =
    dueAt === null
      ? t('opened', { when: format.nearDay(ticket.openedAt, now) })
      : t('due', { when: format.nearDay(dueAt, now) });
  // Where it stands alone, its number leads nowhere but here.
  const ownRoute = isAlone ? undefined : routeOf({ type: 'ticket', id });
  const route = withParty ? routeOf({ type: 'party', id: ticket.partyId }) : undefined;
  return (
    <Row
      lead={
        ownRoute === undefined ? (
          <span className={styles.number}>{number}</span>
        ) : (
          <a className={styles.number} href={hrefOf(ownRoute)}>
            {number}
          </a>
        )
      }
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
          {mergedInto ? (
            <Mark>{t('merge.into', { number: mergedInto.number })}</Mark>
          ) : (
            <Waits ticket={ticket} />
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
        <>
          {withParty && route !== undefined && (
            <>
              <a href={hrefOf(route)}>{ticket.partyName}</a>
              {' · '}
            </>
          )}
          {when} · {kindName(ticket.kind, ticket.kindName)} ·{' '}
          {group ? t('owner.group', { name: group.name }) : ticket.ownerName}
        </>
      }
      below={
        isChoosing && <StateChoice ticket={ticket} onChoose={choose} onClose={() => setChoosing(false)} />
      }
      acts={
        <>
          <SlotOutlet slot={thingAct} with={{ thing: { type: 'ticket', id }, name: number }} />
          {group && mergedInto === null && state !== 'closed' && (
            <IconButton icon={IconHandGrab} label={t('owner.take', { number })} onClick={take} />
          )}
          {mergedInto === null && (
            <IconButton
              icon={IconProgressCheck}
              label={t('states.of', { number })}
              onClick={() => setChoosing(!isChoosing)}
            />
          )}
          {state !== 'closed' && (
            <IconButton icon={IconCheck} label={t('close', { number })} onClick={close} />
          )}
        </>
      }
    />
  );
}

/** Till when it waits, or that it has come back. */
function Waits({ ticket }: { readonly ticket: TicketLine }): ReactNode {
  const t = useTicketTexts();
  const format = useFormat();
  const now = useNow();
  const { state, pendingUntil } = ticket;
  if (state !== 'pending' || pendingUntil === null) return null;
  const when = format.moment(pendingUntil, now);
  return pendingUntil > now ? (
    <Mark>{t('wait.until', { when })}</Mark>
  ) : (
    <Mark tone="warn">{t('wait.over', { when })}</Mark>
  );
}
