import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, NativeSelect, Progress } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import type { ExportListView } from '#shared/features/imports/contract.ts';
import { WRITABLE } from '#shared/features/imports/read/write-csv.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useAct } from '../../ui/use-act.ts';
import type { de } from './de.ts';
import styles from './imports.module.css';
import { makeFile } from './make-file.ts';
import type { FileChoice } from './make-file.ts';
import { saveBlob } from './save-blob.ts';
import { useImportTexts } from './texts.ts';

const NONE: Readonly<Record<string, string>> = {};
const DELIMITERS = { semicolon: ';', comma: ',', tab: '\t' } as const;

interface Props {
  readonly list: ExportListView;
  /** What the list is narrowed to: by its search, and by its filters. */
  readonly text: string;
  readonly filters?: Readonly<Record<string, string>> | undefined;
}

/** How a list is to be saved. */
export function ExportForm({ list, text, filters = NONE }: Props): ReactNode {
  const t = useImportTexts();
  const format = useFormat();
  const act = useAct();
  const client = useClient();
  const [choice, setChoice] = useState<FileChoice>({ format: 'csv', delimiter: ';', encoding: 'utf-8' });
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number | null }>();
  const save = async (): Promise<void> => {
    const rows: (readonly string[])[] = [
      list.columns.map((column) => t(`column.${column as keyof typeof de.column}`)),
    ];
    try {
      const total = await client.ask(importsContract, 'exportCount', { list: list.name, text, filters });
      for (let after: string | null = null; ;) {
        setProgress({ done: rows.length - 1, total });
        const page: { readonly rows: readonly (readonly string[])[]; readonly next: string | null } =
          await client.ask(importsContract, 'exportPage', { list: list.name, text, filters, after });
        rows.push(...page.rows);
        if (page.next === null) break;
        after = page.next;
      }
      const name = t(`list.${list.name as keyof typeof de.list}`);
      saveBlob(`${name}.${choice.format}`, await makeFile(rows, choice));
    } finally {
      setProgress(undefined);
    }
  };
  return (
    <div className={styles.form}>
      <NativeSelect
        label={t('export.format')}
        data={(['csv', 'xlsx'] as const).map((value) => ({ value, label: t(`export.${value}`) }))}
        value={choice.format}
        onChange={(event) =>
          setChoice({ ...choice, format: event.currentTarget.value === 'xlsx' ? 'xlsx' : 'csv' })
        }
      />
      <NativeSelect
        label={t('export.delimiter')}
        disabled={choice.format !== 'csv'}
        data={(['semicolon', 'comma', 'tab'] as const).map((key) => ({
          value: DELIMITERS[key],
          label: t(`export.${key}`),
        }))}
        value={choice.delimiter}
        onChange={(event) => setChoice({ ...choice, delimiter: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('export.encoding')}
        disabled={choice.format !== 'csv'}
        data={[...WRITABLE]}
        value={choice.encoding}
        onChange={(event) => {
          const encoding = WRITABLE.find((known) => known === event.currentTarget.value);
          if (encoding) setChoice({ ...choice, encoding });
        }}
      />
      <Button disabled={progress !== undefined} onClick={() => void act(save)}>
        {t('export.save')}
      </Button>
      {progress && (
        <div role="status" className={styles.wide}>
          {progress.total === null
            ? t('export.soFar', { done: format.number(progress.done) })
            : t('export.running', {
                done: format.number(progress.done),
                total: format.number(progress.total),
              })}
          <Progress
            value={progress.total === null ? 100 : (100 * progress.done) / Math.max(1, progress.total)}
            animated={progress.total === null}
            aria-label={t('export.save')}
          />
        </div>
      )}
      {text !== '' && <p className={styles.wide}>{t('export.filtered', { text })}</p>}
    </div>
  );
}
