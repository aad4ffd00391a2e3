import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Select } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { staffContract } from '#shared/features/staff/contract.ts';
import type { StaffMemberLine } from '#shared/features/staff/contract.ts';
import { staffSetLeft } from '#shared/features/staff/staff.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSession } from '../../api/desk-state.tsx';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ColleaguePicker } from './colleague-picker.tsx';
import styles from './leaving-screen.module.css';
import { useStaffTexts } from './texts.ts';

const TABLES = ['staff', 'task', 'ticket'];

/** Who leaves, what of theirs is open, who takes it over. Nobody is deleted. */
export function LeavingScreen(): ReactNode {
  const t = useStaffTexts();
  const session = useSession();
  const { value: staff, error } = useQuery(staffContract, 'everybody', {}, TABLES);
  const [fromId, setFromId] = useState<string | null>(null);
  const mayLead = session?.roles.some((role) => role === 'lead' || role === 'admin');
  const from = staff?.find(({ id }) => id === fromId);
  const label = ({ name, leftAt, openWork }: StaffMemberLine): string =>
    [name, leftAt !== null && t('leaving.left'), openWork > 0 && t('leaving.openWork', { count: openWork })]
      .filter(Boolean)
      .join(' · ');
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('leaving.title')} />
      {mayLead ? (
        <p className={styles.lead}>{t('leaving.lead')}</p>
      ) : (
        <NotYours title={t('leaving.leadOnly')} />
      )}
      {error !== undefined && <ErrorNote error={error} />}
      {mayLead && (
        <>
          <Select
            className={styles.choice ?? ''}
            label={t('leaving.who')}
            searchable
            value={fromId}
            data={(staff ?? []).map((member) => ({ value: member.id, label: label(member) }))}
            onChange={setFromId}
          />
          {from && <Leaving key={from.id} from={from} />}
        </>
      )}
    </div>
  );
}

function Leaving({ from }: { readonly from: StaffMemberLine }): ReactNode {
  const t = useStaffTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const [toId, setToId] = useState<string | null>(null);
  const { value: work, error } = useQuery(staffContract, 'openWork', { staffId: from.id }, TABLES);
  const count = work?.reduce((sum, { items }) => sum + items.length, 0);
  const { id, name, leftAt } = from;
  const give = async (): Promise<void> => {
    if (toId === null || count === undefined) return;
    await act(() => client.ask(staffContract, 'handOver', { fromId: id, toId }), {
      done: t('leaving.given', { count }),
    });
  };
  const setLeft = (left: boolean): Promise<boolean> =>
    act(() => run(staffSetLeft, { id, left }), {
      done: t(left ? 'leaving.leftDone' : 'leaving.backDone', { name }),
      undo: () => run(staffSetLeft, { id, left: !left }),
    });
  return (
    <>
      {error !== undefined && <ErrorNote error={error} />}
      {count !== undefined && count > 0 && (
        <div className={styles.give}>
          <ColleaguePicker label={t('leaving.taker')} chosenId={toId} onPick={setToId} except={id} />
          <Button variant="filled" disabled={toId === null} onClick={() => void give()}>
            {t('leaving.give')}
          </Button>
        </div>
      )}
      {work
        ?.filter(({ items }) => items.length > 0)
        .map(({ type, items }) => {
          const title = type === 'task' || type === 'ticket' ? t(`leaving.type.${type}`) : type;
          return (
            <Panel key={type} title={title} count={items.length}>
              <Rows label={title}>
                {items.map((card) => (
                  <Row
                    key={card.ref.id}
                    title={card.name}
                    {...(card.detail !== '' && { detail: card.detail })}
                  />
                ))}
              </Rows>
            </Panel>
          );
        })}
      {count === 0 && (
        <Panel title={name}>
          <EmptyState icon={IconChecks} title={t('leaving.none')} hint={t('leaving.noneHint')} />
        </Panel>
      )}
      <div>
        <Button variant="default" onClick={() => void setLeft(leftAt === null)}>
          {t(leftAt === null ? 'leaving.leave' : 'leaving.back')}
        </Button>
      </div>
    </>
  );
}
