import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketGroupLine } from '#shared/features/tickets/contract.ts';
import { ticketGroupAdd, ticketGroupChange } from '#shared/features/tickets/group-commands.ts';
import { mayKeepKinds } from '#shared/features/tickets/model.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { GroupMembers } from './group-members.tsx';
import { NewTerm } from './new-term.tsx';
import { groupTables } from './tables.ts';
import { TermRow } from './term-row.tsx';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-kinds.module.css';

/** In the settings of those who may: who answers for tickets besides single people. Renders nothing for others. */
export function TicketGroups(): ReactNode {
  const session = useSession();
  return session && mayKeepKinds(session) ? <Groups /> : null;
}

function Groups(): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const { value: groups, error } = useQuery(ticketsContract, 'groups', {}, groupTables);
  return (
    <Panel title={t('groups.title')}>
      <p className={styles.note}>{t('groups.lead')}</p>
      {error !== undefined && <ErrorNote error={error} />}
      <Rows label={t('groups.title')}>
        {groups?.map((group) => (
          <GroupRow key={group.id} group={group} />
        ))}
      </Rows>
      <NewTerm of="groups" onAdd={(name) => run(ticketGroupAdd, { id: newId(), name })} />
    </Panel>
  );
}

function GroupRow({ group }: { readonly group: TicketGroupLine }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const { id, name, retired, tickets } = group;
  return (
    <TermRow
      of="groups"
      shown={name}
      isBuiltIn={false}
      retired={retired}
      tickets={tickets}
      below={<GroupMembers group={group} />}
      onRename={async (next) =>
        next !== null &&
        act(() => run(ticketGroupChange, { id, name: next, retired }), {
          done: t('groups.renamed', { term: next }),
        })
      }
      onRetire={() =>
        void act(() => run(ticketGroupChange, { id, name, retired: !retired }), {
          done: t(retired ? 'kinds.revivedDone' : 'kinds.retiredDone', { term: name }),
        })
      }
    />
  );
}
