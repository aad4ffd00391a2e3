import type { ReactNode } from 'react';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { useCalls } from '../../api/desk-state.tsx';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { useHandoverTexts } from './texts.ts';
import { useHandover } from './use-handover.ts';
import { handoverWords } from './words.ts';

/** On the sheet while the call goes on: who sent it along, and what they noted. */
export function HandoverAlert({ partyId }: PartyProps): ReactNode {
  const calls = useCalls().filter((call) => call.party?.id === partyId && call.phase !== 'ended');
  return calls.map(({ id }) => <Alert key={id} callId={id} />);
}

function Alert({ callId }: { readonly callId: string }): ReactNode {
  const t = useHandoverTexts();
  const handover = useHandover(callId);
  if (!handover) return null;
  return (
    <AlertLine icon={IconArrowForwardUp} tone="warn">
      {handoverWords(handover, t)}
    </AlertLine>
  );
}
