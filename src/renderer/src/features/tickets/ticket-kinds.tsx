import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
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
import { useAct } from '../../ui/use-act.ts';
import { KindRow } from './kind-row.tsx';
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
      <NewKind />
    </Panel>
  );
}

function NewKind(): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return;
    const worked = await act(() => run(ticketKindAdd, { id: newId(), name, builtIn: null, retired: false }), {
      done: t('kinds.added', { term: name }),
    });
    if (worked) setTyped('');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t('kinds.newName')}
        value={typed}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name === ''}>
        {t('kinds.add')}
      </Button>
    </form>
  );
}
