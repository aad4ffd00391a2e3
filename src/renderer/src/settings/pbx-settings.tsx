import type { ReactNode } from 'react';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { useStatus } from '../api/desk-state.tsx';
import { PbxState } from '../app/pbx-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Panel } from '../ui/panel.tsx';
import { SecretField, SwitchField, TagsField, TextField } from './fields.tsx';
import styles from './settings-screen.module.css';
import { useSetting } from './use-setting.ts';

type AmiPatch = NonNullable<DeskSettingsPatch['ami']>;
const ami = (patch: AmiPatch): DeskSettingsPatch => ({ ami: patch });

/** Where the telephone system is, and which phones are this agent's. Its light stands at the title. */
export function PbxSettings({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useCoreTexts();
  const status = useStatus();
  const enabled = useSetting(
    settings,
    (all) => all.ami.enabled,
    (value) => ami({ enabled: value }),
  );
  const host = useSetting(
    settings,
    (all) => all.ami.host,
    (value) => ami({ host: value }),
  );
  const port = useSetting(
    settings,
    (all) => String(all.ami.port),
    (value) => ami({ port: Number(value) }),
  );
  const user = useSetting(
    settings,
    (all) => all.ami.user,
    (value) => ami({ user: value }),
  );
  const secret = useSetting(
    settings,
    () => '',
    (value) => ami({ secret: value }),
    false,
  );
  const tls = useSetting(
    settings,
    (all) => all.ami.tls,
    (value) => ami({ tls: value }),
  );
  const context = useSetting(
    settings,
    (all) => all.ami.context,
    (value) => ami({ context: value }),
  );
  const devices = useSetting<readonly string[]>(
    settings,
    (all) => all.ami.devices,
    (value) => ami({ devices: [...value] }),
  );
  return (
    <Panel
      title={t('settings.pbx')}
      action={<span className={styles.light}>{status && <PbxState pbx={status.pbx} />}</span>}
    >
      <div className={styles.rows}>
        <SwitchField
          setting={enabled}
          label={t('settings.ami.enabled')}
          hint={t('settings.ami.enabledHint')}
        />
        <TextField
          setting={host}
          label={t('settings.ami.host')}
          hint={t('settings.ami.hostHint')}
          placeholder="pbx.example"
        />
        <TextField setting={port} label={t('settings.ami.port')} rule={t('settings.ami.portRule')} />
        <SwitchField setting={tls} label={t('settings.ami.tls')} hint={t('settings.ami.tlsHint')} />
        <TextField setting={user} label={t('settings.ami.user')} hint={t('settings.ami.userHint')} />
        <SecretField
          setting={secret}
          isSet={settings.ami.secretSet}
          label={t('settings.ami.secret')}
          hint={t('settings.ami.secretHint')}
        />
        <TagsField
          setting={devices}
          label={t('settings.ami.devices')}
          hint={t('settings.ami.devicesHint')}
          rule={t('settings.ami.devicesRule')}
          placeholder="PJSIP/201"
        />
        <TextField
          setting={context}
          label={t('settings.ami.context')}
          hint={t('settings.ami.contextHint')}
          rule={t('settings.ami.contextRule')}
        />
      </div>
    </Panel>
  );
}
