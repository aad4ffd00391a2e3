import type { ReactNode } from 'react';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconPhoneOutgoing } from '@tabler/icons-react';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useCalls } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { DialNumber } from '../ui/dial-number.tsx';
import { useToasts } from '../ui/toast-store.ts';
import { useAct } from '../ui/use-act.ts';
import { callWithKeys } from './call-with-keys.ts';

interface Props {
  /** As it is to be dialled: an extension, or a number in any spelling. */
  readonly number: string;
  readonly display?: string;
  /** Whose it is, for those who cannot see where it stands. */
  readonly of: string;
}

/** A number to be called; while the agent talks to somebody, also the place to send them on to. */
export function ReachNumber({ number, display = number, of }: Props): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const show = useToasts((store) => store.show);
  const call = callWithKeys(useCalls());
  const canSendOn = call !== undefined && (call.phase === 'talking' || call.phase === 'held');
  const sendOn = (): void =>
    void act(async () => {
      const dialled = await client.ask(callsContract, 'transfer', { id: call?.id ?? '', target: number });
      show({ tone: 'done', text: t('callBar.transferred', dialled) });
    });
  return (
    <>
      {canSendOn && (
        <Button
          size="compact-sm"
          variant="filled"
          leftSection={<IconPhoneOutgoing size={14} aria-hidden />}
          onClick={sendOn}
        >
          {t('callBar.transferNow')}
          <VisuallyHidden>
            {' '}
            {of}, {display}
          </VisuallyHidden>
        </Button>
      )}
      <DialNumber number={number} display={display} />
    </>
  );
}
