import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AlertLine } from '../ui/alert-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { AmiSettings } from './ami-settings.tsx';
import styles from './door.module.css';
import { Door } from './door.tsx';
import { FritzboxSettings } from './fritzbox-settings.tsx';
import { HouseValues } from './house-values.tsx';
import { SipSettings } from './sip-settings.tsx';

/** The ways calls may come in: where the telephone system is, and which phones are this agent's. */
export function PbxSettings({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useCoreTexts();
  return (
    <Panel title={t('settings.pbx')}>
      <HouseValues>
        {settings.ami.enabled && settings.sip.enabled && (
          <div className={styles.warning}>
            <AlertLine icon={IconAlertTriangle} tone="warn">
              {t('settings.twoDoors')}
            </AlertLine>
          </div>
        )}
        <AmiSettings settings={settings} />
        <SipSettings settings={settings} />
        <FritzboxSettings settings={settings} />
        <Door settings={settings} name="webhook">
          <p className={styles.help}>{t('settings.webhook.help')}</p>
        </Door>
      </HouseValues>
    </Panel>
  );
}
