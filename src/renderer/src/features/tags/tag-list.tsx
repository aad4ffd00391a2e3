import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconArrowMerge, IconPencil, IconTrash } from '@tabler/icons-react';
import { mayKeepTags, tagCreate, tagRemove } from '#shared/features/tags/commands.ts';
import { tagsContract } from '#shared/features/tags/contract.ts';
import type { TagLine } from '#shared/features/tags/contract.ts';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { AddTag } from './add-tag.tsx';
import { MergeTag } from './merge-tag.tsx';
import { RenameTag } from './rename-tag.tsx';
import { tagTables } from './tables.ts';
import styles from './tags.module.css';
import { useTagTexts } from './texts.ts';

/** The house's words, in the settings: everybody sees them, stewards keep them. */
export function TagList(): ReactNode {
  const t = useTagTexts();
  const session = useSession();
  const { value: tags, error } = useQuery(tagsContract, 'list', {}, tagTables);
  const [asking, setAsking] = useState<{ readonly what: 'rename' | 'merge'; readonly tag: TagLine }>();
  const mayKeep = session ? mayKeepTags(session) : false;
  const close = (): void => setAsking(undefined);
  return (
    <Panel title={t('list.title')} count={tags?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {tags?.length === 0 && <p className={styles.note}>{t('list.none')}</p>}
      {tags && tags.length > 0 && (
        <Rows label={t('list.title')}>
          {tags.map((tag) => (
            <TagRow key={tag.id} tag={tag} mayKeep={mayKeep} onAsk={(what) => setAsking({ what, tag })} />
          ))}
        </Rows>
      )}
      {mayKeep ? <AddTag /> : <p className={styles.note}>{t('list.readOnly')}</p>}
      {asking?.what === 'rename' && <RenameTag tag={asking.tag} onClose={close} />}
      {asking?.what === 'merge' && <MergeTag tag={asking.tag} all={tags ?? []} onClose={close} />}
    </Panel>
  );
}

interface Props {
  readonly tag: TagLine;
  readonly mayKeep: boolean;
  readonly onAsk: (what: 'rename' | 'merge') => void;
}

function TagRow({ tag: { id, kind, label, parties }, mayKeep, onAsk }: Props): ReactNode {
  const t = useTagTexts();
  const run = useRun();
  const act = useAct();
  const remove = (): Promise<boolean> =>
    act(() => run(tagRemove, { id }), {
      done: t('list.removed', { label }),
      undo: () => run(tagCreate, { id: newId(), kind, label }),
    });
  return (
    <Row
      title={label}
      marks={<Mark>{t(`kind.${kind}`)}</Mark>}
      aside={t('list.used', { count: parties })}
      acts={
        mayKeep && (
          <>
            <IconButton
              icon={IconPencil}
              label={t('list.rename', { label })}
              onClick={() => onAsk('rename')}
            />
            <IconButton
              icon={IconArrowMerge}
              label={t('list.merge', { label })}
              onClick={() => onAsk('merge')}
            />
            {parties === 0 && (
              <IconButton
                icon={IconTrash}
                label={t('list.remove', { label })}
                onClick={() => void remove()}
              />
            )}
          </>
        )
      }
    />
  );
}
