import type { ReactNode } from 'react';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { ticketKindAdd } from '#shared/features/tickets/kind-commands.ts';
import { mayKeepKinds } from '#shared/features/tickets/model.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { KindRow } from './kind-row.tsx';
import { NewTerm } from './new-term.tsx';
import { kindTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-kinds.module.css';

/** In the settings of those who may: what a new ticket can be. Renders nothing for others. */
export function TicketKinds(): ReactNode {
  const session = useSession();
  return session && mayKeepKinds(session) ? <Kinds /> : null;
}

function Kinds(): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const { value: kinds, error } = useQuery(ticketsContract, 'kinds', {}, kindTables);
  return (
    <Panel title={t('kinds.title')}>
      <p className={styles.note}>{t('kinds.lead')}</p>
      {error !== undefined && <ErrorNote error={error} />}
      <Rows label={t('kinds.title')}>
        {kinds?.map((kind) => (
          <KindRow key={kind.kind} line={kind} />
        ))}
      </Rows>
      <NewTerm
        of="kinds"
        onAdd={(name) => run(ticketKindAdd, { id: newId(), name, builtIn: null, retired: false })}
      />
    </Panel>
  );
}
