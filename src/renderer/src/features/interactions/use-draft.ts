import { useEffect, useRef, useState } from 'react';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { createDraftSaver } from '../../api/draft-saver.ts';
import type { DraftSaver, SaveState } from '../../api/draft-saver.ts';
import { useConnection } from '../../api/use-connection.ts';
import { isBlank } from './entry-draft.ts';
import type { EntryDraft } from './entry-draft.ts';
import { useOpenEntry } from './entry-store.ts';

/** Nothing is there any more. */
const GONE = '';

export interface KeptDraft {
  readonly draft: EntryDraft;
  readonly state: SaveState;
  readonly change: (patch: Partial<EntryDraft>) => void;
  /** Saved, or thrown away: the desk need not keep it. */
  readonly forget: () => Promise<void>;
}

/** What is typed, kept on the desk from the first key, so that a crash and a ring lose nothing. */
export function useDraft(partyId: string, initial: EntryDraft, line: InteractionLine | null): KeptDraft {
  const client = useClient();
  const connection = useConnection();
  const [draft, setDraft] = useState(initial);
  const setTyped = useOpenEntry((store) => store.setTyped);
  const [state, setState] = useState<SaveState>('saved');
  const saver = useRef<DraftSaver>(undefined);
  saver.current ??= createDraftSaver({
    save: (text) =>
      client.ask(interactionsContract, 'saveDraft', { partyId, draft: text === GONE ? null : text }),
    onState: setState,
  });
  useEffect(() => {
    if (connection === 'open') saver.current?.retry();
  }, [connection]);
  const isTyped = !isBlank(draft, line);
  useEffect(() => {
    setTyped(isTyped);
    return () => setTyped(false);
  }, [setTyped, isTyped]);
  return {
    draft,
    state,
    change(patch) {
      const next = { ...draft, ...patch };
      setDraft(next);
      saver.current?.push(isBlank(next, line) ? GONE : JSON.stringify(next));
    },
    async forget() {
      saver.current?.push(GONE);
      await saver.current?.settled();
    },
  };
}
