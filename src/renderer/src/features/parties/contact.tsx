import type { ReactNode } from 'react';
import { IconMail } from '@tabler/icons-react';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import { DialNumber } from '../../ui/dial-number.tsx';
import { Mark } from '../../ui/mark.tsx';
import { usePartyTexts } from './texts.ts';
import styles from './contact.module.css';

interface Props {
  readonly contact: ContactLine;
  readonly partyId: string;
}

/** A number as it was typed, which dials; one that can never match says so. */
export function Contact({ contact, partyId }: Props): ReactNode {
  const t = usePartyTexts();
  if (contact.kind === 'mail') {
    return (
      <a className={styles.mail} href={`mailto:${contact.raw}`}>
        <IconMail size={14} aria-hidden /> {contact.raw}
      </a>
    );
  }
  const { digits, raw, label } = contact;
  return (
    <span className={styles.contact}>
      <DialNumber
        number={digits === null ? raw : `+${digits}`}
        display={raw}
        label={label}
        party={{ type: 'party', id: partyId }}
      />
      {digits === null && (
        <span title={t('sheet.unusableHint')}>
          <Mark tone="warn">{t('sheet.unusable')}</Mark>
        </span>
      )}
    </span>
  );
}
