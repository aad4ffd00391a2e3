import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconTicket } from '@tabler/icons-react';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useOfferedOnCall } from '../../acts/use-offered-on-call.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { DraftDialog } from '../../ui/draft-dialog.tsx';
import { SheetAct } from '../../ui/sheet-act.tsx';
import { NewTicket, useTicketDraft } from './new-ticket.tsx';
import { useTicketTexts } from './texts.ts';

/** A ticket without a call, from the sheet; beside an unfinished wrap-up it is made there and belongs to the call. */
export function NewTicketAct({ partyId }: PartyProps): ReactNode {
  const t = useTicketTexts();
  const [creating, setCreating] = useState(false);
  const isInWrapUp = useOfferedOnCall('tickets.new');
  useNamedAct({
    id: 'tickets.new',
    name: t('part.new'),
    keys: 't',
    icon: IconTicket,
    place: 'screen',
    isPossible: !isInWrapUp,
    run: () => setCreating(true),
  });
  return (
    <>
      {!isInWrapUp && (
        <SheetAct icon={IconTicket} label={t('part.new')} combo="t" onClick={() => setCreating(true)} />
      )}
      {creating && <NewTicketDialog partyId={partyId} onClose={() => setCreating(false)} />}
    </>
  );
}

interface DialogProps extends PartyProps {
  readonly onClose: () => void;
}

function NewTicketDialog({ partyId, onClose }: DialogProps): ReactNode {
  const t = useTicketTexts();
  const draft = useTicketDraft({ partyId, callId: null });
  return (
    <DraftDialog title={t('part.new')} draft={draft} onClose={onClose}>
      {(close) => <NewTicket partyId={partyId} callId={null} draft={draft} onClose={close} />}
    </DraftDialog>
  );
}
