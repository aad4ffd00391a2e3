import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { z } from 'zod';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { PARTY_KINDS, partyTable } from '#shared/features/parties/model.ts';
import { parseStored } from '#shared/phone/stored.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { similarParties } from '../../slots/slots.ts';
import { DraftOffer } from '../../ui/draft-offer.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import { useHiddenInput } from '../../ui/hidden-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { contactArgs } from '#shared/features/parties/contact-args.ts';
import { Segments } from '../../ui/segments.tsx';
import styles from './form.module.css';
import { sortNameOf } from '#shared/features/parties/sort-name.ts';
import { usePartyTexts } from './texts.ts';

interface Props {
  /** What is known already. */
  readonly name: string;
  readonly number: string;
  readonly onClose: () => void;
  /** The new party, or one that was there already and was recognised while typing. */
  readonly onChosen: (party: Chosen) => void;
}

export interface Chosen {
  readonly id: string;
  readonly name: string;
  readonly isNew: boolean;
}

const NOTHING = { name: '', number: '', mail: '', birthDate: '', street: '', postalCode: '', city: '' };
const typedField: z.ZodType<typeof NOTHING> = z.object({
  ...{ name: z.string(), number: z.string(), mail: z.string(), birthDate: z.string() },
  ...{ street: z.string(), postalCode: z.string(), city: z.string() },
});
const kindField = z.enum(PARTY_KINDS);

const optional = (text: string): string | null => text.trim() || null;

const mailArgs = (raw: string) =>
  ({ id: newId(), kind: 'mail', label: '', raw: raw.trim(), digits: null, stem: null }) as const;

/** Nothing but the name is asked for: a customer typed in during a call is never refused. */
export function CreateParty({ onClose, onChosen, ...known }: Props): ReactNode {
  const t = usePartyTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const draft = useFormDraft('parties.create', null);
  const [kind, setKind] = useDraftField(draft, 'kind', kindField, 'person');
  const [prospect, setProspect] = useDraftField(draft, 'prospect', z.boolean(), false);
  const [typed, setTyped] = useDraftField(draft, 'typed', typedField, { ...NOTHING, ...known });
  const keptBirthDate = useHiddenInput({ table: partyTable, column: 'birth_date' });
  const [nameless, setNameless] = useState(false);
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
      if (name === 'name') setNameless(false);
    },
  });
  const fault =
    profile && typed.number.trim() !== '' ? parseStored(typed.number, profile)[0]?.fault : undefined;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!profile) return;
    const called = typed.name.trim();
    setNameless(called === '');
    if (called === '') return;
    const id = newId();
    const worked = await act(
      () =>
        run(partyCreate, {
          id,
          kind,
          status: prospect ? 'prospect' : 'customer',
          name: called,
          sortName: sortNameOf(called, kind),
          customerNo: null,
          street: optional(typed.street),
          postalCode: optional(typed.postalCode),
          city: optional(typed.city),
          note: '',
          birthDate: kind === 'person' ? optional(typed.birthDate) : null,
          contacts: [
            ...(typed.number.trim() === '' ? [] : contactArgs(typed.number, '', profile, newId)),
            ...(typed.mail.trim() === '' ? [] : [mailArgs(typed.mail)]),
          ],
        }),
      { done: t('create.done', { name: called }) },
    );
    if (worked) choose({ id, name: called, isNew: true });
  };
  const close = (): void => {
    draft.store.finish();
    onClose();
  };
  const choose = (party: Chosen): void => {
    draft.store.finish();
    onChosen(party);
  };

  return (
    <Modal
      opened
      onClose={close}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': core('act.close') }}
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <DraftOffer draft={draft} />
        <Segments
          aria-label={t('create.kind')}
          data={PARTY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value)}
        />
        <TextInput
          {...field('name')}
          data-autofocus
          label={t(kind === 'person' ? 'create.namePerson' : 'create.name')}
          error={nameless && t('create.nameRequired')}
        />
        <TextInput
          {...field('number')}
          label={t('create.number')}
          inputMode="tel"
          error={fault && t('create.numberFault', { fault: t(`fault.${fault}`) })}
        />
        <TextInput {...field('mail')} label={t('create.mail')} inputMode="email" />
        {kind === 'person' && (
          <TextInput {...field('birthDate')} {...keptBirthDate} label={t('create.birthDate')} type="date" />
        )}
        <TextInput {...field('street')} label={t('create.street')} />
        <div className={styles.pair}>
          <TextInput {...field('postalCode')} label={t('create.postalCode')} inputMode="numeric" />
          <TextInput {...field('city')} label={t('create.city')} />
        </div>
        <Checkbox
          label={t('create.prospect')}
          checked={prospect}
          onChange={(event) => setProspect(event.currentTarget.checked)}
        />
        <SlotOutlet
          slot={similarParties}
          with={{
            draft: { kind, ...typed },
            onOpen: (party) => choose({ id: party.id, name: party.name, isNew: false }),
          }}
        />
        <div className={styles.acts}>
          <Button variant="subtle" onClick={close}>
            {core('act.cancel')}
          </Button>
          <Button type="submit" variant="filled">
            {t('create.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
