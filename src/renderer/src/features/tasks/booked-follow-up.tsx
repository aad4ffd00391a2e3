import type { ReactNode } from 'react';
import { IconCheck } from '@tabler/icons-react';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './follow-up.module.css';
import { useTaskTexts } from './texts.ts';
import type { Booked } from './use-follow-up.ts';

interface Props {
  readonly booked: Booked;
  readonly onWithdraw: () => void;
}

export function BookedFollowUp({ booked, onWithdraw }: Props): ReactNode {
  const t = useTaskTexts();
  const format = useFormat();
  const now = useNow();
  return (
    <p className={styles.booked} role="status">
      <IconCheck size={15} aria-hidden />
      <span>
        {format.moment(booked.dueAt, now)} · {booked.title}
        {booked.promised && ` · ${t('promised')}`}
      </span>
      <button type="button" onClick={onWithdraw}>
        {t('part.withdraw')}
      </button>
    </p>
  );
}
