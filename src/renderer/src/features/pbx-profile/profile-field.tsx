import type { ReactNode } from 'react';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { coreNamespace } from '../../i18n/setup.ts';
import { typedValue } from './form-fields.ts';
import type { Draft, FormField } from './form-fields.ts';
import styles from './pbx-profile.module.css';
import { usePbxProfileTexts } from './texts.ts';

interface Props {
  readonly of: FormField;
  readonly draft: Draft;
  /** The door cannot be opened without it. */
  readonly isMissing: boolean;
  readonly onChange: (value: string) => void;
}

/** In the words of the desk's own settings, so that both are found to be the same thing. */
export function ProfileFieldInput({ of, draft, isMissing, onChange }: Props): ReactNode {
  const t = usePbxProfileTexts();
  const { t: core } = useTranslation(coreNamespace);
  const { field, words, choices } = of;
  const isBad = typedValue(draft, field) === undefined;
  const rule = of.rule === 'settings' ? core(`settings.${words}Rule`) : t(`rule.${of.rule}`);
  const common = {
    label: core(`settings.${words}`),
    description: of.isPlain ? undefined : core(`settings.${words}Hint`),
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const, 'error' as const],
    error: isBad ? rule : isMissing && t('missing'),
  };
  if (choices)
    return (
      <Select
        {...common}
        clearable
        placeholder={t('nothingSaid')}
        data={choices.map((value) => ({
          value,
          label: of.choiceWords ? core(`settings.${of.choiceWords}.${value}`) : t(`choice.${value as 'tls'}`),
        }))}
        value={draft[field] || null}
        onChange={(value) => onChange(value ?? '')}
        clearButtonProps={{ 'aria-label': t('sayNothing', { field: common.label }) }}
      />
    );
  const typing = {
    ...common,
    value: draft[field],
    placeholder: of.example ?? '',
    autoComplete: 'off',
    spellCheck: false,
  };
  if (of.isLong)
    return (
      <Textarea
        {...typing}
        className={styles.wide ?? ''}
        rows={field === 'own_numbers' ? 2 : 4}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return <TextInput {...typing} onChange={(event) => onChange(event.currentTarget.value)} />;
}
