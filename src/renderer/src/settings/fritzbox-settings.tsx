import type { ReactNode } from 'react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Door } from './door.tsx';
import { TagsField, TextField } from './fields.tsx';
import { useDoorSetting, usePortSetting } from './use-door-setting.ts';

interface Props {
  readonly settings: DeskSettings;
}

export function FritzboxSettings({ settings }: Props): ReactNode {
  return (
    <Door settings={settings} name="fritzbox">
      <FritzboxFields settings={settings} />
    </Door>
  );
}

function FritzboxFields({ settings }: Props): ReactNode {
  const t = useCoreTexts();
  const host = useDoorSetting(settings, 'fritzbox', 'host');
  const port = usePortSetting(settings, 'fritzbox');
  const numbers = useDoorSetting(settings, 'fritzbox', 'numbers');
  const extensions = useDoorSetting(settings, 'fritzbox', 'extensions');
  return (
    <>
      <TextField
        setting={host}
        label={t('settings.fritzbox.host')}
        hint={t('settings.fritzbox.hostHint')}
        placeholder="fritz.box"
      />
      <TextField
        setting={port}
        label={t('settings.fritzbox.port')}
        hint={t('settings.fritzbox.portHint')}
        rule={t('settings.fritzbox.portRule')}
      />
      <TagsField
        setting={numbers}
        label={t('settings.fritzbox.numbers')}
        hint={t('settings.fritzbox.numbersHint')}
        rule={t('settings.fritzbox.numbersRule')}
        placeholder="0221 4710 612"
        splitChars={SPLIT_NUMBERS}
      />
      <TagsField
        setting={extensions}
        label={t('settings.fritzbox.extensions')}
        hint={t('settings.fritzbox.extensionsHint')}
        rule={t('settings.fritzbox.extensionsRule')}
        placeholder="**610"
      />
    </>
  );
}

/** Not the space: a number may be written with some. */
const SPLIT_NUMBERS: readonly string[] = [',', ';'];
