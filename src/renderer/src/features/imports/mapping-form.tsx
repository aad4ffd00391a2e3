import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, NativeSelect, Radio } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import type { ImportJobView } from '#shared/features/imports/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { de } from './de.ts';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';

const IGNORED = '';
const SAMPLES = 3;
type FieldKey = keyof typeof de.field;

/** What each column is, as guessed or remembered; the check begins from here. */
export function MappingForm({ job }: { readonly job: ImportJobView }): ReactNode {
  const t = useImportTexts();
  const act = useAct();
  const client = useClient();
  const [mapping, setMapping] = useState(job.mapping);
  const [existing, setExisting] = useState(job.existing);
  const fields = [
    { value: IGNORED, label: t('mapping.ignore') },
    ...job.fields.map((value) => ({ value, label: t(`field.${value as FieldKey}`) })),
  ];
  const check = async (): Promise<void> => {
    await client.ask(importsContract, 'map', { id: job.id, mapping: [...mapping], existing });
    await client.ask(importsContract, 'check', { id: job.id });
  };
  return (
    <Panel title={t('mapping.title')}>
      <div className={styles.body}>
        <p>{t(job.isRemembered ? 'mapping.remembered' : 'mapping.guessed')}</p>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('mapping.header')}</th>
              <th scope="col">{t('mapping.field')}</th>
              <th scope="col">{t('mapping.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {job.headers.map((header, column) => {
              const name = header === '' ? t('mapping.unnamed', { n: column + 1 }) : header;
              return (
                <tr key={column}>
                  <th scope="row">{name}</th>
                  <td>
                    <NativeSelect
                      aria-label={`${t('mapping.field')}: ${name}`}
                      data={fields}
                      value={mapping[column] ?? IGNORED}
                      onChange={(event) => {
                        const key = event.currentTarget.value;
                        setMapping(mapping.with(column, key === IGNORED ? null : key));
                      }}
                    />
                  </td>
                  <td className={styles.sample}>
                    {job.preview
                      .map((row) => row[column] ?? '')
                      .filter(Boolean)
                      .slice(0, SAMPLES)
                      .join(' · ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <Radio.Group
          label={t('mapping.existing')}
          value={existing}
          onChange={(value) => setExisting(value === 'leave' ? 'leave' : 'update')}
        >
          <Radio value="update" label={t('mapping.update')} />
          <Radio value="leave" label={t('mapping.leave')} />
        </Radio.Group>
        <Button onClick={() => void act(check)}>{t('mapping.check')}</Button>
      </div>
    </Panel>
  );
}
