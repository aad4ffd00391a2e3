import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSession } from '../../api/desk-state.tsx';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { colleaguePicker } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { useWrapUpTexts } from './texts.ts';

interface Props {
  readonly callId: string;
  /** What is typed has to be kept before it goes along. */
  readonly settled: () => Promise<void>;
  readonly onPassed: () => void;
}

/** The rest of it is a colleague's, at whatever desk, with what is written so far. */
export function PassOn({ callId, settled, onPassed }: Props): ReactNode {
  const t = useWrapUpTexts();
  const client = useClient();
  const act = useAct();
  const session = useSession();
  const [choosing, setChoosing] = useState(false);
  const pass = async (toUserId: string | null): Promise<void> => {
    setChoosing(false);
    if (toUserId === null) return;
    let passedId = '';
    const passed = await act(
      async () => {
        await settled();
        ({ passedId } = await client.ask(wrapUpContract, 'pass', { id: callId, toUserId }));
      },
      { done: t('passed'), undo: () => client.ask(wrapUpContract, 'takeBack', { passedId }) },
    );
    if (passed) onPassed();
  };
  if (!choosing)
    return (
      <Button variant="subtle" onClick={() => setChoosing(true)}>
        {t('pass')}
      </Button>
    );
  return (
    <SlotOutlet
      slot={colleaguePicker}
      with={{
        ...{ label: t('passTo'), chosenId: null },
        ...(session && { except: session.userId }),
        onPick: (id) => void pass(id),
        onClose: () => setChoosing(false),
      }}
    />
  );
}
