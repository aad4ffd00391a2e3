import type { ReactNode } from 'react';
import { mayLead } from '#shared/access/leading.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { Panel } from '../../ui/panel.tsx';
import { useWebhookTexts } from './texts.ts';
import styles from './webhooks.module.css';

/** The way from the settings, for those who may go it. */
export function WebhookLink(): ReactNode {
  const t = useWebhookTexts();
  const session = useSession();
  if (!session || !mayLead(session)) return null;
  return (
    <Panel title={t('settings.title')} action={<a href={hrefOf('/cloud-pbx')}>{t('settings.open')}</a>}>
      <p className={styles.note}>{t('settings.hint')}</p>
    </Panel>
  );
}
