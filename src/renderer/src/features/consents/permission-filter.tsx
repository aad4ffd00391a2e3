import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import type { ListFilterProps } from '../../slots/slots.ts';
import { consentTables } from './tables.ts';
import { useConsentTexts } from './texts.ts';

/** Of the list of customers: those a mailing may go to. The list is saved as it is narrowed. */
export function PermissionFilter({ list, chosen, onChange }: ListFilterProps): ReactNode {
  const t = useConsentTexts();
  if (list !== 'customers') return null;
  return (
    <Select
      aria-label={t('filter.label')}
      placeholder={t('filter.any')}
      clearable
      searchable
      data={CONTACT_CHANNELS.map((channel) => ({
        group: t(`channel.${channel}`),
        items: CONTACT_PURPOSES.map((purpose) => ({
          value: `${channel}:${purpose}`,
          label: `${t(`channel.${channel}`)}, ${t(`purpose.${purpose}`)}`,
        })),
      }))}
      value={chosen['permission']?.value ?? null}
      onChange={(value) => onChange('permission', value === null ? null : { value, tables: consentTables })}
    />
  );
}
