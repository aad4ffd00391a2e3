import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { PasswordInput, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Segments } from '../ui/segments.tsx';
import { SettingRow } from './setting-row.tsx';
import type { Setting } from './use-setting.ts';

interface FieldProps<T> {
  readonly setting: Setting<T>;
  readonly label: string;
  readonly hint?: string;
  readonly rule?: string;
}

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

const describedBy = (id: string): string => `${id}-house ${id}-hint ${id}-told`;

/** Saved on Enter and on leaving the field; Escape brings the saved value back. */
export function TextField({
  setting,
  ...row
}: FieldProps<string> & { readonly placeholder?: string }): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const [sent, setSent] = useState<string>();
  const commit = (): void => {
    if (draft === undefined || draft === setting.value) return setDraft(undefined);
    setSent(draft);
    setting.save(draft);
  };
  // Once, and not for what is typed after it: the field stays `saved` until its next change.
  if (draft !== undefined && draft === sent && setting.state.is === 'saved') {
    setDraft(undefined);
    setSent(undefined);
  }
  const bad = setting.state.is === 'invalid' || setting.state.is === 'failed';
  return (
    <SettingRow
      id={id}
      state={setting.state}
      house={setting.house}
      label={row.label}
      hint={row.hint}
      rule={row.rule}
    >
      <TextInput
        id={id}
        value={draft ?? setting.value}
        placeholder={row.placeholder ?? ''}
        aria-describedby={describedBy(id)}
        error={bad}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(undefined);
        }}
      />
    </SettingRow>
  );
}

/** Never shows what is stored, only whether something is. */
export function SecretField({
  setting,
  isSet,
  ...row
}: FieldProps<string> & { readonly isSet: boolean }): ReactNode {
  const t = useCoreTexts();
  const id = useId();
  const [draft, setDraft] = useState('');
  const commit = (): void => {
    if (draft === '') return;
    setting.save(draft);
    setDraft('');
  };
  return (
    <SettingRow id={id} state={setting.state} house={setting.house} {...row}>
      <PasswordInput
        id={id}
        value={draft}
        placeholder={isSet ? t('settings.secretStored') : t('settings.secretMissing')}
        aria-describedby={describedBy(id)}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft('');
        }}
      />
    </SettingRow>
  );
}

export function SwitchField({ setting, ...row }: FieldProps<boolean>): ReactNode {
  const id = useId();
  return (
    <SettingRow id={id} state={setting.state} house={setting.house} {...row}>
      <Switch
        id={id}
        checked={setting.value}
        aria-describedby={describedBy(id)}
        onChange={(event) => setting.save(event.currentTarget.checked)}
      />
    </SettingRow>
  );
}

interface ChoiceProps<T extends string> extends FieldProps<T> {
  readonly choices: readonly Choice<T>[];
}

export function ChoiceField<T extends string>({ setting, choices, ...row }: ChoiceProps<T>): ReactNode {
  const id = useId();
  return (
    <SettingRow id={id} state={setting.state} house={setting.house} {...row}>
      <Segments
        id={id}
        aria-labelledby={`${id}-label`}
        fullWidth
        data={choices}
        value={setting.value}
        onChange={(value) => setting.save(value)}
      />
    </SettingRow>
  );
}

export function SelectField<T extends string>({ setting, choices, ...row }: ChoiceProps<T>): ReactNode {
  const id = useId();
  return (
    <SettingRow id={id} state={setting.state} house={setting.house} {...row}>
      <Select
        id={id}
        aria-describedby={describedBy(id)}
        allowDeselect={false}
        data={[...choices]}
        value={setting.value}
        onChange={(value) => value !== null && setting.save(value)}
      />
    </SettingRow>
  );
}

export function TagsField({
  setting,
  splitChars = [',', ';', ' '],
  ...row
}: FieldProps<readonly string[]> & {
  readonly placeholder?: string;
  readonly splitChars?: readonly string[];
}): ReactNode {
  const id = useId();
  return (
    <SettingRow
      id={id}
      state={setting.state}
      house={setting.house}
      label={row.label}
      hint={row.hint}
      rule={row.rule}
    >
      <TagsInput
        id={id}
        aria-describedby={describedBy(id)}
        placeholder={setting.value.length === 0 ? (row.placeholder ?? '') : ''}
        value={[...setting.value]}
        acceptValueOnBlur
        splitChars={[...splitChars]}
        onChange={(value) => setting.save(value)}
      />
    </SettingRow>
  );
}
