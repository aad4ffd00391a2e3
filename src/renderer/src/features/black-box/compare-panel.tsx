import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { sessionContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { useStatus } from '../../api/desk-state.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

/** Whether the data here is what the centre has: when that was last looked at, what came of it, and now again. */
export function ComparePanel(): ReactNode {
  const t = useBlackBoxTexts();
  const client = useClient();
  const act = useAct();
  const format = useFormat();
  const now = useNow();
  const checked = useStatus()?.centre.checked;
  /** The comparison that was the last when another was asked for; undefined: none was. */
  const [before, setBefore] = useState<{ readonly at: number | undefined }>();
  const isUnderWay = before !== undefined && before.at === checked?.at;
  const compare = async (): Promise<void> => {
    setBefore({ at: checked?.at });
    const isAsked = await act(() => client.ask(sessionContract, 'compare', {}));
    if (!isAsked) setBefore(undefined);
  };
  return (
    <Panel
      title={t('compare.title')}
      action={
        <Button loading={isUnderWay} onClick={() => void compare()}>
          {t('compare.act')}
        </Button>
      }
    >
      <div className={styles.note} role="status">
        {checked ? (
          <p>
            {format.moment(checked.at, now)}: {wordsOf(t, checked)}
          </p>
        ) : (
          <p>{t('compare.never')}</p>
        )}
        {isUnderWay && <p>{t('compare.underWay')}</p>}
      </div>
    </Panel>
  );
}

function wordsOf(
  t: ReturnType<typeof useBlackBoxTexts>,
  { repaired, differing }: { readonly repaired: number; readonly differing: number },
): string {
  if (repaired + differing === 0) return t('compare.same');
  return [
    ...(repaired > 0 ? [t('compare.repaired', { count: repaired })] : []),
    ...(differing > 0 ? [t('compare.differing', { count: differing })] : []),
  ].join(' ');
}
