import type { ReactNode } from 'react';
import { Progress } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import type { ImportJobView } from '#shared/features/imports/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { JobActs } from './job-acts.tsx';
import { MappingForm } from './mapping-form.tsx';
import { ResultPanel } from './result-panel.tsx';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';

/** One file on its way: columns, what would change, how far it is, what came of it. */
export function ImportScreen({ params }: { readonly params: Readonly<Record<string, string>> }): ReactNode {
  const t = useImportTexts();
  const { value: job, error } = useQuery(importsContract, 'get', { id: params['id'] ?? '' }, ['import_job']);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (job === undefined) return null;
  if (job === null) return <ErrorNote error={new AppError('import.gone', 'no such import')} />;
  return (
    <div className={styles.screen}>
      <ScreenTitle title={job.fileName} detail={t(`state.${job.state}`)}>
        <a href={hrefOf('/import')}>{t('act.back')}</a>
      </ScreenTitle>
      <FileLine job={job} />
      {job.error && <ErrorNote error={new AppError(job.error.code, job.error.code, job.error.params)} />}
      <Way job={job} />
      {(job.state === 'read' || job.state === 'checked') && <MappingForm key={job.id} job={job} />}
      {job.counts && <ResultPanel job={job} counts={job.counts} />}
      <End job={job} />
      <JobActs job={job} />
    </div>
  );
}

function FileLine({ job }: { readonly job: ImportJobView }): ReactNode {
  const t = useImportTexts();
  if (job.format === null) return null;
  const delimiter = job.delimiter === '\t' ? t('file.tab') : (job.delimiter ?? '');
  return (
    <p>
      {t(`file.${job.format}`, { encoding: job.encoding ?? '', delimiter })} ·{' '}
      {t('file.rows', { count: job.rows })}
    </p>
  );
}

/** Long work shows itself. */
function Way({ job }: { readonly job: ImportJobView }): ReactNode {
  const t = useImportTexts();
  const format = useFormat();
  if (!['reading', 'checking', 'running', 'undoing'].includes(job.state)) return null;
  const total = job.total || job.rows;
  return (
    <div role="status">
      <p>
        {t(`state.${job.state}`)}:{' '}
        {t('progress', { done: format.number(job.done), total: format.number(total) })}
      </p>
      <Progress
        value={total === 0 ? 0 : (100 * job.done) / total}
        aria-label={t(`state.${job.state}`)}
        animated={job.isWaiting}
      />
      {job.isWaiting && <p>{t('waiting')}</p>}
    </div>
  );
}

function End({ job }: { readonly job: ImportJobView }): ReactNode {
  const t = useImportTexts();
  const ends = (['applied', 'conflicts', 'refused', 'kept'] as const).filter((end) => job[end] > 0);
  if (ends.length === 0) return null;
  return (
    <ul className={styles.ends}>
      {ends.map((end) => (
        <li key={end}>{t(`end.${end}`, { count: job[end] })}</li>
      ))}
    </ul>
  );
}
