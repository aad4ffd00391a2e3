import type { ReactNode } from 'react';
import {
  IconForms,
  IconMail,
  IconMailbox,
  IconMessage,
  IconNote,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconPhoneX,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { InteractionType } from '#shared/features/interactions/model.ts';
import { isMissed } from './is-missed.ts';
import styles from './interaction-icon.module.css';
import { useInteractionTexts } from './texts.ts';

/** Kind and direction in one sign, with its name for those who do not see it. */
export function InteractionIcon({ line }: { readonly line: InteractionLine }): ReactNode {
  const t = useInteractionTexts();
  if (isMissed(line))
    return <IconPhoneX size={16} className={styles.missed ?? ''} aria-label={t('missed')} />;
  const name = [t(`type.${line.type}`), line.direction === 'none' ? '' : t(`direction.${line.direction}`)];
  const Icon = icons[line.type === 'call' && line.direction === 'out' ? 'call-out' : line.type];
  return <Icon size={16} aria-label={name.filter(Boolean).join(', ')} />;
}

const icons: Readonly<Record<InteractionType | 'call-out', typeof IconNote>> = {
  call: IconPhoneIncoming,
  'call-out': IconPhoneOutgoing,
  mail: IconMail,
  letter: IconMailbox,
  visit: IconUser,
  meeting: IconUsers,
  form: IconForms,
  message: IconMessage,
  note: IconNote,
};
