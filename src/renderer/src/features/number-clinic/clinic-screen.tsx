import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Progress } from '@mantine/core';
import { numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import type { ClinicOverview } from '#shared/features/number-clinic/contract.ts';
import { REASONS } from '#shared/features/number-clinic/model.ts';
import type { Reason } from '#shared/features/number-clinic/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Batches } from './batches.tsx';
import { Findings } from './findings.tsx';
import styles from './clinic.module.css';
import { clinicTables } from './tables.ts';
import { useClinicTexts } from './texts.ts';

/** Entries that can never match a caller: why, what was probably meant, and the repair of many at once. */
export function ClinicScreen(): ReactNode {
  const t = useClinicTexts();
  const [reason, setReason] = useState<Reason | null>(null);
  const { value: overview, error } = useQuery(numberClinicContract, 'overview', {}, clinicTables);
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('nav')} detail={t('lead')} />
      {error !== undefined && <ErrorNote error={error} />}
      {overview && (
        <>
          <Way overview={overview} />
          <Reasons counts={overview.counts} chosen={reason} onChoose={setReason} />
          <Findings key={reason ?? ''} reason={reason} overview={overview} />
          <Batches batches={overview.batches} />
        </>
      )}
    </div>
  );
}

/** How far the scan is, or of when it is. */
function Way({ overview }: { readonly overview: ClinicOverview }): ReactNode {
  const t = useClinicTexts();
  const format = useFormat();
  const now = useNow();
  const { isScanning, scanned, total, asOf } = overview;
  if (isScanning)
    return (
      <div role="status" className={styles.way}>
        <p>
          {t('scan.running')}: {t('scan.way', { done: format.number(scanned), total: format.number(total) })}
        </p>
        <Progress value={total === 0 ? 0 : (100 * scanned) / total} aria-label={t('scan.running')} />
      </div>
    );
  if (asOf === null) return null;
  return (
    <p className={styles.way}>
      {t('scan.done', { count: total, number: format.number(total), at: format.moment(asOf, now) })}
    </p>
  );
}

interface ReasonsProps {
  readonly counts: ClinicOverview['counts'];
  readonly chosen: Reason | null;
  readonly onChoose: (reason: Reason | null) => void;
}

function Reasons({ counts, chosen, onChoose }: ReasonsProps): ReactNode {
  const t = useClinicTexts();
  const format = useFormat();
  const present = REASONS.filter((reason) => (counts[reason] ?? 0) > 0 || reason === chosen);
  if (present.length === 0) return null;
  const all = present.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
  return (
    <div className={styles.reasons} role="group" aria-label={t('list.filter')}>
      {[null, ...present].map((reason) => (
        <Button
          key={reason ?? ''}
          size="compact-sm"
          variant={reason === chosen ? 'filled' : 'default'}
          aria-pressed={reason === chosen}
          onClick={() => onChoose(reason)}
        >
          {t(`reason.${reason ?? 'all'}`)} · {format.number(reason === null ? all : (counts[reason] ?? 0))}
        </Button>
      ))}
    </div>
  );
}
