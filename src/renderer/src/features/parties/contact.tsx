import type { ReactNode } from 'react';
import { IconMail, IconRestore, IconUserX } from '@tabler/icons-react';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { DialNumber } from '../../ui/dial-number.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Mark } from '../../ui/mark.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePartyTexts } from './texts.ts';
import { useMarkContact } from './use-mark-contact.ts';
import styles from './contact.module.css';

interface Props {
  readonly contact: ContactLine;
  readonly partyId: string;
  /** It is somebody else's. */
  readonly onWrong?: (contact: ContactLine) => void;
}

/** A number as it was typed, which dials; one that can never match says so. */
export function Contact({ contact, partyId, onWrong }: Props): ReactNode {
  const t = usePartyTexts();
  const format = useFormat();
  const now = useNow();
  if (contact.kind === 'mail') {
    return (
      <a className={styles.mail} href={`mailto:${contact.raw}`}>
        <IconMail size={14} aria-hidden /> {contact.raw}
      </a>
    );
  }
  const { digits, raw, label, state, formerSince } = contact;
  return (
    <span className={styles.contact}>
      <DialNumber
        number={digits === null ? raw : `+${digits}`}
        display={raw}
        label={label}
        party={{ type: 'party', id: partyId }}
      />
      {state === 'shared' && <Mark>{t('state.shared')}</Mark>}
      {state === 'former' && (
        <Mark>
          {formerSince === null
            ? t('state.former')
            : t('state.formerSince', { when: format.day(formerSince, now) })}
        </Mark>
      )}
      {state === 'former' && <ValidAgain contact={contact} />}
      {state !== 'former' && digits !== null && onWrong && (
        <IconButton
          icon={IconUserX}
          label={t('state.isWrong', { number: raw })}
          onClick={() => onWrong(contact)}
        />
      )}
      {digits === null && (
        <span title={t('sheet.unusableHint')}>
          <Mark tone="warn">{t('sheet.unusable')}</Mark>
        </span>
      )}
    </span>
  );
}

function ValidAgain({ contact }: Pick<Props, 'contact'>): ReactNode {
  const t = usePartyTexts();
  const act = useAct();
  const mark = useMarkContact();
  const number = contact.raw;
  const again = (): void => {
    let undo = (): Promise<unknown> => Promise.resolve();
    const work = async (): Promise<void> => {
      undo = await mark(contact, 'own');
    };
    void act(work, { done: t('state.validAgain', { number }), undo: () => undo() });
  };
  return <IconButton icon={IconRestore} label={t('state.valid', { number })} onClick={again} />;
}
