import type { ReactNode } from 'react';
import { IconMail, IconMailbox, IconNote, IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX, IconUser } from '@tabler/icons-react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { isMissed } from './is-missed.ts';
import styles from './interaction-icon.module.css';
import { useInteractionTexts } from './texts.ts';

/** Kind and direction in one sign, with its name for those who do not see it. */
export function InteractionIcon({ line }: { readonly line: InteractionLine }): ReactNode {
  const t = useInteractionTexts();
  if (isMissed(line)) return <IconPhoneX size={16} className={styles.missed ?? ''} aria-label={t('missed')} />;
  const name = [t(`type.${line.type}`), line.direction === 'none' ? '' : t(`direction.${line.direction}`)];
  const Icon = iconOf(line);
  return <Icon size={16} aria-label={name.filter(Boolean).join(', ')} />;
}

function iconOf({ type, direction }: InteractionLine): typeof IconNote {
  switch (type) {
    case 'call':
      return direction === 'out' ? IconPhoneOutgoing : IconPhoneIncoming;
    case 'mail':
      return IconMail;
    case 'letter':
      return IconMailbox;
    case 'visit':
      return IconUser;
    case 'note':
      return IconNote;
  }
}
