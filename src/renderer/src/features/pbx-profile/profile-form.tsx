import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Select } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { pbxProfileSet } from '#shared/features/pbx-profile/commands.ts';
import { DOORS } from '#shared/features/pbx-profile/model.ts';
import type { PbxDoor } from '#shared/features/pbx-profile/model.ts';
import { missingField, NOTHING_SAID } from '#shared/features/pbx-profile/profile-fields.ts';
import type { ProfileField, ProfileValues } from '#shared/features/pbx-profile/profile-fields.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import {
  changesOf,
  dialProfileOf,
  DOOR_FIELDS,
  draftOf,
  NUMBER_FIELDS,
  stillTyped,
  undoOf,
} from './form-fields.ts';
import type { Changes, Draft, FormField } from './form-fields.ts';
import { NumberEffect } from './number-effect.tsx';
import styles from './pbx-profile.module.css';
import { ProfileFieldInput } from './profile-field.tsx';
import { usePbxProfileTexts } from './texts.ts';

/** Saved together, for it reaches every desk at once; only what was changed is sent. */
export function ProfileForm({ kept }: { readonly kept: ProfileValues | null }): ReactNode {
  const t = usePbxProfileTexts();
  const run = useRun();
  const act = useAct();
  const [typed, setTyped] = useState<Partial<Draft>>({});
  const [before, setBefore] = useState(kept);
  // What arrives meanwhile is shown wherever nothing else is being typed.
  if (JSON.stringify(kept) !== JSON.stringify(before)) {
    setBefore(kept);
    setTyped(stillTyped(kept, typed));
  }
  const draft: Draft = { ...draftOf(kept), ...typed };
  const set = (field: ProfileField) => (value: string) => setTyped({ ...typed, [field]: value });
  const door = DOORS.find((each) => each === draft.door);
  const changes = changesOf(kept, draft);
  const missing = changes && missingField({ ...(kept ?? NOTHING_SAID), ...changes } as ProfileValues);
  const canSave = changes !== undefined && missing === undefined && Object.keys(changes).length > 0;
  const send = (values: Changes): Promise<unknown> =>
    run(pbxProfileSet, { id: newId(), values: { ...values } });

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!canSave) return;
    await act(() => send(changes), { done: t('saved'), undo: () => send(undoOf(kept, changes)) });
  };
  const inputs = (fields: readonly FormField[]): ReactNode =>
    fields.map((of) => (
      <ProfileFieldInput
        key={of.field}
        of={of}
        draft={draft}
        isMissing={missing === of.field}
        onChange={set(of.field)}
      />
    ));
  return (
    <form className={styles.screen} onSubmit={(event) => void save(event)} noValidate autoComplete="off">
      <Panel title={t('door.title')}>
        <div className={styles.form}>
          <Select
            label={t('door.label')}
            description={t('door.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            clearable
            placeholder={t('nothingSaid')}
            data={DOORS.map((value) => ({ value, label: t(`door.${value}`) }))}
            value={door ?? null}
            onChange={(value) => set('door')(value ?? '')}
            clearButtonProps={{ 'aria-label': t('sayNothing', { field: t('door.label') }) }}
          />
        </div>
        {door !== undefined && <DoorFields door={door}>{inputs(DOOR_FIELDS[door])}</DoorFields>}
      </Panel>
      <Panel title={t('numbers')}>
        <div className={styles.form}>{inputs(NUMBER_FIELDS)}</div>
        <NumberEffect profile={dialProfileOf(draft)} />
      </Panel>
      <div className={styles.foot}>
        <Button type="submit" variant="filled" disabled={!canSave}>
          {t('save')}
        </Button>
        <p>{t('reaches')}</p>
      </div>
    </form>
  );
}

function DoorFields({ door, children }: { readonly door: PbxDoor; readonly children: ReactNode }): ReactNode {
  const t = usePbxProfileTexts();
  return (
    <>
      {DOOR_FIELDS[door].length > 0 && <div className={styles.form}>{children}</div>}
      <p className={styles.told}>
        <IconKey size={16} aria-hidden />
        {t(`own.${door}`)}
      </p>
    </>
  );
}
