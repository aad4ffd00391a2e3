import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { dutyContract } from '#shared/features/duty/contract.ts';
import type { OwnDuty } from '#shared/features/duty/contract.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSettings } from '../../api/desk-state.tsx';
import { useQuery } from '../../api/use-query.ts';
import { SwitchField, TextField } from '../../settings/fields.tsx';
import { HouseValues } from '../../settings/house-values.tsx';
import settingStyles from '../../settings/settings-screen.module.css';
import { useSetting } from '../../settings/use-setting.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { ChoosePin } from './choose-pin.tsx';
import styles from './duty.module.css';
import { ownTables } from './tables.ts';
import { useDutyTexts } from './texts.ts';

/** Whether several people work at this desk in turn, and how they come back to it. */
export function DutySettings(): ReactNode {
  const t = useDutyTexts();
  const settings = useSettings();
  const { value: own } = useQuery(dutyContract, 'own', {}, ownTables);
  if (!settings) return null;
  return (
    <Panel title={t('settings.title')}>
      <HouseValues>
        <Fields settings={settings} />
      </HouseValues>
      {own?.isShared && <OwnPin own={own} />}
    </Panel>
  );
}

function Fields({ settings }: { readonly settings: DeskSettings }): ReactNode {
  const t = useDutyTexts();
  const shared = useSetting(
    settings,
    (all) => all.duty.shared,
    (value) => ({ duty: { shared: value } }),
    { name: 'duty.shared' },
  );
  const lockAfter = useSetting(
    settings,
    (all) => String(all.duty.lockAfterMin),
    (value) => ({ duty: { lockAfterMin: value.trim() === '' ? Number.NaN : Number(value) } }),
    { name: 'duty.lockAfterMin' },
  );
  return (
    <div className={settingStyles.rows}>
      <SwitchField setting={shared} label={t('settings.shared')} hint={t('settings.sharedHint')} />
      {settings.duty.shared && (
        <TextField
          setting={lockAfter}
          label={t('settings.lockAfter')}
          hint={t('settings.lockAfterHint')}
          rule={t('settings.lockAfterRule')}
        />
      )}
    </div>
  );
}

function OwnPin({ own }: { readonly own: OwnDuty }): ReactNode {
  const t = useDutyTexts();
  const client = useClient();
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const remove = (): void =>
    void act(() => client.ask(dutyContract, 'removePin', {}), { done: t('settings.removed') });
  return (
    <div className={styles.pin}>
      <p>{t(own.hasPin ? 'settings.pinSet' : 'settings.pinNone')}</p>
      <Button onClick={() => setOpen(true)}>{t(own.hasPin ? 'settings.change' : 'settings.choose')}</Button>
      {own.hasPin && (
        <Button variant="default" onClick={remove}>
          {t('settings.remove')}
        </Button>
      )}
      {isOpen && <ChoosePin own={own} onClose={() => setOpen(false)} />}
    </div>
  );
}
