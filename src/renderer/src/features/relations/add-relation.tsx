import { useState } from 'react';
import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { affiliationAdd, relationshipAdd } from '#shared/features/relations/commands.ts';
import { RELATIONSHIP_KINDS } from '#shared/features/relations/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { partyPicker } from '../../slots/slots.ts';
import type { ChosenParty, PartyProps } from '../../slots/slots.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useRelationTexts } from './texts.ts';

/** `member` and `organisation` become affiliations, the rest relationships. */
const CHOICES = ['member', 'organisation', ...RELATIONSHIP_KINDS] as const;
type Choice = (typeof CHOICES)[number];

const UNKNOWN = { departmentId: null, reportsTo: null, since: null, until: null };

export function AddRelation({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useRelationTexts();
  const run = useRun();
  const act = useAct();
  const [other, setOther] = useState<ChosenParty | null>(null);
  const [choice, setChoice] = useState<Choice>('family');
  const [words, setWords] = useState('');
  const isPlace = choice === 'member' || choice === 'organisation';

  const add = (to: ChosenParty): Promise<void> => {
    if (choice === 'member' || choice === 'organisation') {
      const [personId, organisationId] = choice === 'member' ? [to.id, partyId] : [partyId, to.id];
      return run(affiliationAdd, { id: newId(), personId, organisationId, job: words, ...UNKNOWN });
    }
    const between = { id: newId(), fromId: to.id, toId: partyId, kind: choice };
    return run(relationshipAdd, { ...between, note: words, since: null, until: null });
  };
  const submit = async (): Promise<boolean> =>
    other !== null && act(() => add(other), { done: t('add.done', { name: other.name }) });
  return (
    <FormDialog
      title={t('add.title')}
      submit={t('add.submit')}
      isReady={other !== null}
      onSubmit={submit}
      onClose={onClose}
    >
      <SlotOutlet
        slot={partyPicker}
        with={{ label: t('add.other'), chosen: other, onChange: setOther, except: partyId }}
      />
      <Select
        label={other ? t('add.kind', { name: other.name }) : t('add.kindOpen')}
        allowDeselect={false}
        data={CHOICES.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={choice}
        onChange={(value) => value !== null && setChoice(value)}
      />
      <TextInput
        label={t(isPlace ? 'add.job' : 'add.note')}
        value={words}
        maxLength={120}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
