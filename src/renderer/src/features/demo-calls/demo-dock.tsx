import type { ReactNode } from 'react';
import { Tooltip } from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { DEMO_SCENARIOS, demoCallsContract } from '#shared/features/demo-calls/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { DockSection } from '../../ui/dock-section.tsx';
import { useAct } from '../../ui/use-act.ts';
import styles from './demo-dock.module.css';
import { DeskPhone } from './desk-phone.tsx';
import { useDemoTexts } from './texts.ts';

/** Only in a demo tenant with its PBX: rings this desk, so that one can try everything without a telephone. */
export function DemoDock(): ReactNode {
  const t = useDemoTexts();
  const client = useClient();
  const act = useAct();
  const { value: available } = useQuery(demoCallsContract, 'available', {}, ['demo_phone']);
  if (!available) return null;
  return (
    <div className={styles.demo}>
      <DockSection title={t('title')}>
        <ul className={styles.scenarios}>
          {DEMO_SCENARIOS.map((scenario) => (
            <li key={scenario}>
              <Tooltip label={t(`scenario.${scenario}.hint`)} position="right" multiline w={240}>
                <button
                  type="button"
                  onClick={() => void act(() => client.ask(demoCallsContract, 'ring', { scenario }))}
                  aria-label={t('ring', {
                    name: t(`scenario.${scenario}.name`),
                    hint: t(`scenario.${scenario}.hint`),
                  })}
                >
                  <IconPhoneIncoming size={14} aria-hidden />
                  {t(`scenario.${scenario}.name`)}
                </button>
              </Tooltip>
            </li>
          ))}
        </ul>
      </DockSection>
      <DeskPhone />
    </div>
  );
}
