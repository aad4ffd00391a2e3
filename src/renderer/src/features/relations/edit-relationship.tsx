import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { relationshipEdit } from '#shared/features/relations/commands.ts';
import type { RelationshipLine } from '#shared/features/relations/contract.ts';
import { RELATIONSHIP_KINDS } from '#shared/features/relations/model.ts';
import { useRun } from '../../api/run-command.ts';
import { FieldPair } from '../../ui/field-pair.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { isBackwards } from './place-fields.tsx';
import { useRelationTexts } from './texts.ts';

interface Props {
  readonly line: RelationshipLine;
  readonly onClose: () => void;
}

/** What two are to each other, since and until when. Between whom stays: others are another relationship. */
export function EditRelationship({ line, onClose }: Props): ReactNode {
  const t = useRelationTexts();
  const run = useRun();
  const act = useAct();
  const { id, other, side } = line;
  const before = { kind: line.kind, note: line.note, since: line.since, until: line.until };
  const [draft, setDraft] = useState(before);
  const set = (wanted: typeof before): Promise<void> => run(relationshipEdit, { id, ...wanted });
  const day = (name: 'since' | 'until') => ({
    type: 'date',
    label: t(`words.field.relationship.${name}`),
    value: draft[name] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value || null }),
  });
  return (
    <FormDialog
      title={t('edit.relationship', { name: other.name })}
      submit={t('add.submit')}
      isReady={!isBackwards(draft)}
      onSubmit={() =>
        act(() => set(draft), { done: t('edit.done', { name: other.name }), undo: () => set(before) })
      }
      onClose={onClose}
    >
      <Select
        label={t('words.field.relationship.kind')}
        allowDeselect={false}
        data={RELATIONSHIP_KINDS.map((kind) => ({
          value: kind,
          label: t(side === 'to' ? `kind.${kind}` : `is.${kind}`),
        }))}
        value={draft.kind}
        onChange={(kind) => kind !== null && setDraft({ ...draft, kind })}
      />
      <TextInput
        label={t('add.note')}
        value={draft.note}
        maxLength={500}
        onChange={(event) => setDraft({ ...draft, note: event.currentTarget.value })}
      />
      <FieldPair>
        <TextInput {...day('since')} />
        <TextInput {...day('until')} error={isBackwards(draft) && t('place.backwards')} />
      </FieldPair>
    </FormDialog>
  );
}
