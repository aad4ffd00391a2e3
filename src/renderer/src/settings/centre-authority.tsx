import type { ReactNode } from 'react';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { CertificateField } from './certificate-field.tsx';
import { useSetting } from './use-setting.ts';

/** Who signed the centre's certificate; needed before the first sign-in, so the sign-in has it as well. */
export function CentreAuthority({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useCoreTexts();
  const ca = useSetting(
    settings,
    (all) => all.centre.ca,
    (value) => ({ centre: { ca: value } }),
  );
  return (
    <CertificateField
      setting={ca}
      label={t('settings.centre.ca')}
      hint={t('settings.centre.caHint')}
      rule={t('settings.sip.caRule')}
    />
  );
}
