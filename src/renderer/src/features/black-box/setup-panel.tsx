import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { Light } from '../../ui/light.tsx';
import type { LightState } from '../../ui/light.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

const LIGHT: Readonly<Record<SetupFinding['state'], LightState>> = {
  ok: 'good',
  missing: 'bad',
  unproved: 'off',
};

/** What the phone system's administrator has yet to allow, with the line to add. */
export function SetupPanel(): ReactNode {
  const t = useBlackBoxTexts();
  const client = useClient();
  const act = useAct();
  const [found, setFound] = useState<readonly SetupFinding[]>();
  const [isBusy, setBusy] = useState(false);
  const check = async (): Promise<void> => {
    setBusy(true);
    await act(async () => {
      const byAdapter = await client.ask(blackBoxContract, 'checkSetup', {});
      setFound(Object.values(byAdapter).flat());
    });
    setBusy(false);
  };
  return (
    <Panel
      title={t('setup.title')}
      action={
        <Button loading={isBusy} onClick={() => void check()}>
          {t('setup.check')}
        </Button>
      }
    >
      {found === undefined && <p className={styles.note}>{t('setup.lead')}</p>}
      {found?.length === 0 && <p className={styles.note}>{t('setup.none')}</p>}
      {found && found.length > 0 && <Findings found={found} />}
    </Panel>
  );
}

function Findings({ found }: { readonly found: readonly SetupFinding[] }): ReactNode {
  const t = useBlackBoxTexts();
  const missing = found.filter(({ state }) => state === 'missing');
  const lines = new Map(missing.map((one) => [`${one.section} ${one.line}`, one]));
  return (
    <div role="status">
      <ul className={styles.stages} aria-label={t('setup.title')}>
        {found.map(({ item, state }) => (
          <li key={item}>
            <Light state={LIGHT[state]} />
            <strong>{t(`setup.item.${item}`)}</strong>
            <p>{t(`setup.state.${state}`)}</p>
          </li>
        ))}
      </ul>
      {missing.length === 0 ? (
        <p className={styles.note}>{t('setup.fine')}</p>
      ) : (
        <div className={styles.lines}>
          {[...lines.values()].map(({ section, line }) => (
            <div key={section + line}>
              <p>{t('setup.add', { section })}</p>
              <code>{line}</code>
            </div>
          ))}
          <p>{t('setup.reload')}</p>
        </div>
      )}
    </div>
  );
}
