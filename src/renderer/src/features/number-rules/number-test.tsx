import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { numberRulesContract } from '#shared/features/number-rules/contract.ts';
import { useSettings } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './number-rules.module.css';
import { NumberVerdict } from './number-verdict.tsx';
import { ladderTables } from './tables.ts';
import { useNumberRuleTexts } from './texts.ts';

const LONGEST = 200;

/** "Why was this caller not recognised?" – any spelling, and what the desk makes of it, step by step. */
export function NumberTestBox(): ReactNode {
  const t = useNumberRuleTexts();
  const [raw, setRaw] = useState('');
  // Another dial profile is another question.
  const profile = JSON.stringify(useSettings()?.dialProfile);
  return (
    <Panel title={t('test.title')}>
      <div className={styles.body}>
        <TextInput
          label={t('test.label')}
          description={t('test.hint')}
          value={raw}
          maxLength={LONGEST}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setRaw(event.currentTarget.value)}
        />
        <div aria-live="polite">{raw.trim() !== '' && <Verdict key={profile} raw={raw} />}</div>
      </div>
    </Panel>
  );
}

function Verdict({ raw }: { readonly raw: string }): ReactNode {
  const { value, error } = useQuery(numberRulesContract, 'test', { raw }, ladderTables, {
    keepPrevious: true,
  });
  if (error !== undefined) return <ErrorNote error={error} />;
  return value && <NumberVerdict test={value} />;
}
