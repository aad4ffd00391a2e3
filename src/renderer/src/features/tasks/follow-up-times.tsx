import { useState } from 'react';
import type { ReactNode } from 'react';
import { Popover } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useFormat } from '../../i18n/use-format.ts';
import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './follow-up.module.css';
import { quickPicks } from './quick-picks.ts';
import type { QuickPick } from './quick-picks.ts';
import { useTaskTexts } from './texts.ts';
import { TimePickerCard } from './time-picker-card.tsx';

interface Props {
  readonly chosen: number | undefined;
  readonly onPick: (dueAt: number) => void;
}

/** The usual times as one key each, and any other by date and hour. */
export function FollowUpTimes({ chosen, onPick }: Props): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const [picking, setPicking] = useState(false);
  const label = ({ key, at }: QuickPick): string =>
    key === 'hour' ? t('part.hour') : format.moment(at, now);
  return (
    <div className={styles.times}>
      {quickPicks(now).map((pick) => (
        <Chip
          key={pick.key}
          className={styles.time}
          aria-pressed={pick.at === chosen}
          onClick={() => onPick(pick.at)}
        >
          {label(pick)}
        </Chip>
      ))}
      <Popover opened={picking} onChange={setPicking} position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <Chip
            className={styles.time}
            aria-label={t('part.other')}
            title={t('part.other')}
            onClick={() => setPicking(!picking)}
          >
            <IconCalendar size={15} aria-hidden />
          </Chip>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('part.other')} className={styles.dropdown ?? ''}>
          <TimePickerCard
            now={now}
            onPick={(at) => {
              setPicking(false);
              onPick(at);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
