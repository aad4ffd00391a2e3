import type { ReactNode } from 'react';
import { useMayLead } from '../../api/use-may-lead.ts';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

/** The way from the settings, for those who may go it. */
export function WebhookLink(): ReactNode {
  const t = useWebhookTexts();
  if (!useMayLead()) return null;
  return (
    <Panel title={t('settings.title')} action={<a href={hrefOf('/cloud-pbx')}>{t('settings.open')}</a>}>
      <p className={styles.note}>{t('settings.hint')}</p>
    </Panel>
  );
}
