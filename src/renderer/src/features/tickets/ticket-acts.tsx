import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowMerge, IconMailForward, IconUserShare } from '@tabler/icons-react';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { AssignTicket } from './assign-ticket.tsx';
import { HandOverTicket } from './hand-over-ticket.tsx';
import { MergeTicket } from './merge-ticket.tsx';
import { useTicketTexts } from './texts.ts';
import styles from './ticket-screen.module.css';

const DIALOGS = { assign: AssignTicket, merge: MergeTicket, mail: HandOverTicket } as const;
const ICONS = { assign: IconUserShare, merge: IconArrowMerge, mail: IconMailForward } as const;
type Deed = keyof typeof DIALOGS;

/** What can be done with a ticket as a whole; nothing with one that has become part of another. */
export function TicketActs({ ticket }: { readonly ticket: TicketLine }): ReactNode {
  const [open, setOpen] = useState<Deed | null>(null);
  if (ticket.mergedInto !== null) return null;
  const Dialog = open === null ? undefined : DIALOGS[open];
  return (
    <div className={styles.acts}>
      <TicketAct deed="assign" onOpen={setOpen} />
      <TicketAct deed="merge" onOpen={setOpen} />
      {!ticket.isKept && <TicketAct deed="mail" onOpen={setOpen} />}
      {Dialog && <Dialog ticket={ticket} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface ActProps {
  readonly deed: Deed;
  readonly onOpen: (deed: Deed) => void;
}

function TicketAct({ deed, onOpen }: ActProps): ReactNode {
  const t = useTicketTexts();
  const Icon = ICONS[deed];
  const name = t(`act.${deed}`);
  useNamedAct({ id: `tickets.${deed}`, name, icon: Icon, place: 'screen', run: () => onOpen(deed) });
  return (
    <Button variant="subtle" leftSection={<Icon size={16} />} onClick={() => onOpen(deed)}>
      {name}
    </Button>
  );
}
