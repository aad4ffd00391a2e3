import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Keys } from './keys.tsx';
import { useToasts } from './toast-store.ts';
import type { Toast } from './toast-store.ts';
import styles from './toasts.module.css';

/** ms a toast stays that needs no answer; one with the pointer or the focus on it stays. */
const STAYS = 7000;

export function Toasts(): ReactNode {
  const t = useCoreTexts();
  const toasts = useToasts((store) => store.toasts);
  const last = toasts.findLast((toast) => toast.undo);
  const close = useToasts((store) => store.close);
  useNamedAct({
    id: 'undo',
    name: t('acts.undo'),
    keys: 'Mod+z',
    isPossible: last !== undefined,
    run: () => last && undo(last, close),
  });
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} hasKey={toast === last} />
      ))}
    </div>
  );
}

function undo(toast: Toast, close: (id: number) => void): void {
  close(toast.id);
  toast.undo?.();
}

function ToastLine({ toast, hasKey }: { readonly toast: Toast; readonly hasKey: boolean }): ReactNode {
  const t = useCoreTexts();
  const close = useToasts((store) => store.close);
  const [held, setHeld] = useState(false);
  const fading = !held && toast.tone === 'done';
  useEffect(() => {
    if (!fading) return undefined;
    const timer = setTimeout(() => close(toast.id), STAYS);
    return () => clearTimeout(timer);
  }, [fading, close, toast.id]);
  const Icon = toast.tone === 'done' ? IconCheck : IconAlertTriangle;
  return (
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={16} aria-hidden />
      <div className={styles.text}>
        <p>{toast.text}</p>
        {toast.detail && <p className={styles.detail}>{toast.detail}</p>}
      </div>
      {toast.undo && (
        <button
          type="button"
          className={styles.undo}
          onClick={() => undo(toast, close)}
          aria-keyshortcuts="Control+Z"
        >
          {t('act.undo')} {hasKey && <Keys combo="Mod+Z" />}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        onClick={() => close(toast.id)}
        aria-label={t('act.close')}
      >
        <IconX size={14} aria-hidden />
      </button>
    </div>
  );
}
