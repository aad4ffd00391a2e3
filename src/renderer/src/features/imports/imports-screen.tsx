import type { ReactNode } from 'react';
import { IconFileImport } from '@tabler/icons-react';
import { importsContract } from '#shared/features/imports/contract.ts';
import { mayTransfer } from '#shared/features/imports/rights.ts';
import { useSession } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { hrefOf } from '../../app/router.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NotYours } from '../../ui/not-yours.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ChooseFile } from './choose-file.tsx';
import { ExportPanel } from './export-panel.tsx';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';

export function ImportsScreen(): ReactNode {
  const t = useImportTexts();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  const may = session ? mayTransfer(session) : false;
  const { value: jobs, error } = useQuery(importsContract, 'list', {}, ['import_job'], { enabled: may });
  return (
    <div className={styles.screen}>
      <ScreenTitle title={t('nav')} detail={t('lead')} />
      {!may && <NotYours title={t('forbidden')} />}
      {may && <ChooseFile />}
      {error !== undefined && <ErrorNote error={error} />}
      {may && (
        <Panel title={t('jobs.title')} count={jobs?.length}>
          {jobs?.length === 0 && (
            <EmptyState icon={IconFileImport} title={t('jobs.none')} hint={t('jobs.noneHint')} />
          )}
          <ul className={styles.list}>
            {jobs?.map((job) => (
              <li key={job.id}>
                <a href={hrefOf(`/import/${job.id}`)}>{job.fileName}</a>
                <span>{t(`state.${job.state}`)}</span>
                <span>{t('file.rows', { count: job.rows })}</span>
                <time>{format.moment(job.at, now)}</time>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {may && <ExportPanel />}
    </div>
  );
}
