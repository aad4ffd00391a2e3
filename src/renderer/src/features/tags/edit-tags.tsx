import type { ReactNode } from 'react';
import { Button, Modal, MultiSelect } from '@mantine/core';
import { rolePut, roleTake, tagPut, tagTake } from '#shared/features/tags/commands.ts';
import { tagsContract } from '#shared/features/tags/contract.ts';
import type { PartyTags } from '#shared/features/tags/contract.ts';
import { PARTY_ROLES, TAG_KINDS } from '#shared/features/tags/model.ts';
import type { TagKind } from '#shared/features/tags/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { tagTables } from './tables.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

interface Props extends PartyProps {
  readonly of: PartyTags;
  readonly onClose: () => void;
}

const labels = { tag: 'edit.tags', interest: 'edit.interests' } as const;

/** Every choice is kept at once; what was chosen is its own undo. */
export function EditTags({ partyId, of, onClose }: Props): ReactNode {
  const t = useTagTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const { value: list } = useQuery(tagsContract, 'list', {}, tagTables);

  const change = <T extends string>(
    before: readonly T[],
    after: readonly T[],
    { put, take }: { put: (value: T) => Promise<void>; take: (value: T) => Promise<void> },
  ): void => {
    for (const value of after) if (!before.includes(value)) void act(() => put(value));
    for (const value of before) if (!after.includes(value)) void act(() => take(value));
  };
  const tagActs = {
    put: (tagId: string) => run(tagPut, { id: newId(), partyId, tagId }),
    take: (tagId: string) => run(tagTake, { partyId, tagId }),
  };
  const chosen = (kind: TagKind): string[] => of.tags.filter((tag) => tag.kind === kind).map(({ id }) => id);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('edit.title')}
    >
      <div className={styles.form}>
        <MultiSelect
          label={t('edit.roles')}
          data={PARTY_ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={[...of.roles]}
          onChange={(after) =>
            change(
              of.roles,
              PARTY_ROLES.filter((role) => after.includes(role)),
              {
                put: (role) => run(rolePut, { id: newId(), partyId, role }),
                take: (role) => run(roleTake, { partyId, role }),
              },
            )
          }
        />
        {TAG_KINDS.map((kind) => (
          <MultiSelect
            key={kind}
            label={t(labels[kind])}
            searchable
            nothingFoundMessage={t('edit.none')}
            data={(list ?? [])
              .filter((tag) => tag.kind === kind)
              .map(({ id, label }) => ({ value: id, label }))}
            value={chosen(kind)}
            onChange={(after) => change(chosen(kind), after, tagActs)}
          />
        ))}
        <div className={styles.acts}>
          <Button onClick={onClose}>{t('edit.close')}</Button>
        </div>
      </div>
    </Modal>
  );
}
