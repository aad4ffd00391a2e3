import type { ReactNode } from 'react';
import { IconPhoneCall, IconPhonePause, IconPhoneRinging } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCalls } from '../api/desk-state.tsx';
import { hrefOf, usePath } from '../app/router.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { callWhy } from '../slots/slots.ts';
import { useNow } from '../ui/use-now.ts';
import { CallActs } from './call-acts.tsx';
import { callWithKeys } from './call-with-keys.ts';
import styles from './call-bar.module.css';
import { callerWords } from './caller-name.ts';
import { useRouteOfCall } from './use-pop-acts.ts';

/** The calls that are going on, in the head of every screen; each leads to its sheet. */
export function CallBar(): ReactNode {
  const t = useCoreTexts();
  const calls = useCalls().filter((call) => call.phase !== 'ended');
  const mine = callWithKeys(calls);
  return (
    <section className={styles.bar} aria-label={t('callBar.label')}>
      {calls.map((call) => (
        <div key={call.id} className={styles.call}>
          <CallChip call={call} />
          <SlotOutlet slot={callWhy} with={{ callId: call.id }} />
          <CallActs call={call} hasKeys={call === mine} />
        </div>
      ))}
    </section>
  );
}

const icons = {
  ringing: IconPhoneRinging,
  'agent-phone': IconPhoneRinging,
  dialling: IconPhoneRinging,
  talking: IconPhoneCall,
  held: IconPhonePause,
} as const;

function CallChip({ call }: { readonly call: LiveCall }): ReactNode {
  const t = useCoreTexts();
  const format = useFormat();
  const now = useNow(1000);
  const path = usePath();
  const route = useRouteOfCall()(call, call.party);
  const { title, number } = callerWords(call, t);
  if (call.phase === 'ended') return null;
  const Icon = icons[call.phase];
  const since = call.answeredAt ?? call.startedAt;
  return (
    <a
      href={hrefOf(route)}
      className={styles.chip}
      data-phase={call.phase}
      aria-current={path === route || undefined}
    >
      <Icon size={16} aria-hidden />
      <span className={styles.name}>{title}</span>
      {number !== undefined && <span className={styles.number}>{number}</span>}
      <span className={styles.phase}>
        {t(call.remoteHeld ? 'callBar.remoteHeld' : `callBar.${call.phase}`)}
      </span>
      <time className={styles.time}>{format.duration((now - since) / 1000)}</time>
    </a>
  );
}
