import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { houseSettings } from '#shared/features/administration/requests.ts';
import type { HouseSettings } from '#shared/features/administration/requests.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './administration.module.css';
import { administrationTables } from './tables.ts';
import { useAdministrationTexts } from './texts.ts';

/** The reading log has a form of its own. */
const safetySettings = houseSettings.omit({ readingLog: true });
type SafetySettings = Omit<HouseSettings, 'readingLog'>;
const WEAK = houseSettings.shape.weakKeychain.options;
const REACH = houseSettings.shape.agentReach.options;

export function HouseSettingsPanel(): ReactNode {
  const t = useAdministrationTexts();
  const { value, error } = useQuery(administrationContract, 'settings', {}, administrationTables);
  return (
    <Panel title={t('house.safety')}>
      {error !== undefined && <ErrorNote error={error} />}
      {value && <SettingsForm key={JSON.stringify(value)} stored={safetySettings.parse(value)} />}
    </Panel>
  );
}

/** Saved together, because they hold for everybody at once; only what was changed is sent. */
function SettingsForm({ stored }: { readonly stored: SafetySettings }): ReactNode {
  const t = useAdministrationTexts();
  const client = useClient();
  const act = useAct();
  const id = useId();
  const [secondFactorRequired, setRequired] = useState(stored.secondFactorRequired);
  const [leaseDays, setLeaseDays] = useState(String(stored.leaseDays));
  const [weakKeychain, setWeak] = useState(stored.weakKeychain);
  const [agentReach, setReach] = useState(stored.agentReach);
  const parsed = safetySettings.safeParse({
    ...{ secondFactorRequired, weakKeychain, agentReach },
    leaseDays: leaseDays.trim() === '' ? undefined : Number(leaseDays),
  });
  const changes = parsed.success ? changesOf(stored, parsed.data) : {};

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await act(() => client.ask(administrationContract, 'changeSettings', changes), {
      done: t('house.changed'),
      undo: () =>
        client.ask(administrationContract, 'changeSettings', changesOf({ ...stored, ...changes }, stored)),
    });
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <Checkbox
        className={styles.wide ?? ''}
        label={t('house.secondFactor')}
        checked={secondFactorRequired}
        onChange={(event) => setRequired(event.currentTarget.checked)}
        aria-describedby={`${id}-hint`}
      />
      <p className={styles.wide} id={`${id}-hint`}>
        {t('house.secondFactorHint')}
      </p>
      <TextInput
        label={t('house.leaseDays')}
        description={t('house.leaseDaysHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        inputMode="numeric"
        error={!parsed.success}
        value={leaseDays}
        onChange={(event) => setLeaseDays(event.currentTarget.value)}
      />
      <Select
        label={t('house.weakKeychain')}
        allowDeselect={false}
        data={WEAK.map((value) => ({ value, label: t(`house.weak.${value}`) }))}
        value={weakKeychain}
        onChange={(value) => value !== null && setWeak(value)}
      />
      <Select
        label={t('house.agentReach')}
        allowDeselect={false}
        data={REACH.map((value) => ({ value, label: t(`house.reach.${value}`) }))}
        value={agentReach}
        onChange={(value) => value !== null && setReach(value)}
      />
      <Button type="submit" disabled={Object.keys(changes).length === 0}>
        {t('house.save')}
      </Button>
    </form>
  );
}

function changesOf(before: SafetySettings, after: SafetySettings): Partial<SafetySettings> {
  const names = Object.keys(after) as (keyof SafetySettings)[];
  return Object.fromEntries(
    names.filter((name) => before[name] !== after[name]).map((name) => [name, after[name]]),
  );
}
