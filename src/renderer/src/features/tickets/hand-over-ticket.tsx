import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import { ticketHandOver } from '#shared/features/tickets/hand-over.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { mailTargets } from '../../slots/slots.ts';
import type { MailTarget } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import styles from './hand-over-ticket.module.css';
import { useKindName } from './kind-name.ts';
import { mailtoOf, typedAddress } from './mail-draft.ts';
import { useStateName } from './state-name.ts';
import { useTicketTexts } from './texts.ts';

interface Props {
  readonly ticket: TicketLine;
  readonly onClose: () => void;
}

/** To whom a mail about the ticket goes; the system's mail program opens the draft, and the ticket remembers to whom. */
export function HandOverTicket({ ticket, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const core = useCoreTexts();
  const run = useRun();
  const act = useAct();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<MailTarget | null>(null);
  const typed = typedAddress(text);
  const target = picked ?? (typed === undefined ? null : { name: '', mail: typed });
  const lines = useFacts(ticket);
  const subject = t('mail.subject', { number: ticket.number, title: ticket.title });
  const address = target ? mailtoOf({ to: target.mail, subject, lines }) : undefined;
  const note = (): void => {
    if (!target) return;
    const made = { id: newId(), ticketId: ticket.id, toName: target.name, toMail: target.mail };
    void act(() => run(ticketHandOver, made), {
      done: t('mail.done', { number: ticket.number, to: target.name || target.mail }),
    });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('mail.title', { number: ticket.number })}
    >
      <div className={styles.form}>
        <TextInput
          data-autofocus
          label={t('mail.to')}
          placeholder={t('mail.find')}
          maxLength={200}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setPicked(null);
            setText(event.currentTarget.value);
          }}
        />
        {target === null && <SlotOutlet slot={mailTargets} with={{ text, onPick: setPicked }} />}
        {picked && <p className={styles.picked}>{`${picked.name} · ${picked.mail}`}</p>}
        <p className={styles.note}>{t('mail.lead')}</p>
        {address === undefined ? (
          <Button disabled leftSection={<IconMailForward size={16} />}>
            {t('mail.open')}
          </Button>
        ) : (
          <Button
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconMailForward size={16} />}
            onClick={note}
          >
            {t('mail.open')}
          </Button>
        )}
      </div>
    </Modal>
  );
}

/** What is known of it, the weightiest first. */
function useFacts(ticket: TicketLine): readonly string[] {
  const t = useTicketTexts();
  const format = useFormat();
  const now = useNow();
  const kindName = useKindName();
  const stateName = useStateName();
  const { number, title, kind, dueAt, openedAt, group, ownerName, partyName } = ticket;
  return [
    t('mail.fact.ticket', { number, title }),
    ...(partyName === null ? [] : [t('mail.fact.customer', { name: partyName })]),
    t('mail.fact.kind', { kind: kindName(kind, ticket.kindName) }),
    t('mail.fact.state', { state: stateName(ticket.state, ticket.stateName) }),
    t('mail.fact.opened', { when: format.moment(openedAt, now) }),
    ...(dueAt === null ? [] : [t('mail.fact.due', { when: format.moment(dueAt, now) })]),
    t('mail.fact.owner', { name: group?.name ?? ownerName }),
  ];
}
