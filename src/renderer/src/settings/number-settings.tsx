import type { ReactNode } from 'react';
import { INBOUND_FORMATS } from '#shared/phone/dial-profile.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { joinOwnNumbers, typedOwnNumbers } from '#shared/phone/own-numbers.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Panel } from '../ui/panel.tsx';
import { SelectField, TextField } from './fields.tsx';
import { HouseValues } from './house-values.tsx';
import styles from './settings-screen.module.css';
import { useSetting } from './use-setting.ts';

const profile = (patch: Partial<DialProfile>): DeskSettingsPatch => ({ dialProfile: patch });

interface Props {
  readonly settings: DeskSettings;
}

/** How this telephone system writes numbers: without it no caller is recognised. */
export function NumberSettings({ settings }: Props): ReactNode {
  const t = useCoreTexts();
  return (
    <Panel title={t('settings.numbers')}>
      <HouseValues>
        <NumberFields settings={settings} />
      </HouseValues>
    </Panel>
  );
}

function NumberFields({ settings }: Props): ReactNode {
  const t = useCoreTexts();
  const inbound = useSetting<DialProfile['inbound']>(
    settings,
    (all) => all.dialProfile.inbound,
    (value) => profile({ inbound: value }),
    { name: 'dialProfile.inbound' },
  );
  const country = useSetting(
    settings,
    (all) => all.dialProfile.country,
    (value) => profile({ country: value }),
    { name: 'dialProfile.country' },
  );
  const area = useSetting(
    settings,
    (all) => all.dialProfile.area,
    (value) => profile({ area: value }),
    { name: 'dialProfile.area' },
  );
  const outsideLine = useSetting(
    settings,
    (all) => all.dialProfile.outsideLine,
    (value) => profile({ outsideLine: value }),
    { name: 'dialProfile.outsideLine' },
  );
  const internalLength = useSetting(
    settings,
    (all) => String(all.dialProfile.internalLength),
    (value) => profile({ internalLength: value === '' ? Number.NaN : Number(value) }),
    { name: 'dialProfile.internalLength' },
  );
  const ownNumbers = useSetting(
    settings,
    (all) => joinOwnNumbers(all.dialProfile.ownNumbers ?? []),
    (text) => {
      const { numbers, bad } = typedOwnNumbers(text, settings.dialProfile);
      // What is none stays in, so that the field refuses it.
      return profile({ ownNumbers: [...numbers, ...bad] });
    },
    { name: 'dialProfile.ownNumbers' },
  );
  return (
    <div className={styles.rows}>
      <SelectField
        setting={inbound}
        label={t('settings.profile.inbound')}
        hint={t('settings.profile.inboundHint')}
        choices={INBOUND_FORMATS.map((value) => ({
          value,
          label: t(`settings.profile.inboundFormat.${value}`),
        }))}
      />
      <TextField
        setting={country}
        label={t('settings.profile.country')}
        hint={t('settings.profile.countryHint')}
        rule={t('settings.profile.countryRule')}
      />
      <TextField
        setting={area}
        label={t('settings.profile.area')}
        hint={t('settings.profile.areaHint')}
        rule={t('settings.profile.areaRule')}
      />
      <TextField
        setting={outsideLine}
        label={t('settings.profile.outsideLine')}
        hint={t('settings.profile.outsideLineHint')}
        rule={t('settings.profile.outsideLineRule')}
      />
      <TextField
        setting={internalLength}
        label={t('settings.profile.internalLength')}
        hint={t('settings.profile.internalLengthHint')}
        rule={t('settings.profile.internalLengthRule')}
      />
      <TextField
        setting={ownNumbers}
        label={t('settings.profile.ownNumbers')}
        hint={t('settings.profile.ownNumbersHint')}
        rule={t('settings.profile.ownNumbersRule')}
      />
    </div>
  );
}
