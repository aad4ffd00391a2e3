import type { ReactNode } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { MOST_LONG, MOST_SHORT } from '#shared/features/offerings/commands.ts';
import type { EntryTexts } from '#shared/features/offerings/contract.ts';
import { FieldPair } from '../../ui/field-pair.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { EntryContacts } from './entry-contacts.tsx';
import { entryDraftField, isComplete } from './entry-draft.ts';
import type { EntryDraft } from './entry-draft.ts';
import { HoursField } from './hours-field.tsx';
import styles from './offerings.module.css';
import { useOfferingTexts } from './texts.ts';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly before: EntryDraft;
  /** Which dialogue it is, and the entry it changes or makes something for. */
  readonly form: string;
  readonly about: string | null;
  /** Of an offering: what holds where it says nothing itself. */
  readonly provider: EntryTexts | null;
  readonly onSubmit: (draft: EntryDraft) => Promise<boolean>;
  readonly onClose: () => void;
}

/** All that the book says of a provider or an offering, to be typed. */
export function EntryDialog({
  title,
  submit,
  before,
  form,
  about,
  provider,
  onSubmit,
  onClose,
}: Props): ReactNode {
  const t = useOfferingTexts();
  const kept = useFormDraft(form, about);
  const [draft, setDraft] = useDraftField(kept, 'entry', entryDraftField, before);
  const set = (patch: Partial<EntryDraft>): void => setDraft((last) => ({ ...last, ...patch }));
  const hint = (name: keyof EntryTexts): string =>
    provider && provider[name] !== '' ? t('keep.asProvider', { text: provider[name] }) : '';
  const text = (name: 'reachability' | 'costs' | 'place' | 'directions', help?: string): ReactNode => (
    <TextInput
      label={t(`card.${name}`)}
      {...(help !== undefined && { description: help })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={hint(name)}
      maxLength={name === 'place' ? MOST_SHORT : MOST_LONG}
      value={draft[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <FormDialog
      size="lg"
      title={title}
      submit={submit}
      isReady={isComplete(draft)}
      onSubmit={() => onSubmit(draft)}
      onClose={onClose}
      draft={kept}
    >
      <TextInput
        label={t('words.field.provider.name')}
        required
        maxLength={MOST_SHORT}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data-autofocus
      />
      {provider && <p className={styles.soft}>{t('keep.asProviderToo')}</p>}
      <Textarea
        label={t('card.description')}
        placeholder={hint('description')}
        rows={2}
        resize="vertical"
        maxLength={MOST_LONG}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <HoursField
        value={draft.openingHours}
        placeholder={hint('openingHours')}
        onChange={(openingHours) => set({ openingHours })}
      />
      <FieldPair>
        {text('reachability', t('keep.reachabilityHelp'))}
        {text('costs')}
      </FieldPair>
      {provider ? (
        text('place')
      ) : (
        <FieldPair>
          {text('place')}
          {text('directions')}
        </FieldPair>
      )}
      <EntryContacts
        contacts={draft.contacts}
        onChange={(contacts) => set({ contacts })}
        none={t(provider ? 'keep.noContactsOffering' : 'keep.noContacts')}
      />
    </FormDialog>
  );
}
