import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import type { ImportJobView, ImportRowView, RowCounts } from '#shared/features/imports/contract.ts';
import { ROW_KINDS } from '#shared/transfer/import-field.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { de } from './de.ts';
import styles from './imports.module.css';
import { makeFile } from './make-file.ts';
import { saveBlob } from './save-blob.ts';
import { useImportTexts } from './texts.ts';

const BAD = ['duplicate', 'faulty'] as const;
const SHOWN = 20;
const PAGE = 1000;

/** What the check has found; rows that are not taken over can be saved with their reason, mended and imported again. */
export function ResultPanel({
  job,
  counts,
}: {
  readonly job: ImportJobView;
  readonly counts: RowCounts;
}): ReactNode {
  const t = useImportTexts();
  const format = useFormat();
  const act = useAct();
  const client = useClient();
  const bad = counts.duplicate + counts.faulty;
  const { value: rows } = useQuery(
    importsContract,
    'rows',
    { id: job.id, kinds: [...BAD], after: 0, limit: SHOWN },
    ['import_row'],
    { enabled: bad > 0 },
  );
  const reasonOf = ({ reason, field }: ImportRowView): string => {
    const text = reason === null ? '' : t(`reason.${reason as keyof typeof de.reason}`);
    return field === null ? text : `${text} (${t(`field.${field as keyof typeof de.field}`)})`;
  };
  const save = async (): Promise<void> => {
    const lines: (readonly string[])[] = [[...job.headers, t('result.reason')]];
    for (let after = 0; ;) {
      const page = await client.ask(importsContract, 'rows', {
        id: job.id,
        kinds: [...BAD],
        after,
        limit: PAGE,
      });
      lines.push(...page.map((row) => [...job.headers.map((_, i) => row.cells[i] ?? ''), reasonOf(row)]));
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      after = last.line;
    }
    const name = job.fileName.replace(/\.[^.]*$/, '');
    const choice = { format: 'csv', delimiter: job.delimiter ?? ';', encoding: 'utf-8' } as const;
    saveBlob(`${name}-${t('kind.faulty')}.csv`, await makeFile(lines, choice));
  };
  return (
    <Panel title={t('result.title')}>
      <div className={styles.body}>
        {job.state === 'checked' && <p>{t('result.nothingYet')}</p>}
        <dl className={styles.counts}>
          {ROW_KINDS.map((kind) => (
            <div key={kind}>
              <dt>{t(`kind.${kind}`)}</dt>
              <dd>{format.number(counts[kind])}</dd>
            </div>
          ))}
        </dl>
        {bad > 0 && (
          <>
            <h3>{t('result.faulty')}</h3>
            <p>{t('result.first', { count: Math.min(SHOWN, bad) })}</p>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('result.line')}</th>
                  <th scope="col">{t('result.reason')}</th>
                  <th scope="col">{t('result.content')}</th>
                </tr>
              </thead>
              <tbody>
                {rows?.map((row) => (
                  <tr key={row.line}>
                    <td>{row.line}</td>
                    <td>{reasonOf(row)}</td>
                    <td className={styles.sample}>{row.cells.filter(Boolean).join(' · ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Button variant="default" onClick={() => void act(save)}>
              {t('result.save')}
            </Button>
          </>
        )}
      </div>
    </Panel>
  );
}
