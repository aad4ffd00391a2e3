import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useErrorText } from '../i18n/error-text.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import styles from './edit-in-place.module.css';
import { IconButton } from './icon-button.tsx';
import { useToasts } from './toast-store.ts';
import { useKeysWithin } from './use-keys-within.ts';

export interface EditField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly maxLength?: number;
  readonly multiline?: boolean;
  /** A day, as `YYYY-MM-DD`; empty: none. */
  readonly isDay?: boolean;
  /** One of these instead of any text. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

export type EditValues = Readonly<Record<string, string>>;

interface Props {
  /** What is edited: "Anschrift". */
  readonly label: string;
  readonly fields: readonly EditField[];
  /** By field, what is wrong with it; an empty object: nothing. */
  readonly check?: (values: EditValues) => EditValues;
  /** Saves only what has changed; a rejection stands beside the field and nothing typed is lost. Resolves to the undoing. */
  readonly onSave: (changed: EditValues) => Promise<() => Promise<unknown>>;
  /** As it stands while it is not edited. */
  readonly children: ReactNode;
}

/** A fact that becomes its own field where it stands: Enter saves, Escape leaves it as it was. */
export function EditInPlace({ label, fields, check, onSave, children }: Props): ReactNode {
  const t = useCoreTexts();
  const [editing, setEditing] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const wasEdited = useRef(false);
  useEffect(() => {
    if (!editing && wasEdited.current) place.current?.querySelector('button')?.focus();
    wasEdited.current = editing;
  }, [editing]);
  if (editing) return <Fields {...{ label, fields, check, onSave }} onDone={() => setEditing(false)} />;
  return (
    <span className={styles.place}>
      {children}
      <span ref={place} className={styles.pencil}>
        <IconButton
          icon={IconPencil}
          label={t('edit.open', { what: label })}
          onClick={() => setEditing(true)}
        />
      </span>
    </span>
  );
}

function Fields({
  label,
  fields,
  check,
  onSave,
  onDone,
}: Omit<Props, 'children' | 'check'> & {
  readonly check: Props['check'];
  readonly onDone: () => void;
}): ReactNode {
  const t = useCoreTexts();
  const errorText = useErrorText();
  const show = useToasts((store) => store.show);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const before = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const [values, setValues] = useState<EditValues>(before);
  const [faults, setFaults] = useState<EditValues>({});
  const [refusal, setRefusal] = useState('');
  const [saving, setSaving] = useState(false);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, textarea');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, []);

  const save = async (): Promise<void> => {
    if (saving) return;
    const found = check?.(values) ?? {};
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const changed = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value.trim() !== before[name]?.trim()),
    );
    if (Object.keys(changed).length === 0) return onDone();
    setSaving(true);
    try {
      const undo = await onSave(changed);
      show({ tone: 'done', text: t('edit.done', { what: label }), undo: () => void undoing(undo) });
      onDone();
    } catch (error) {
      const { cause, next } = errorText(error);
      setRefusal(`${cause} ${next}`);
      setSaving(false);
    }
  };
  const undoing = async (undo: () => Promise<unknown>): Promise<void> => {
    try {
      await undo();
    } catch (error) {
      const { cause, next } = errorText(error);
      show({ tone: 'error', text: cause, detail: next });
    }
  };
  useKeysWithin(form, (event) => {
    const inText = event.target instanceof HTMLTextAreaElement;
    const isSaved = event.key === 'Enter' && (!inText || event.ctrlKey || event.metaKey);
    if (!isSaved && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (isSaved) void save();
    else onDone();
  });
  const change = (name: string, value: string): void => setValues({ ...values, [name]: value });
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div role="group" className={styles.fields} aria-label={label} aria-describedby={`${id}-hint`}>
        {fields.map(({ name, label: fieldLabel, choices, multiline, isDay, maxLength = 200 }, index) => {
          const error = faults[name] ?? (index === 0 && refusal !== '' ? refusal : undefined);
          const common = { 'aria-label': fieldLabel, placeholder: fieldLabel, error };
          if (choices)
            return (
              <Select
                key={name}
                {...common}
                searchable
                allowDeselect={false}
                data={[...choices]}
                value={values[name] ?? ''}
                onChange={(value) => value !== null && change(name, value)}
              />
            );
          const text = {
            ...common,
            maxLength,
            value: values[name] ?? '',
            onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
              change(name, event.currentTarget.value),
          };
          return multiline ? (
            <Textarea key={name} {...text} rows={3} className={styles.wide ?? ''} />
          ) : (
            <TextInput key={name} {...text} {...(isDay && { type: 'date' })} />
          );
        })}
        <span id={`${id}-hint`} className={styles.hint}>
          {t(fields.some(({ multiline }) => multiline) ? 'edit.hintLong' : 'edit.hint')}
        </span>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </div>
    </form>
  );
}
