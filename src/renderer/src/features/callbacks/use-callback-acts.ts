import {
  callbackClaim,
  callbackFinish,
  callbackRelease,
  callbackReopen,
  callbackSetDue,
} from '#shared/features/callbacks/commands.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useDialBlock } from '../../ui/use-dial-block.ts';
import type { Due } from './due-picks.ts';
import { useCallbackTexts } from './texts.ts';

export interface CallbackActs {
  /** Claims it, or takes it over; gives it back where it is one's own. */
  claim(line: CallbackLine): void;
  setDue(line: CallbackLine, due: Due | null): void;
  dial(line: CallbackLine): void;
  /** With undo; resolves to whether it worked. */
  finish(lines: readonly CallbackLine[]): Promise<boolean>;
  /** With undo; resolves to whether it worked. */
  reopen(lines: readonly CallbackLine[]): Promise<boolean>;
}

export function useCallbackActs(): CallbackActs {
  const t = useCallbackTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const block = useDialBlock();
  return {
    claim: ({ id, claim }) => void act(() => run(claim?.mine ? callbackRelease : callbackClaim, { id })),
    setDue: ({ id }, due) =>
      void act(() => run(callbackSetDue, { id, dueAt: due?.at ?? null, dueHasTime: due?.hasTime ?? false })),
    dial({ dial: number, partyId }) {
      if (number === null) return;
      // Nothing here can dial: the number goes where the agent can take it from, and why is said.
      if (block !== undefined) {
        void act(() => navigator.clipboard.writeText(number), {
          done: `${block} ${t('copied', { number })}`,
        });
        return;
      }
      const party = partyId === null ? null : { type: 'party', id: partyId };
      void act(() => client.ask(callsContract, 'dial', { number, party }));
    },
    finish(lines) {
      const calls = lines.flatMap((line) => line.calls);
      const done = t('finished', { count: lines.length });
      return act(() => run(callbackFinish, { calls }), { done, undo: () => run(callbackReopen, { calls }) });
    },
    reopen(lines) {
      const calls = lines.flatMap((line) => line.calls);
      const done = t('reopened', { count: lines.length });
      return act(() => run(callbackReopen, { calls }), { done, undo: () => run(callbackFinish, { calls }) });
    },
  };
}
