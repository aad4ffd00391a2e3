import { useState } from 'react';
import type { ReactNode } from 'react';
import { Popover, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconPhoneOff, IconPhoneOutgoing } from '@tabler/icons-react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useNamedAct } from '../acts/use-named-act.ts';
import { useClient } from '../api/client-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { Keys } from '../ui/keys.tsx';
import { useAct } from '../ui/use-act.ts';
import styles from './call-bar.module.css';
import { TransferCard } from './transfer-card.tsx';

interface Props {
  readonly call: LiveCall;
  /** The keys go to this call; others are reached with Tab and pointer. */
  readonly hasKeys: boolean;
}

/** Hang up, and pass on; nothing where the door of the call lets the desk do neither. */
export function CallActs({ call, hasKeys }: Props): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const isUp = call.phase === 'talking' || call.phase === 'held';
  const canHangUp = call.canControl === true && call.phase !== 'ringing';
  const canTransfer = call.canControl === true && isUp;
  const hangUp = (): void => void act(() => client.ask(callsContract, 'hangUp', { id: call.id }));
  useNamedAct({
    id: 'call.hang-up',
    name: t('acts.hangUp'),
    keys: 'Alt+a',
    icon: IconPhoneOff,
    isPossible: hasKeys && canHangUp,
    run: hangUp,
  });
  useNamedAct({
    id: 'call.transfer',
    name: t('acts.transfer'),
    also: t('acts.transferAlso'),
    keys: 'Alt+l',
    icon: IconPhoneOutgoing,
    isPossible: hasKeys && canTransfer,
    run: () => setOpen(true),
  });

  if (!canHangUp) return null;
  return (
    <>
      {canTransfer && (
        <Popover
          opened={isOpen}
          onChange={setOpen}
          position="bottom-end"
          transitionProps={{ duration: 0 }}
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <Tooltip label={t('callBar.transfer')}>
              <button
                type="button"
                className={styles.act}
                onClick={() => setOpen(!isOpen)}
                aria-keyshortcuts={hasKeys ? 'Alt+L' : undefined}
              >
                <IconPhoneOutgoing size={16} aria-hidden />
                <VisuallyHidden>{t('callBar.transfer')}</VisuallyHidden>
                {hasKeys && <Keys combo="Alt+L" />}
              </button>
            </Tooltip>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('callBar.transferTo')} className={styles.dropdown ?? ''}>
            <TransferCard callId={call.id} onDone={() => setOpen(false)} />
          </Popover.Dropdown>
        </Popover>
      )}
      <Tooltip label={t('callBar.hangUp')}>
        <button
          type="button"
          className={styles.act}
          onClick={hangUp}
          aria-keyshortcuts={hasKeys ? 'Alt+A' : undefined}
        >
          <IconPhoneOff size={16} aria-hidden />
          <VisuallyHidden>{t('callBar.hangUp')}</VisuallyHidden>
          {hasKeys && <Keys combo="Alt+A" />}
        </button>
      </Tooltip>
    </>
  );
}
