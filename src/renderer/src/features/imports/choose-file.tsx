import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Progress, Select } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { ENCODINGS } from '#shared/features/imports/read/encoding.ts';
import type { Encoding } from '#shared/features/imports/read/encoding.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { navigate } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';
import { useUpload } from './use-upload.ts';

const MB = 2 ** 20;

/** The first step: a file, and what it is written in where the desk should not find out. */
export function ChooseFile(): ReactNode {
  const t = useImportTexts();
  const act = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [encoding, setEncoding] = useState<Encoding | 'auto'>('auto');
  const { progress, send } = useUpload();
  useNamedAct({
    id: 'imports.choose',
    name: t('choose.button'),
    keys: 'n',
    run: () => input.current?.click(),
  });
  const take = (file: File | undefined): void => {
    if (file) void act(async () => navigate(`/import/${await send(file, encoding)}`));
  };
  return (
    <Panel title={t('choose.title')}>
      <div className={styles.body}>
        <p>{t('choose.hint')}</p>
        <Select
          label={t('choose.encoding')}
          data={[
            { value: 'auto', label: t('choose.auto') },
            ...ENCODINGS.map((value) => ({ value, label: value })),
          ]}
          value={encoding}
          allowDeselect={false}
          onChange={(value) => setEncoding(ENCODINGS.find((known) => known === value) ?? 'auto')}
        />
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('choose.button')}
          accept=".csv,.txt,.tsv,.xlsx,.vcf"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button
          leftSection={<IconFileUpload size={16} />}
          rightSection={<Keys combo="n" />}
          disabled={progress !== undefined}
          onClick={() => input.current?.click()}
        >
          {t('choose.button')}
        </Button>
        {progress && (
          <div role="status">
            {t('choose.sending')}{' '}
            {t('choose.progress', {
              done: Math.floor(progress.done / MB),
              total: Math.ceil(progress.total / MB),
            })}
            <Progress value={(100 * progress.done) / progress.total} aria-label={t('choose.sending')} />
          </div>
        )}
      </div>
    </Panel>
  );
}
