import type { ReactNode } from 'react';
import { Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { affiliationAdd, relationshipAdd } from '#shared/features/relations/commands.ts';
import { RELATIONSHIP_KINDS } from '#shared/features/relations/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { partyPicker } from '../../slots/slots.ts';
import type { ChosenParty, PartyProps } from '../../slots/slots.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { isBackwards, NO_PLACE, PlaceFields } from './place-fields.tsx';
import { useRelationTexts } from './texts.ts';

/** `member` and `organisation` become affiliations, the rest relationships. */
const CHOICES = ['member', 'organisation', ...RELATIONSHIP_KINDS] as const;
type Choice = (typeof CHOICES)[number];

const choiceField = z.enum(CHOICES);
const otherField = z.object({ id: z.string(), name: z.string() }).nullable();
const text = z.string().nullable();
const placeField = z.object({
  ...{ job: z.string(), departmentId: text, reportsTo: text, since: text, until: text },
});

export function AddRelation({ partyId, onClose }: PartyProps & { readonly onClose: () => void }): ReactNode {
  const t = useRelationTexts();
  const run = useRun();
  const act = useAct();
  const draft = useFormDraft('relations.add', partyId);
  const [other, setOther] = useDraftField<ChosenParty | null>(draft, 'other', otherField, null);
  const [choice, setChoice] = useDraftField<Choice>(draft, 'choice', choiceField, 'family');
  const [words, setWords] = useDraftField(draft, 'words', z.string(), '');
  const [place, setPlace] = useDraftField<typeof NO_PLACE>(draft, 'place', placeField, NO_PLACE);
  const isPlace = choice === 'member' || choice === 'organisation';

  const add = (to: ChosenParty): Promise<void> => {
    if (choice === 'member' || choice === 'organisation') {
      const [personId, organisationId] = choice === 'member' ? [to.id, partyId] : [partyId, to.id];
      return run(affiliationAdd, { id: newId(), personId, organisationId, ...place });
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
      isReady={other !== null && !(isPlace && isBackwards(place))}
      onSubmit={submit}
      onClose={onClose}
      draft={draft}
    >
      <SlotOutlet
        slot={partyPicker}
        with={{
          ...{ label: t('add.other'), chosen: other, except: partyId },
          onChange: (chosen) => {
            setOther(chosen);
            // Departments and superiors are of one house.
            setPlace({ ...place, departmentId: null, reportsTo: null });
          },
        }}
      />
      <Select
        label={other ? t('add.kind', { name: other.name }) : t('add.kindOpen')}
        allowDeselect={false}
        data={CHOICES.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={choice}
        onChange={(value) => {
          if (value === null) return;
          setChoice(value);
          setPlace({ ...place, departmentId: null, reportsTo: null });
        }}
      />
      {isPlace ? (
        <PlaceFields
          organisationId={choice === 'member' ? partyId : (other?.id ?? null)}
          place={place}
          onChange={setPlace}
        />
      ) : (
        <TextInput
          label={t('add.note')}
          value={words}
          maxLength={500}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
