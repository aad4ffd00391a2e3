import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { numberRuleAdd } from '#shared/features/number-rules/commands.ts';
import { NUMBER_RULE_KINDS, patternOf } from '#shared/phone/number-rule.ts';
import type { NumberRuleKind } from '#shared/phone/number-rule.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './number-rules.module.css';
import { useNumberRuleTexts } from './texts.ts';

/** What is typed is read by the dial profile; the pattern it becomes is shown before it is saved. */
export function RuleForm(): ReactNode {
  const t = useNumberRuleTexts();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<NumberRuleKind>('ignore');
  const [note, setNote] = useState('');
  const pattern = profile ? patternOf(number, profile) : null;
  const isBad = number.trim() !== '' && pattern === null;

  const add = async (): Promise<void> => {
    if (pattern === null) return;
    const worked = await act(() => run(numberRuleAdd, { id: newId(), pattern, kind, note }), {
      done: t('add.done', { pattern }),
    });
    if (!worked) return;
    setNumber('');
    setNote('');
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        label={t('add.number')}
        description={pattern ?? t('add.numberHint')}
        error={isBad && t('add.bad')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={number}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Select
        label={t('add.kind')}
        allowDeselect={false}
        data={NUMBER_RULE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChange={(value) => value !== null && setKind(value)}
      />
      <TextInput
        label={t('add.note')}
        description={t('add.noteHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={note}
        maxLength={120}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" className={styles.submit ?? ''} disabled={pattern === null || note.trim() === ''}>
        {t('add.submit')}
      </Button>
    </form>
  );
}
