import type { ReactNode } from 'react';
import { Select, Textarea } from '@mantine/core';
import { z } from 'zod';
import { blockChange, blockSet, blockWithdraw } from '#shared/features/blocks/commands.ts';
import type { BlockLine } from '#shared/features/blocks/contract.ts';
import { BLOCK_KINDS } from '#shared/features/blocks/model.ts';
import { dayOf } from '#shared/kernel/day.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { DaySpan, daySpanField, isSpan, lastDayOf } from '../../ui/day-span.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { useBlockTexts } from './texts.ts';
import { useBlockWords } from './use-blocks.ts';

const kindField = z.enum(BLOCK_KINDS);

interface Props extends PartyProps {
  /** The one that is changed; undefined: a new one. */
  readonly block: BlockLine | undefined;
  readonly onClose: () => void;
}

export function SetBlock({ partyId, block, onClose }: Props): ReactNode {
  const t = useBlockTexts();
  const { why } = useBlockWords();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft(block ? 'blocks.change' : 'blocks.set', block?.id ?? partyId);
  const [kind, setKind] = useDraftField(draft, 'kind', kindField, block?.kind ?? 'house-rules');
  const [note, setNote] = useDraftField(draft, 'note', z.string(), block?.note ?? '');
  const [span, setSpan] = useDraftField(draft, 'span', daySpanField, () => ({
    since: block?.since ?? dayOf(Date.now()),
    until: block?.until ?? '',
  }));

  const submit = (): Promise<boolean> => {
    const terms = { kind, note: note.trim(), since: span.since, until: lastDayOf(span) };
    const id = block?.id ?? newId();
    return block
      ? act(() => run(blockChange, { id, ...terms }), { done: t('set.changed') })
      : act(() => run(blockSet, { id, partyId, ...terms }), {
          done: t('set.done', { why: why(terms) }),
          undo: () => run(blockWithdraw, { id }),
        });
  };
  return (
    <FormDialog
      title={t(block ? 'set.change' : 'set.heading')}
      submit={t(block ? 'set.save' : 'set.submit')}
      isReady={isSpan(span)}
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
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
      <DaySpan
        span={span}
        onChange={setSpan}
        since={t('set.since')}
        until={t('set.until')}
        backwards={t('error.block.backwards.cause')}
      />
      <p>{t('set.untilHint')}</p>
    </FormDialog>
  );
}
