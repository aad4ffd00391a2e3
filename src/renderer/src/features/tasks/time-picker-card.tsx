import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import styles from './follow-up.module.css';
import { atOn, dayText, nextFullHour, parseTime, timeText } from './quick-picks.ts';
import { useTaskTexts } from './texts.ts';

interface Props {
  readonly now: number;
  readonly onPick: (dueAt: number) => void;
}

/** Date *and* time, in one small card: a follow-up without an hour is one that nobody does. */
export function TimePickerCard({ now, onPick }: Props): ReactNode {
  const t = useTaskTexts();
  const start = nextFullHour(now);
  const [day, setDay] = useState(dayText(start));
  const [time, setTime] = useState(timeText(start));
  const at = atOn(day, parseTime(time) ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (at !== undefined && at > now) onPick(at);
  };
  return (
    <form className={styles.card} onSubmit={submit}>
      <DatePicker
        size="sm"
        hideOutsideDates
        minDate={dayText(now)}
        value={day}
        onChange={(value) => value !== null && setDay(value)}
        ariaLabels={{ previousMonth: t('part.previousMonth'), nextMonth: t('part.nextMonth') }}
      />
      <div className={styles.clock}>
        <TextInput
          inputMode="numeric"
          error={parseTime(time) === undefined}
          aria-label={t('part.time')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" disabled={at === undefined || at <= now}>
          {t('part.take')}
        </Button>
      </div>
    </form>
  );
}
