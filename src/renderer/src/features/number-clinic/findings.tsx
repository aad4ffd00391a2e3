import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import type { ClinicLine, ClinicOverview } from '#shared/features/number-clinic/contract.ts';
import type { Reason } from '#shared/features/number-clinic/model.ts';
import { mayRepair } from '#shared/features/number-clinic/rights.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './clinic.module.css';
import { Preview } from './preview.tsx';
import { ProposalText } from './proposal-text.tsx';
import { clinicTables } from './tables.ts';
import { useClinicTexts } from './texts.ts';

const MOST = 100;

interface Props {
  readonly reason: Reason | null;
  readonly overview: ClinicOverview;
}

/** What was found for one reason or for all, to choose from. */
export function Findings({ reason, overview }: Props): ReactNode {
  const t = useClinicTexts();
  const act = useAct();
  const client = useClient();
  const session = useSession();
  const may = session ? mayRepair(session) : false;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setOpen] = useState(false);
  const query = { reason, limit: MOST };
  const { value: lines, error } = useQuery(numberClinicContract, 'lines', query, clinicTables);
  const { counts, isScanning } = overview;
  const total = Object.entries(counts).reduce(
    (sum, [each, count]) => sum + (reason === null || each === reason ? count : 0),
    0,
  );
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const chooseAll = async (): Promise<void> =>
    setChosen(new Set(await client.ask(numberClinicContract, 'choose', { reason })));
  return (
    <Panel
      title={t('list.title')}
      count={total}
      action={
        may &&
        total > 0 && (
          <div className={styles.acts}>
            {chosen.size > 0 && (
              <Button variant="subtle" onClick={() => setChosen(new Set())}>
                {t('list.clear')}
              </Button>
            )}
            <Button variant="default" onClick={() => void act(chooseAll)}>
              {t('list.chooseAll')}
            </Button>
            <Button disabled={chosen.size === 0} onClick={() => setOpen(true)}>
              {t('list.preview', { count: chosen.size })}
            </Button>
          </div>
        )
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && (
        <EmptyState
          icon={IconStethoscope}
          title={t(isScanning ? 'list.noneNow' : 'list.none')}
          hint={t('list.noneHint')}
        />
      )}
      {lines && lines.length > 0 && (
        <Table lines={lines} chosen={chosen} onToggle={may ? toggle : undefined} />
      )}
      {!may && total > 0 && <p className={styles.note}>{t('list.forbidden')}</p>}
      {lines && total > lines.length && lines.length >= MOST && (
        <p className={styles.note}>{t('list.more', { shown: lines.length, total })}</p>
      )}
      {isOpen && (
        <Preview
          ids={[...chosen]}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            setChosen(new Set());
          }}
        />
      )}
    </Panel>
  );
}

interface TableProps {
  readonly lines: readonly ClinicLine[];
  readonly chosen: ReadonlySet<string>;
  /** undefined: nothing can be chosen. */
  readonly onToggle: ((id: string) => void) | undefined;
}

function Table({ lines, chosen, onToggle }: TableProps): ReactNode {
  const t = useClinicTexts();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('list.customer')}</th>
          <th scope="col">{t('list.raw')}</th>
          <th scope="col">{t('list.reason')}</th>
          <th scope="col">{t('list.proposal')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ contactId: id, party, raw, label, reason, proposal }) => (
          <tr key={id}>
            <td>
              <span className={styles.who}>
                {onToggle && (
                  <Checkbox
                    size="xs"
                    aria-label={t('list.choose', { name: party.name, raw })}
                    disabled={!proposal}
                    checked={chosen.has(id)}
                    onChange={() => onToggle(id)}
                  />
                )}
                <a href={hrefOf(`/customers/${party.id}`)}>{party.name}</a>
              </span>
            </td>
            <td title={raw}>
              <span className={styles.number}>{raw}</span>
              {label !== '' && <span className={styles.soft}> {label}</span>}
            </td>
            <td>{t(`reason.${reason}`)}</td>
            <td>
              {proposal ? (
                <ProposalText proposal={proposal} />
              ) : (
                <span className={styles.soft}>{t('list.nobody')}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
