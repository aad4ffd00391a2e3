import { useEffect, useRef } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Button, Select, TextInput } from '@mantine/core';
import { z } from 'zod';
import { ticketOpen } from '#shared/features/tickets/commands.ts';
import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSession } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { DraftOffer } from '../../ui/draft-offer.tsx';
import { useDraftField, useFormDraft } from '../../ui/form-draft.ts';
import type { FormDraftHandle } from '../../ui/form-draft.ts';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { dueAtOf, usualDueDay } from './due-day.ts';
import styles from './new-ticket.module.css';
import { useKindName } from './kind-name.ts';
import { isOwned, OwnerChoice } from './owner-choice.tsx';
import { kindTables } from './tables.ts';
import { useTicketTexts } from './texts.ts';

interface About {
  readonly partyId: string;
  /** The call it arises from; null: none. */
  readonly callId: string | null;
}

interface Props extends About {
  readonly draft: FormDraftHandle;
  readonly onClose: () => void;
}

const titleField = z.string();
const chosenField = z.string().nullable();
const ownerField = z
  .object({ ownerId: z.string().nullable(), groupId: z.string().nullable() })
  .readonly()
  .nullable();

/** What is typed of it is kept until it is made or closed by whoever types it. */
export function useTicketDraft({ partyId, callId }: About): FormDraftHandle {
  return useFormDraft('tickets.new', callId ?? partyId);
}

/** A number out of the lease of this desk, so that it can be told to the customer at once. */
export function NewTicket({ partyId, callId, draft, onClose }: Props): ReactNode {
  const t = useTicketTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const session = useSession();
  const field = useRef<HTMLInputElement>(null);
  // It was opened to be typed into.
  useEffect(() => field.current?.focus(), []);
  const [title, setTitle] = useDraftField(draft, 'title', titleField, '');
  const kindName = useKindName();
  const { value: kinds } = useQuery(ticketsContract, 'kinds', {}, kindTables);
  const [chosen, setKind] = useDraftField(draft, 'kind', chosenField, null);
  const kind = chosen ?? kinds?.find(({ retired }) => !retired)?.kind ?? 'enquiry';
  const [picked, setOwner] = useDraftField(draft, 'owner', ownerField, null);
  const owner = picked ?? { ownerId: session?.userId ?? null, groupId: null };
  const now = useNow();
  const [day, setDay] = useDraftField(draft, 'due', chosenField, null);
  const due = day ?? usualDueDay(kind, now);
  const dueAt = dueAtOf(due);
  const isReady = title.trim() !== '' && isOwned(owner) && dueAt !== undefined;
  const close = (): void => {
    draft.store.finish();
    onClose();
  };
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady || dueAt === undefined) return;
    let number = '';
    const open = async (): Promise<void> => {
      number = await client.ask(ticketsContract, 'nextNumber', {});
      await run(ticketOpen, {
        id: newId(),
        number,
        title: title.trim(),
        kind,
        partyId,
        ...owner,
        dueAt,
        from: callId === null ? null : { linkId: newId(), ref: { type: 'interaction', id: callId } },
      });
    };
    if (await act(open, { done: () => t('part.created', { number }) })) close();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void create(event)}>
      <div className={styles.wide}>
        <DraftOffer draft={draft} />
        <TextInput
          ref={field}
          data-autofocus
          aria-label={t('part.subject')}
          placeholder={t('part.subject')}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        />
      </div>
      <Select
        aria-label={t('part.kind')}
        allowDeselect={false}
        data={(kinds ?? [])
          .filter(({ retired }) => !retired)
          .map((each) => ({ value: each.kind, label: kindName(each.kind, each.name) }))}
        value={kind}
        onChange={setKind}
      />
      <TextInput
        type="date"
        required
        aria-label={t('part.due')}
        value={due}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <OwnerChoice owner={owner} onChange={setOwner} />
      <Button type="submit" variant="filled" disabled={!isReady}>
        {t('part.create')}
      </Button>
    </form>
  );
}
