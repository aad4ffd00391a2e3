import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketLine, TicketMergeLine } from '#shared/features/tickets/contract.ts';
import { ticketUnmerge } from '#shared/features/tickets/merge-commands.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { mergeTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

interface Props {
  readonly ticket: TicketLine;
}

/** On the screen of a ticket that has become part of another: where it leads, and the way back. */
export function MergedInto({ ticket }: Props): ReactNode {
  const t = useTicketTexts();
  const routeOf = useRouteOf();
  const { value: merges } = useQuery(ticketsContract, 'merges', { id: ticket.id }, mergeTables);
  const { mergedInto } = ticket;
  if (mergedInto === null) return null;
  const own = merges?.find(({ dropped }) => dropped.id === ticket.id);
  const route = routeOf({ type: 'ticket', id: mergedInto.id });
  return (
    <AlertLine icon={IconArrowMerge} tone="accent" act={own && <Undo merge={own} />}>
      {t('merge.leads')}{' '}
      {route === undefined ? mergedInto.number : <a href={hrefOf(route)}>{mergedInto.number}</a>}
      {own && <MovedLine merge={own} />}
    </AlertLine>
  );
}

/** The tickets that have become part of this one; nothing where none has. */
export function MergedHere({ ticket }: Props): ReactNode {
  const t = useTicketTexts();
  const format = useFormat();
  const routeOf = useRouteOf();
  const { value } = useQuery(ticketsContract, 'merges', { id: ticket.id }, mergeTables);
  const merges = value?.filter(({ kept }) => kept.id === ticket.id) ?? [];
  if (merges.length === 0) return null;
  return (
    <Panel title={t('merge.panel')} count={merges.length}>
      <Rows label={t('merge.panel')}>
        {merges.map((merge) => {
          const { dropped, byName, at } = merge;
          const route = routeOf({ type: 'ticket', id: dropped.id });
          const date = format.date(at);
          return (
            <Row
              key={merge.id}
              lead={<IconArrowMerge size={16} aria-hidden />}
              title={
                <>
                  {route === undefined ? dropped.number : <a href={hrefOf(route)}>{dropped.number}</a>}{' '}
                  {dropped.title}
                </>
              }
              detail={
                <>
                  {byName === null ? t('merge.on', { date }) : t('merge.by', { date, name: byName })}
                  <MovedLine merge={merge} />
                </>
              }
              acts={<Undo merge={merge} />}
            />
          );
        })}
      </Rows>
    </Panel>
  );
}

/** What hangs on the other ticket since. */
function MovedLine({ merge: { moved } }: { readonly merge: TicketMergeLine }): ReactNode {
  const t = useTicketTexts();
  const format = useFormat();
  const things = moved.map(({ what, count }) => t(`merge.moved.${what}`, { count }));
  return (
    <>
      {' · '}
      <span>
        {things.length === 0 ? t('merge.nothingMoved') : t('merge.went', { what: format.list(things) })}
      </span>
    </>
  );
}

function Undo({ merge }: { readonly merge: TicketMergeLine }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const { number } = merge.dropped;
  return (
    <Button
      variant="subtle"
      aria-label={t('merge.undoFor', { number })}
      onClick={() =>
        void act(() => run(ticketUnmerge, { id: merge.id }), { done: t('merge.undone', { number }) })
      }
    >
      {t('merge.undo')}
    </Button>
  );
}
