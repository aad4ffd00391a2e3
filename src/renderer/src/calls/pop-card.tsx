import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { IconPhoneIncoming, IconPhoneOff, IconX } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { formatNumber } from '#shared/phone/format.ts';
import { useSettings } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Keys } from '../ui/keys.tsx';
import { callerWords, endWords } from './caller-name.ts';
import styles from './pop-card.module.css';
import { PopBody } from './pop-body.tsx';
import type { PopActs } from './use-pop-acts.ts';

interface Props {
  readonly call: LiveCall;
  readonly acts: PopActs;
  /** Before every key: `Alt+` in the main window, nothing in the pop's own. */
  readonly keyPrefix: '' | 'Alt+';
  /** The keys go to this one; others beside it are reached with Tab and pointer. */
  readonly hasKeys: boolean;
}

/** One call: who, why we think so, over which line, and what is known of them. Painted once, it never jumps. */
export function PopCard({ call, acts, keyPrefix, hasKeys }: Props): ReactNode {
  const t = useCoreTexts();
  const { title, number, why } = callerWords(call, t);
  const over = call.phase === 'ended';
  useEffect(() => markPainted(call.id), [call.id]);

  return (
    <article
      className={styles.card}
      data-over={over || undefined}
      aria-label={t('pop.label', { caller: title })}
    >
      <header className={styles.header}>
        {over ? <IconPhoneOff size={15} aria-hidden /> : <IconPhoneIncoming size={15} aria-hidden />}
        <strong role="status">{over ? endWords(call, t) : t('pop.ringing')}</strong>
        {hasKeys && <Keys combo={keyPrefix === '' ? 'Escape' : 'Alt+X'} />}
        <button
          type="button"
          className={styles.close}
          onClick={() => acts.dismiss(call)}
          aria-label={t('pop.dismiss')}
          title={t('pop.dismiss')}
        >
          <IconX size={14} aria-hidden />
        </button>
      </header>
      <div className={styles.who}>
        <h2 title={title}>{title}</h2>
        {number !== undefined && <span className={styles.number}>{number}</span>}
        <Line call={call} />
        <p className={styles.why}>{why}</p>
      </div>
      {!over && <PopBody call={call} acts={acts} keyPrefix={keyPrefix} hasKeys={hasKeys} />}
    </article>
  );
}

/** Which line was dialled: the greeting depends on it. */
function Line({ call }: { readonly call: LiveCall }): ReactNode {
  const t = useCoreTexts();
  const country = useSettings()?.dialProfile.country ?? '';
  const line = call.queue ?? call.dialled;
  if (line === undefined) return null;
  const digits = /^\+(\d+)$/.exec(line)?.[1];
  return (
    <span className={styles.line}>
      {t('pop.line')} {digits === undefined ? line : formatNumber(digits, { country })}
    </span>
  );
}

/** For the ring-to-pop measurement: what is posted from a frame's callback comes when that frame has been painted. */
function markPainted(callId: string): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => performance.mark(`pop-painted:${callId}`);
    port2.postMessage(undefined);
  });
}
