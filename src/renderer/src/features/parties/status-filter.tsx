import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { PARTY_STATUSES } from '#shared/features/parties/model.ts';
import type { ListFilterProps } from '../../slots/slots.ts';
import { usePartyTexts } from './texts.ts';

/** Customers, prospects, or both. */
export function StatusFilter({ chosen, onChange }: ListFilterProps): ReactNode {
  const t = usePartyTexts();
  return (
    <Select
      aria-label={t('list.status')}
      placeholder={t('list.anyStatus')}
      clearable
      data={PARTY_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
      value={chosen['status']?.value ?? null}
      onChange={(value) => onChange('status', value === null ? null : { value, tables: [] })}
    />
  );
}
