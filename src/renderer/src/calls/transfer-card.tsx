import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../api/client-context.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { SlotOutlet } from '../slots/slot-outlet.tsx';
import { transferTargets } from '../slots/slots.ts';
import { useToasts } from '../ui/toast-store.ts';
import { useAct } from '../ui/use-act.ts';
import styles from './call-bar.module.css';

interface Props {
  readonly callId: string;
  readonly onDone: () => void;
}

/** In the commit that shows it, not when the focus trap gets to it: keys that follow the shortcut are not lost. */
const focusAtOnce = (field: HTMLInputElement | null): void => field?.focus({ preventScroll: true });

/** Where to: a number or an extension and Enter, or somebody of the house. Stays open while it has not worked. */
export function TransferCard({ callId, onDone }: Props): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const show = useToasts((store) => store.show);
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const transfer = async (target: string): Promise<void> => {
    if (isBusy || target.trim() === '') return;
    setBusy(true);
    const worked = await act(async () => {
      const dialled = await client.ask(callsContract, 'transfer', { id: callId, target });
      show({ tone: 'done', text: t('callBar.transferred', dialled) });
    });
    setBusy(false);
    if (worked) onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void transfer(text);
  };
  return (
    <form className={styles.transfer} onSubmit={submit}>
      <TextInput
        label={t('callBar.transferTo')}
        description={t('callBar.transferHelp')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={60}
        autoComplete="off"
        ref={focusAtOnce}
        data-autofocus
      />
      <SlotOutlet slot={transferTargets} with={{ text, onPick: (target) => void transfer(target) }} />
      <Button type="submit" variant="filled" loading={isBusy} disabled={text.trim() === ''}>
        {t('callBar.transferNow')}
      </Button>
    </form>
  );
}
