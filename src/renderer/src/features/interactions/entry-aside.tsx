import { useEffectEvent, useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IconPencilPlus } from '@tabler/icons-react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useNamedAct } from '../../acts/use-named-act.ts';
import { useClient } from '../../api/client-context.tsx';
import { newId } from '../../api/new-id.ts';
import { useRead } from '../../api/use-read.ts';
import type { PartyProps } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { draftOfLine, emptyDraft, isBlank, readDraft } from './entry-draft.ts';
import { EntryForm } from './entry-form.tsx';
import type { EntryFormProps } from './entry-form.tsx';
import { useOpenEntry } from './entry-store.ts';
import { useInteractionTexts } from './texts.ts';

type Loaded = Pick<EntryFormProps, 'initial' | 'line'>;

/** Beside the sheet: the entry that is being typed. What was left unfinished here is there again. */
export function EntryAside({ partyId }: PartyProps): ReactNode {
  const t = useInteractionTexts();
  const client = useClient();
  const read = useRead();
  const act = useAct();
  const { open, show, close } = useOpenEntry();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  useNamedAct({
    id: 'interactions.entry',
    name: t('entry.new'),
    also: t('entry.also'),
    keys: 'v',
    icon: IconPencilPlus,
    place: 'screen',
    run: () => show({ partyId, entryId: null }),
  });

  const onLoad = useEffectEvent((load: () => Promise<void>) => void act(load));

  // Before the painting: the sheet does not come without what was left unfinished beside it.
  useLayoutEffect(() => {
    let over = false;
    const kept = async (): Promise<Loaded | null> => {
      const draft = readDraft(await read(interactionsContract, 'draft', { partyId }));
      if (!draft) return null;
      const line = await read(interactionsContract, 'entry', { id: draft.id });
      if (!line || !isBlank(draft, line)) return { initial: draft, line };
      // Saved, and the desk went down before the draft was gone.
      await client.ask(interactionsContract, 'saveDraft', { partyId, draft: null });
      return null;
    };
    const wanted = async (): Promise<Loaded | null> => {
      if (open?.partyId !== partyId) return null;
      if (open.entryId === null) return { initial: emptyDraft(newId(), Date.now()), line: null };
      const line = await read(interactionsContract, 'entry', { id: open.entryId });
      return line && { initial: draftOfLine(line), line };
    };
    const load = async (): Promise<void> => {
      const found = (await kept()) ?? (await wanted());
      if (!over) setLoaded(found);
    };
    onLoad(load);
    return () => {
      over = true;
    };
  }, [client, read, partyId, open]);

  if (!loaded) return null;
  const done = (): void => {
    setLoaded(null);
    close();
  };
  return (
    <EntryForm
      key={`${loaded.initial.id} ${String(loaded.line !== null)}`}
      {...{ partyId }}
      {...loaded}
      onDone={done}
    />
  );
}
