import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, FileButton, TextInput } from '@mantine/core';
import { staffContract } from '#shared/features/staff/contract.ts';
import type { StaffEntry } from '#shared/features/staff/contract.ts';
import { staffChange, staffPutEntry, staffSetPhoto } from '#shared/features/staff/entry.ts';
import { parseOpeningHours } from '#shared/text/opening-hours.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useAct } from '../../ui/use-act.ts';
import { PersonPhoto } from './person-photo.tsx';
import styles from './phone-book.module.css';
import { shrinkPhoto } from './shrink-photo.ts';
import { useStaffTexts } from './texts.ts';

interface Props {
  readonly id: string;
  readonly onDone: () => void;
}

/** The entry as it stands, to be changed; of what nobody touched nothing is written. */
export function EditEntry({ id, onDone }: Props): ReactNode {
  const { value: entry } = useQuery(staffContract, 'entry', { id }, ['staff', 'staff_entry']);
  const [first, setFirst] = useState<StaffEntry | null>(null);
  // What is typed is not overwritten by what arrives meanwhile.
  if (entry && !first) setFirst(entry);
  return first && <EntryForm id={id} before={first} onDone={onDone} />;
}

const ENTRY_FIELDS = ['job', 'responsibilities', 'department', 'place', 'hours', 'phone'] as const;

function EntryForm({ id, before, onDone }: Props & { readonly before: StaffEntry }): ReactNode {
  const t = useStaffTexts();
  const run = useRun();
  const act = useAct();
  const [draft, setDraft] = useState(before);
  const set = (patch: Partial<StaffEntry>): void => setDraft((last) => ({ ...last, ...patch }));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const told = changesOf(before, draft, ['name', 'extension', 'mail']);
    const said = changesOf(before, draft, ENTRY_FIELDS);
    const worked = await act(
      async () => {
        if (told) await run(staffChange, { id, ...told });
        if (said) await run(staffPutEntry, { id, ...said });
      },
      { done: t('book.saved', { name: draft.name }) },
    );
    if (worked) onDone();
  };
  const pickPhoto = (file: File | null): void => {
    if (file) void act(async () => run(staffSetPhoto, { id, photo: await shrinkPhoto(file) }));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <div className={styles.head}>
        <PersonPhoto id={id} name={draft.name} size="large" />
        <div className={styles.photoActs}>
          <FileButton accept="image/jpeg,image/png,image/webp" onChange={pickPhoto}>
            {(props) => (
              <Button {...props} variant="default">
                {t('book.photo')}
              </Button>
            )}
          </FileButton>
          <Button variant="subtle" onClick={() => void act(() => run(staffSetPhoto, { id, photo: null }))}>
            {t('book.noPhoto')}
          </Button>
        </div>
      </div>
      <TextInput
        label={t('words.field.staff.name')}
        required
        maxLength={200}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        data-autofocus
      />
      <div className={styles.pair}>
        <TextInput
          label={t('words.field.staff.extension')}
          inputMode="numeric"
          maxLength={8}
          value={draft.extension ?? ''}
          onChange={(event) => set({ extension: event.currentTarget.value.trim() || null })}
        />
        <TextInput
          label={t('words.field.staff.mail')}
          type="email"
          maxLength={200}
          value={draft.mail ?? ''}
          onChange={(event) => set({ mail: event.currentTarget.value.trim() || null })}
        />
        {ENTRY_FIELDS.map((name) => (
          <TextInput
            key={name}
            label={t(`words.field.staff_entry.${name}`)}
            {...(name === 'responsibilities' && { description: t('book.responsibilitiesHelp') })}
            {...(name === 'hours' && {
              description: t(
                draft.hours.trim() === '' || parseOpeningHours(draft.hours)
                  ? 'book.hoursHelp'
                  : 'book.hoursUnread',
              ),
            })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={name === 'responsibilities' ? 1_000 : name === 'phone' ? 60 : 200}
            value={draft[name]}
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <div className={styles.formActs}>
        <Button variant="default" onClick={onDone}>
          {t('book.cancel')}
        </Button>
        <Button type="submit" variant="filled">
          {t('book.save')}
        </Button>
      </div>
    </form>
  );
}

/** undefined: none of them. */
function changesOf<K extends keyof StaffEntry>(
  before: StaffEntry,
  after: StaffEntry,
  names: readonly K[],
): Partial<Pick<StaffEntry, K>> | undefined {
  const changed = names.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<Pick<StaffEntry, K>>;
}
