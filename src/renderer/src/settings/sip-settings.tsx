import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { SIP_LIMITS } from '#shared/settings/sip-limits.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { AlertLine } from '../ui/alert-line.tsx';
import styles from './door.module.css';
import { CertificateField } from './certificate-field.tsx';
import { Door } from './door.tsx';
import { SecretField, SelectField, TextField } from './fields.tsx';
import { useDoorSetting, useSecretSetting } from './use-door-setting.ts';

interface Props {
  readonly settings: DeskSettings;
}

export function SipSettings({ settings }: Props): ReactNode {
  return (
    <Door settings={settings} name="sip">
      <SipFields settings={settings} />
      <SipLimits />
    </Door>
  );
}

function SipFields({ settings }: Props): ReactNode {
  const t = useCoreTexts();
  const server = useDoorSetting(settings, 'sip', 'server');
  const transport = useDoorSetting(settings, 'sip', 'transport');
  const ca = useDoorSetting(settings, 'sip', 'ca');
  const user = useDoorSetting(settings, 'sip', 'user');
  const secret = useSecretSetting(settings, 'sip');
  const extension = useDoorSetting(settings, 'sip', 'extension');
  const mode = useDoorSetting(settings, 'sip', 'mode');
  return (
    <>
      <TextField
        setting={server}
        label={t('settings.sip.server')}
        hint={t('settings.sip.serverHint')}
        rule={t('settings.sip.serverRule')}
        placeholder="pbx.example:8089"
      />
      <SelectField
        setting={transport}
        label={t('settings.sip.transport')}
        hint={t('settings.sip.transportHint')}
        choices={(['wss', 'ws', 'tcp'] as const).map((value) => ({
          value,
          label: t(`settings.sip.transportKind.${value}`),
        }))}
      />
      {transport.value === 'wss' && (
        <CertificateField
          setting={ca}
          label={t('settings.sip.ca')}
          hint={t('settings.sip.caHint')}
          rule={t('settings.sip.caRule')}
        />
      )}
      <TextField
        setting={user}
        label={t('settings.sip.user')}
        hint={t('settings.sip.userHint')}
        rule={t('settings.sip.userRule')}
        placeholder="cti201"
      />
      <SecretField
        setting={secret}
        isSet={settings.sip.secretSet}
        label={t('settings.sip.secret')}
        hint={t('settings.sip.secretHint')}
      />
      <TextField
        setting={extension}
        label={t('settings.sip.extension')}
        hint={t('settings.sip.extensionHint')}
        rule={t('settings.sip.extensionRule')}
        placeholder="201"
      />
      <SelectField
        setting={mode}
        label={t('settings.sip.mode')}
        hint={t(`settings.sip.modeHint.${mode.value}`)}
        choices={(['dialog', 'endpoint'] as const).map((value) => ({
          value,
          label: t(`settings.sip.modeKind.${value}`),
        }))}
      />
      <div className={styles.warning}>
        <AlertLine icon={IconAlertTriangle} tone="warn">
          {t('settings.sip.ownAccount')}
        </AlertLine>
      </div>
    </>
  );
}

function SipLimits(): ReactNode {
  const t = useCoreTexts();
  return (
    <div className={styles.limits}>
      <h3>{t('settings.sip.limits')}</h3>
      <ul>
        {SIP_LIMITS.map((limit) => (
          <li key={limit}>{t(`settings.sip.limit.${limit}`)}</li>
        ))}
      </ul>
    </div>
  );
}
