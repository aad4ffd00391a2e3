import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { tagsContract } from '#shared/features/tags/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { Mark } from '../../ui/mark.tsx';
import { EditTags } from './edit-tags.tsx';
import { tagTables } from './tables.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

/** One line below the head: what the party is to the house, and what interests it. */
export function PartyTagsLine({ partyId }: PartyProps): ReactNode {
  const t = useTagTexts();
  const [editing, setEditing] = useState(false);
  const { value } = useQuery(tagsContract, 'ofParty', { partyId }, tagTables);
  return (
    <div className={styles.line}>
      {value && value.roles.length + value.tags.length > 0 && (
        <ul className={styles.marks} aria-label={t('of')}>
          {value.roles.map((role) => (
            <li key={role}>
              <Mark tone="accent">{t(`role.${role}`)}</Mark>
            </li>
          ))}
          {value.tags.map(({ id, label }) => (
            <li key={id}>
              <Mark>{label}</Mark>
            </li>
          ))}
        </ul>
      )}
      <Button variant="subtle" leftSection={<IconTag size={14} />} onClick={() => setEditing(true)}>
        {t('edit.open')}
      </Button>
      {editing && value && <EditTags partyId={partyId} of={value} onClose={() => setEditing(false)} />}
    </div>
  );
}
