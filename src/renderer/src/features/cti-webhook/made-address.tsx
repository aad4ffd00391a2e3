import type { ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { NewAddress } from '#shared/features/cti-webhook/contract.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

interface Props {
  readonly made: NewAddress;
  readonly onClose: () => void;
}

/** Address and key while they can be seen; leaving the screen is as good as closing it. */
export function MadeAddress({ made: { url, signingKey }, onClose }: Props): ReactNode {
  const t = useWebhookTexts();
  return (
    <div role="status">
      <Panel title={t('made.title')}>
        <div className={styles.body}>
          <p>{t('made.lead')}</p>
          <Secret label={t('made.url')} value={url} />
          {signingKey !== null && <Secret label={t('made.key')} value={signingKey} />}
          <Button variant="default" onClick={onClose}>
            {t('made.close')}
          </Button>
        </div>
      </Panel>
    </div>
  );
}

function Secret({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  const t = useWebhookTexts();
  const act = useAct();
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <IconButton
          icon={IconCopy}
          label={t('made.copy', { what: label })}
          onClick={() => void act(() => navigator.clipboard.writeText(value), { done: t('made.copied') })}
        />
      }
    />
  );
}
