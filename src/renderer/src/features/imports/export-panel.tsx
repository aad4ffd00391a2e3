import { useState } from 'react';
import type { ReactNode } from 'react';
import { NativeSelect } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { Panel } from '../../ui/panel.tsx';
import type { de } from './de.ts';
import { ExportForm } from './export-form.tsx';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';

/** Any list of any feature, as a file. */
export function ExportPanel(): ReactNode {
  const t = useImportTexts();
  const { value: lists } = useQuery(importsContract, 'exportLists', {}, []);
  const [name, setName] = useState('customers');
  const list = lists?.find((one) => one.name === name);
  return (
    <Panel title={t('export.title')}>
      <div className={styles.body}>
        <p>{t('export.safe')}</p>
        <NativeSelect
          label={t('export.list')}
          data={(lists ?? []).map((one) => ({
            value: one.name,
            label: t(`list.${one.name as keyof typeof de.list}`),
          }))}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {list && <ExportForm list={list} text="" />}
      </div>
    </Panel>
  );
}
