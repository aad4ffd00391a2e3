import { contactMark } from '#shared/features/parties/contact-commands.ts';
import { contactUncorrect } from '#shared/features/parties/correct-commands.ts';
import type { ContactLine } from '#shared/features/parties/contract.ts';
import type { ContactState } from '#shared/features/parties/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';

/** Whether a number is theirs alone, shared, or no longer theirs; resolves to the undoing, which knows since when it was so. */
export function useMarkContact(): (
  contact: ContactLine,
  state: ContactState,
) => Promise<() => Promise<unknown>> {
  const run = useRun();
  return async ({ id, state: before, formerSince }, state) => {
    await run(contactMark, { id, state });
    return () =>
      run(contactUncorrect, { was: { id, state: before, formerSince }, theirs: null, newId: newId() });
  };
}
