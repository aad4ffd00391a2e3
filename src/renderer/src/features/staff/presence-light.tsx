import type { ComponentType, ReactNode } from 'react';
import {
  IconCircle,
  IconCircleCheck,
  IconCircleMinus,
  IconPhoneCall,
  IconPhoneRinging,
} from '@tabler/icons-react';
import type { Presence } from '#shared/calls/presence.ts';
import styles from './phone-book.module.css';
import { useStaffTexts } from './texts.ts';

const ICONS: Readonly<Record<Presence, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>>> = {
  free: IconCircleCheck,
  talking: IconPhoneCall,
  ringing: IconPhoneRinging,
  'do-not-disturb': IconCircleMinus,
  unknown: IconCircle,
};

/** What the phone system says of somebody's phone: a sign of its own for each, and the word. Never with whom. */
export function PresenceLight({ presence }: { readonly presence: Presence }): ReactNode {
  const t = useStaffTexts();
  const Icon = ICONS[presence];
  return (
    <span className={styles.presence} data-presence={presence}>
      <Icon size={14} aria-hidden />
      {t(`presence.${presence}`)}
    </span>
  );
}
