import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import type { TicketStateLine } from '#shared/features/tickets/contract.ts';
import { mayKeepKinds, TICKET_STATES } from '#shared/features/tickets/model.ts';
import type { TicketState } from '#shared/features/tickets/model.ts';
import { ticketStateAdd, ticketStateArrange } from '#shared/features/tickets/state-commands.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { StateRow } from './state-row.tsx';
import { stateTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-states.module.css';

/** In the settings of those who may: what a ticket can be in, by what it counts as. Renders nothing for others. */
export function TicketStates(): ReactNode {
  const session = useSession();
  return session && mayKeepKinds(session) ? <States /> : null;
}

function States(): ReactNode {
  const t = useTicketTexts();
  const { value: states, error } = useQuery(ticketsContract, 'states', {}, stateTables);
  return (
    <Panel title={t('states.title')}>
      <p className={styles.note}>{t('states.lead')}</p>
      {error !== undefined && <ErrorNote error={error} />}
      {TICKET_STATES.map((category) => (
        <Category
          key={category}
          category={category}
          states={states?.filter((each) => each.category === category) ?? []}
        />
      ))}
      <NewState taken={states?.length ?? 0} />
    </Panel>
  );
}

interface CategoryProps {
  readonly category: TicketState;
  readonly states: readonly TicketStateLine[];
}

function Category({ category, states }: CategoryProps): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const title = t(`states.counts.${category}`);
  const arrange = (order: readonly TicketStateLine[]): Promise<unknown> =>
    run(ticketStateArrange, {
      states: order.map(({ rowId, state }, position) => ({
        id: rowId ?? newId(),
        builtIn: state === category ? category : null,
        position,
      })),
    });
  /** Changes places with the next one. */
  const swap = (at: number) => (): void => {
    const next = [...states.slice(0, at), ...states.slice(at, at + 2).toReversed(), ...states.slice(at + 2)];
    void act(() => arrange(next));
  };
  return (
    <section aria-label={title}>
      <h3 className={styles.category}>{title}</h3>
      <Rows label={title}>
        {states.map((line, at) => (
          <StateRow
            key={line.state}
            line={line}
            position={at}
            onUp={at > 0 ? swap(at - 1) : undefined}
            onDown={at < states.length - 1 ? swap(at) : undefined}
          />
        ))}
      </Rows>
    </section>
  );
}

/** At the end of its category. */
function NewState({ taken }: { readonly taken: number }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [category, setCategory] = useState<TicketState>('pending');
  const name = typed.trim();
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '') return;
    const state = { id: newId(), name, builtIn: null, category, colour: 'plain' as const, position: taken };
    if (await act(() => run(ticketStateAdd, state), { done: t('states.added', { term: name }) }))
      setTyped('');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t('states.newName')}
        value={typed}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Select
        label={t('states.countsAs')}
        allowDeselect={false}
        data={TICKET_STATES.map((value) => ({ value, label: t(`states.counts.${value}`) }))}
        value={category}
        onChange={(value) => setCategory(TICKET_STATES.find((each) => each === value) ?? category)}
      />
      <Button type="submit" disabled={name === ''}>
        {t('states.add')}
      </Button>
    </form>
  );
}
