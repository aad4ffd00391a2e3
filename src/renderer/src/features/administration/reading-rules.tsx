import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { READING_KINDS, readingRules } from '#shared/access/reading-rules.ts';
import type { ReadingRules } from '#shared/access/reading-rules.ts';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import { administrationTables } from './tables.ts';
import { useAdministrationTexts } from './texts.ts';

/** Whether and for how long it is written down who read what; with what is to be settled in the house first. */
export function ReadingRulesPanel(): ReactNode {
  const t = useAdministrationTexts();
  const { value, error } = useQuery(administrationContract, 'settings', {}, administrationTables);
  return (
    <Panel title={t('reading.title')}>
      {error !== undefined && <ErrorNote error={error} />}
      {value && <RulesForm key={JSON.stringify(value.readingLog)} stored={value.readingLog} />}
    </Panel>
  );
}

function RulesForm({ stored }: { readonly stored: ReadingRules }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const id = useId();
  const [kinds, setKinds] = useState<ReadingRules['kinds']>(stored.kinds);
  const [keepDays, setKeepDays] = useState(String(stored.keepDays));
  const parsed = readingRules.safeParse({
    // In one order, so that ticking there and back is no change.
    kinds: READING_KINDS.filter((kind) => kinds.includes(kind)),
    keepDays: keepDays.trim() === '' ? Number.NaN : Number(keepDays),
  });
  const isChanged = parsed.success && !isSame(parsed.data, stored);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!parsed.success) return;
    const change = (readingLog: ReadingRules): Promise<void> =>
      client.ask(administrationContract, 'changeSettings', { readingLog });
    await act(() => change(parsed.data), { done: t('reading.changed'), undo: () => change(stored) });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <p className={styles.wide}>{t('reading.lead')}</p>
      <p className={styles.wide} id={`${id}-hint`}>
        {t('reading.hint')}
      </p>
      <fieldset className={styles.roles} aria-describedby={`${id}-hint`}>
        <legend>{t('reading.kinds')}</legend>
        {READING_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`reading.kind.${kind}`)}
            checked={kinds.includes(kind)}
            onChange={(event) =>
              setKinds(event.currentTarget.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind))
            }
          />
        ))}
      </fieldset>
      <TextInput
        label={t('reading.keepDays')}
        description={t('reading.keepDaysHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="numeric"
        error={!parsed.success}
        value={keepDays}
        onChange={(event) => setKeepDays(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isChanged}>
        {t('house.save')}
      </Button>
    </form>
  );
}

const isSame = (one: ReadingRules, other: ReadingRules): boolean =>
  one.keepDays === other.keepDays &&
  READING_KINDS.every((kind) => one.kinds.includes(kind) === other.kinds.includes(kind));
