import type { ReactNode } from 'react';
import type { ClinicLine } from '#shared/features/number-clinic/contract.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './clinic.module.css';
import { useClinicTexts } from './texts.ts';

/** Of a long range the first few say what is meant. */
const MOST_SHOWN = 3;

/** The numbers that would be there, and what is taken for granted by it. */
export function ProposalText({
  proposal,
}: {
  readonly proposal: NonNullable<ClinicLine['proposal']>;
}): ReactNode {
  const t = useClinicTexts();
  const { way, after, assumption } = proposal;
  const shown = after.slice(0, MOST_SHOWN);
  const rest = after.length - shown.length;
  return (
    <span className={styles.proposal}>
      {way === 'aside' ? (
        <span>{t('list.aside')}</span>
      ) : (
        <span className={styles.number}>
          {shown.map(({ number, isMain }) => (isMain ? `${number} (${t('list.main')})` : number)).join(' · ')}
          {rest > 0 && ` · +${rest}`}
        </span>
      )}
      {assumption && <Mark tone="warn">{t(`assumption.${assumption}`)}</Mark>}
    </span>
  );
}
