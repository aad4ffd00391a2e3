import type { ReactNode } from 'react';
import { IconPhone } from '@tabler/icons-react';
import type { Ref } from '#shared/kernel/ref.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useAct } from './use-act.ts';
import { useDialBlock } from './use-dial-block.ts';
import styles from './dial-number.module.css';
import { Unseen } from './unseen.tsx';

interface Props {
  /** As it is to be dialled. */
  readonly number: string;
  /** As it is to be read, when that differs. */
  readonly display?: string;
  /** Whose number it is; the call will be theirs. */
  readonly party?: Ref | null;
  readonly label?: string;
  /** Has the focus when it appears, so that Enter dials: only for a number the agent has just chosen. */
  readonly isReady?: boolean;
}

const focusOnce = (button: HTMLButtonElement | null): void => button?.focus();

/** A number that dials itself: wherever one stands, it stands as this. Grey, and why, where nothing can dial. */
export function DialNumber({
  number,
  display = number,
  party = null,
  label,
  isReady = false,
}: Props): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const block = useDialBlock();
  const dial = (): void => {
    if (block !== undefined) return;
    void act(() => client.ask(callsContract, 'dial', { number, party }));
  };
  return (
    <button
      type="button"
      className={styles.dial}
      onClick={dial}
      ref={isReady ? focusOnce : undefined}
      aria-disabled={block !== undefined || undefined}
      title={block}
    >
      <IconPhone size={14} aria-hidden />
      <span className={styles.number}>{display}</span>
      {label && <span className={styles.label}>{label}</span>}
      <Unseen>{block ?? t('dial.call')}</Unseen>
    </button>
  );
}
