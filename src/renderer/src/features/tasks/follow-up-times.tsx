import { useState } from 'react';
import type { ReactNode } from 'react';
import { DateTimePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './follow-up.module.css';
import { nextFullHour, quickPicks } from './quick-picks.ts';
import type { QuickPick } from './quick-picks.ts';
import { useTaskTexts } from './texts.ts';

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
  const label = ({ key, at }: QuickPick): string => (key === 'hour' ? t('part.hour') : format.moment(at, now));
  return (
    <div className={styles.times}>
      {quickPicks(now).map((pick) => (
        <button
          key={pick.key}
          type="button"
          className={styles.time}
          aria-pressed={pick.at === chosen}
          onClick={() => onPick(pick.at)}
        >
          {label(pick)}
        </button>
      ))}
      <button
        type="button"
        className={styles.time}
        aria-expanded={picking}
        aria-label={t('part.other')}
        title={t('part.other')}
        onClick={() => setPicking(!picking)}
      >
        <IconCalendar size={15} aria-hidden />
      </button>
      {picking && (
        <DateTimePicker
          className={styles.picker ?? ''}
          aria-label={t('part.pick')}
          valueFormat="ddd DD.MM.YYYY HH:mm"
          minDate={localText(now)}
          defaultValue={localText(nextFullHour(now))}
          popoverProps={{ withinPortal: true }}
          submitButtonProps={{ 'aria-label': t('part.pick') }}
          onChange={(value) => value !== null && onPick(new Date(value.replace(' ', 'T')).getTime())}
        />
      )}
    </div>
  );
}

/** As Mantine's pickers take and give it: local time, `YYYY-MM-DD HH:mm:ss`. */
function localText(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:00`;
}
