import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './black-box.module.css';
import { useBlackBoxTexts } from './texts.ts';

const CHOICES: readonly number[] = [0, 1, 3, 7, 14, 30, 90];

/** How long this desk keeps its traces; less takes effect at once. */
export function KeepDays(): ReactNode {
  const t = useBlackBoxTexts();
  const client = useClient();
  const act = useAct();
  const { value: days } = useQuery(blackBoxContract, 'keepDays', {}, ['black_box_setting']);
  if (days === undefined) return null;
  const choices = CHOICES.includes(days) ? CHOICES : [...CHOICES, days].toSorted((a, b) => a - b);
  return (
    <label className={styles.keep}>
      {t('boxes.keep')}
      <Select
        allowDeselect={false}
        data={choices.map((choice) => ({
          value: String(choice),
          label: choice === 0 ? t('boxes.off') : t('boxes.days', { count: choice }),
        }))}
        value={String(days)}
        onChange={(value) =>
          value !== null &&
          void act(() => client.ask(blackBoxContract, 'setKeepDays', { days: Number(value) }))
        }
      />
    </label>
  );
}
