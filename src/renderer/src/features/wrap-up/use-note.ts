import { useEffect, useRef, useState } from 'react';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { useClient } from '../../api/client-context.tsx';
import { useConnection } from '../../api/use-connection.ts';
import { useBusy } from '../../calls/busy-store.ts';
import { createDraftSaver } from '../../api/draft-saver.ts';
import type { DraftSaver, SaveState } from '../../api/draft-saver.ts';

export interface Note {
  readonly text: string;
  readonly state: SaveState;
  readonly write: (text: string) => void;
  /** Resolves once all of it is saved. Throws AppError `wrap-up.unsaved`. */
  readonly settled: () => Promise<void>;
}

/**
 * The note as it is typed. What stands in the field is the agent's: an answer of the host never writes over it once
 * a key was pressed here. While it is being typed no other call may take the screen.
 */
export function useNote({ id, note }: WrapUp): Note {
  const client = useClient();
  const connection = useConnection();
  const setTyping = useBusy((store) => store.setTyping);
  const [typed, setTyped] = useState<string>();
  const [state, setState] = useState<SaveState>('saved');
  const saver = useRef<DraftSaver>(undefined);
  saver.current ??= createDraftSaver({
    save: (text) => client.ask(wrapUpContract, 'save', { id, note: text }),
    onState: setState,
  });

  useEffect(() => {
    if (connection === 'open') saver.current?.retry();
  }, [connection]);
  useEffect(() => () => setTyping(null), [setTyping]);

  return {
    text: typed ?? note,
    state,
    write(text) {
      setTyped(text);
      setTyping(id);
      saver.current?.push(text);
    },
    async settled() {
      if ((await saver.current?.flush()) === false)
        throw new AppError('wrap-up.unsaved', 'the note could not be saved');
    },
  };
}
