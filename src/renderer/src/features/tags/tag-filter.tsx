import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { tagsContract } from '#shared/features/tags/contract.ts';
import { PARTY_ROLES, TAG_KINDS } from '#shared/features/tags/model.ts';
import { useQuery } from '../../api/use-query.ts';
import type { ListFilterProps } from '../../slots/slots.ts';
import { tagTables } from './tables.ts';
import { useTagTexts } from './texts.ts';

/** Of the list of customers: those with a role, those with a tag or interest. */
export function TagFilter({ list, chosen, onChange }: ListFilterProps): ReactNode {
  const t = useTagTexts();
  const { value: tags } = useQuery(tagsContract, 'list', {}, tagTables);
  if (list !== 'customers') return null;
  const choose = (name: string) => (value: string | null) =>
    onChange(name, value === null ? null : { value, tables: tagTables });
  return (
    <>
      <Select
        aria-label={t('filter.role')}
        placeholder={t('filter.anyRole')}
        clearable
        data={PARTY_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={chosen['role']?.value ?? null}
        onChange={choose('role')}
      />
      <Select
        aria-label={t('filter.tag')}
        placeholder={t('filter.anyTag')}
        clearable
        searchable
        data={TAG_KINDS.map((kind) => ({
          group: t(kind === 'tag' ? 'edit.tags' : 'edit.interests'),
          items: (tags ?? [])
            .filter((tag) => tag.kind === kind)
            .map(({ id, label }) => ({ value: id, label })),
        }))}
        value={chosen['tag']?.value ?? null}
        onChange={choose('tag')}
      />
    </>
  );
}
