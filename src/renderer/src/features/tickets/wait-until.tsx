import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { useFormat } from '../../i18n/use-format.ts';
import { useKeysWithin } from '../../ui/use-keys-within.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './state-choice.module.css';
import { useTicketTexts } from './texts.ts';
import { parseWait, waitPicks } from './wait-times.ts';

interface Props {
  readonly number: string;
  /** null: nobody can tell. */
  readonly onPick: (until: number | null) => void;
  readonly onClose: () => void;
}

/** Till when a ticket waits: a usual time by one key, any other by date and hour; Escape leaves it as it was. */
export function WaitUntil({ number, onPick, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const format = useFormat();
  const now = useNow(60_000);
  const group = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => first.current?.focus(), []);
  const until = parseWait(typed, now);
  useKeysWithin(group, (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && until !== undefined)
      onPick(until);
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  });
  return (
    <div ref={group} className={styles.choice} role="group" aria-label={t('wait.of', { number })}>
      <span className={styles.question}>{t('wait.title')}</span>
      {waitPicks(now).map((at, index) => (
        <button
          key={at}
          ref={index === 0 ? first : undefined}
          type="button"
          className={styles.state}
          onClick={() => onPick(at)}
        >
          {format.moment(at, now)}
        </button>
      ))}
      <button type="button" className={styles.state} onClick={() => onPick(null)}>
        {t('wait.open')}
      </button>
      <TextInput
        className={styles.other ?? ''}
        classNames={{ input: styles.otherInput ?? '' }}
        type="datetime-local"
        size="xs"
        aria-label={t('wait.other')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <button
        type="button"
        className={styles.state}
        disabled={until === undefined}
        onClick={() => until !== undefined && onPick(until)}
      >
        {t('wait.take')}
      </button>
    </div>
  );
}
