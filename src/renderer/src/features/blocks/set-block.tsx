import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { blockChange, blockSet, blockWithdraw } from '#shared/features/blocks/commands.ts';
import type { BlockLine } from '#shared/features/blocks/contract.ts';
import { BLOCK_KINDS } from '#shared/features/blocks/model.ts';
import type { BlockKind } from '#shared/features/blocks/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './blocks.module.css';
import { useBlockTexts } from './texts.ts';
import { useBlockWords } from './use-blocks.ts';

interface Props extends PartyProps {
  /** The one that is changed; undefined: a new one. */
  readonly block: BlockLine | undefined;
  readonly onClose: () => void;
}

export function SetBlock({ partyId, block, onClose }: Props): ReactNode {
  const t = useBlockTexts();
  const core = useCoreTexts();
  const { why } = useBlockWords();
  const run = useRun();
  const act = useAct();
  const [kind, setKind] = useState<BlockKind>(block?.kind ?? 'house-rules');
  const [note, setNote] = useState(block?.note ?? '');
  const [since, setSince] = useState(() => block?.since ?? dayOf(Date.now()));
  const [until, setUntil] = useState(block?.until ?? '');
  const isBackwards = until !== '' && until < since;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const terms = { kind, note: note.trim(), since, until: until === '' ? null : until };
    const id = block?.id ?? newId();
    const worked = block
      ? await act(() => run(blockChange, { id, ...terms }), { done: t('set.changed') })
      : await act(() => run(blockSet, { id, partyId, ...terms }), {
          done: t('set.done', { why: why(terms) }),
          undo: () => run(blockWithdraw, { id }),
        });
    if (worked) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t(block ? 'set.change' : 'set.heading')}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <Select
          label={t('set.kind')}
          allowDeselect={false}
          data={BLOCK_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => value !== null && setKind(value)}
        />
        <Textarea
          label={t('set.note')}
          description={t('set.noteHint')}
          value={note}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={styles.days}>
          <TextInput
            type="date"
            label={t('set.since')}
            required
            value={since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('set.until')}
            min={since}
            error={isBackwards && t('error.block.backwards.cause')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        <p>{t('set.untilHint')}</p>
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('set.cancel')}
          </Button>
          <Button type="submit" disabled={since === '' || isBackwards}>
            {t(block ? 'set.save' : 'set.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
