import type { ReactNode } from 'react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Door } from './door.tsx';
import { SecretField, SwitchField, TagsField, TextField } from './fields.tsx';
import { useDoorSetting, usePortSetting, useSecretSetting } from './use-door-setting.ts';

interface Props {
  readonly settings: DeskSettings;
}

export function AmiSettings({ settings }: Props): ReactNode {
  return (
    <Door settings={settings} name="ami">
      <AmiFields settings={settings} />
    </Door>
  );
}

function AmiFields({ settings }: Props): ReactNode {
  const t = useCoreTexts();
  const host = useDoorSetting(settings, 'ami', 'host');
  const port = usePortSetting(settings, 'ami');
  const tls = useDoorSetting(settings, 'ami', 'tls');
  const user = useDoorSetting(settings, 'ami', 'user');
  const secret = useSecretSetting(settings, 'ami');
  const devices = useDoorSetting(settings, 'ami', 'devices');
  const queues = useDoorSetting(settings, 'ami', 'queues');
  const context = useDoorSetting(settings, 'ami', 'context');
  return (
    <>
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
      <TagsField
        setting={queues}
        splitChars={[',', ';']}
        label={t('settings.ami.queues')}
        hint={t('settings.ami.queuesHint')}
        rule={t('settings.ami.queuesRule')}
        placeholder="service"
      />
      <TextField
        setting={context}
        label={t('settings.ami.context')}
        hint={t('settings.ami.contextHint')}
        rule={t('settings.ami.contextRule')}
      />
    </>
  );
}
