import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { staffContract } from '#shared/features/staff/contract.ts';
import type { OpenWork, StaffMemberLine } from '#shared/features/staff/contract.ts';
import { staffSetLeft } from '#shared/features/staff/staff.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { useClient } from '../../api/client-context.tsx';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ColleaguePicker } from './colleague-picker.tsx';
import styles from './leaving-screen.module.css';
import { openWorkTables } from './tables.ts';
import { useStaffTexts } from './texts.ts';

interface Given {
  readonly work: OpenWork;
  readonly toName: string;
}

const countOf = (work: readonly OpenWork[]): number => work.reduce((sum, { items }) => sum + items.length, 0);

/** What somebody leaves behind: given away one by one or all at once, and what was given is told by its name. */
export function Leaving({ from }: { readonly from: StaffMemberLine }): ReactNode {
  const t = useStaffTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const [toId, setToId] = useState<string | null>(null);
  const [given, setGiven] = useState<readonly Given[]>([]);
  const { value: work, error } = useQuery(staffContract, 'openWork', { staffId: from.id }, openWorkTables);
  const { value: staff } = useQuery(staffContract, 'everybody', {}, openWorkTables);
  const count = work && countOf(work);
  const { id, name, leftAt } = from;
  const give = async (only?: Ref[]): Promise<void> => {
    if (toId === null) return;
    const toName = staff?.find((each) => each.id === toId)?.name ?? '';
    let now: readonly OpenWork[] = [];
    const worked = await act(
      async () => {
        now = await client.ask(staffContract, 'handOver', { fromId: id, toId, ...(only && { only }) });
      },
      { done: () => t('leaving.given', { count: countOf(now) }) },
    );
    if (worked) setGiven((before) => [...before, ...now.map((each) => ({ work: each, toName }))]);
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
            {t('leaving.giveAll')}
          </Button>
        </div>
      )}
      {work
        ?.filter(({ items }) => items.length > 0)
        .map((each) => (
          <OpenPanel key={each.type} work={each} mayGive={toId !== null} onGive={(ref) => void give([ref])} />
        ))}
      {count === 0 && (
        <Panel title={name}>
          <EmptyState icon={IconChecks} title={t('leaving.none')} hint={t('leaving.noneHint')} />
        </Panel>
      )}
      <GivenPanel given={given} />
      <p className={styles.lead}>{t('leaving.elsewhere')}</p>
      <div>
        <Button variant="default" onClick={() => void setLeft(leftAt === null)}>
          {t(leftAt === null ? 'leaving.leave' : 'leaving.back')}
        </Button>
      </div>
    </>
  );
}

interface OpenProps {
  readonly work: OpenWork;
  /** It is known to whom. */
  readonly mayGive: boolean;
  readonly onGive: (ref: Ref) => void;
}

function OpenPanel({ work: { type, items }, mayGive, onGive }: OpenProps): ReactNode {
  const t = useStaffTexts();
  const title = useTitleOf()(type);
  return (
    <Panel title={title} count={items.length}>
      <Rows label={title}>
        {items.map(({ ref, name, detail }) => (
          <Row
            key={ref.id}
            title={name || t('leaving.unnamed')}
            {...(detail !== '' && { detail })}
            acts={
              <Button
                size="xs"
                variant="default"
                disabled={!mayGive}
                aria-label={t('leaving.giveOf', { name: [name, detail].filter(Boolean).join(', ') })}
                onClick={() => onGive(ref)}
              >
                {t('leaving.give')}
              </Button>
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}

/** What this visit has given away. */
function GivenPanel({ given }: { readonly given: readonly Given[] }): ReactNode {
  const t = useStaffTexts();
  const titleOf = useTitleOf();
  const lines = given.flatMap(({ work, toName }) => work.items.map((card) => ({ card, toName })));
  if (lines.length === 0) return null;
  return (
    <Panel title={t('leaving.givenPanel')} count={lines.length}>
      <Rows label={t('leaving.givenPanel')}>
        {lines.map(({ card: { ref, name, detail }, toName }) => (
          <Row
            key={`${ref.type}/${ref.id}`}
            title={name || t('leaving.unnamed')}
            aside={t('leaving.givenTo', { name: toName })}
            detail={[titleOf(ref.type), detail].filter(Boolean).join(' · ')}
          />
        ))}
      </Rows>
    </Panel>
  );
}

function useTitleOf(): (type: string) => string {
  const t = useStaffTexts();
  return (type) =>
    type === 'task' || type === 'ticket' || type === 'wrap_up' ? t(`leaving.type.${type}`) : type;
}
