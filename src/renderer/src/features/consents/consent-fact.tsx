import type { ReactNode } from 'react';
import { IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { consentTable, EVIDENCE_KINDS, optOutTable } from '#shared/features/consents/model.ts';
import { CONTACT_CHANNELS, CONTACT_PURPOSES } from '#shared/permission/contact-permission.ts';
import type { TimelineFactProps } from '../../slots/slots.ts';
import { useConsentTexts } from './texts.ts';

const TABLES: readonly string[] = [consentTable.name, optOutTable.name];
const PASTS = ['given', 'withdrawn', 'set', 'revoked'] as const;
const GOOD: readonly string[] = ['given', 'revoked'];

/** In the history: what was allowed, taken back, not wanted any more, and by which way we know. */
export function ConsentFact({ type, what, facts, children }: TimelineFactProps): ReactNode {
  const t = useConsentTexts();
  const past = PASTS.find((one) => one === what);
  if (!TABLES.includes(type) || past === undefined) return null;
  const channel = CONTACT_CHANNELS.find((one) => one === facts['channel']);
  const purpose = CONTACT_PURPOSES.find((one) => one === facts['purpose']);
  const how = EVIDENCE_KINDS.find((one) => one === facts['how']);
  return children({
    icon: GOOD.includes(past) ? IconCircleCheck : IconCircleOff,
    title: t(`past.${past}`, {
      channel: channel === undefined ? '' : t(`channel.${channel}`),
      purpose: purpose === undefined ? '' : t(`purpose.${purpose}`),
    }),
    detail: [how !== undefined && t(`how.${how}`), facts['evidence']].filter(Boolean).join(' · '),
  });
}
