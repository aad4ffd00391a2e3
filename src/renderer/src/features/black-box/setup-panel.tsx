import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './black-box.module.css';
import { SetupFindings } from './setup-findings.tsx';
import { useBlackBoxTexts } from './texts.ts';

/** What the phone system's administrator has yet to allow, at whatever door, with the line to add. */
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
      {found && found.length > 0 && <SetupFindings found={found} />}
    </Panel>
  );
}
