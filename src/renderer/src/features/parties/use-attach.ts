import type { LiveCall } from '#shared/calls/live-call.ts';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { navigate } from '../../app/router.ts';
import { useAct } from '../../ui/use-act.ts';
import { contactArgs } from '#shared/features/parties/contact-args.ts';
import { usePartyTexts } from './texts.ts';

/** The number as the caller presents it; undefined when there is none to remember. */
export function numberOf(call: LiveCall | undefined): string | undefined {
  if (!call || call.match.rule === 'withheld' || call.remote.withheld) return undefined;
  return call.display ?? call.remote.number;
}

export interface Attach {
  /** Remembers the number at the party, gives it the call, opens its sheet. */
  attach(
    party: { readonly id: string; readonly name: string },
    options: { readonly remember: boolean },
  ): Promise<void>;
}

/** "Whose call is this?" answered: for this call at once, for the next one by itself. */
export function useAttach(callId: string, call: LiveCall | undefined): Attach {
  const t = usePartyTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const profile = useSettings()?.dialProfile;
  const number = numberOf(call);
  return {
    async attach(party, { remember }) {
      const worked = await act(
        async () => {
          if (remember && number !== undefined && profile) {
            const [contact] = contactArgs(number, '', profile, newId);
            if (contact) await run(contactAdd, { partyId: party.id, contact });
          }
          await client.ask(callsContract, 'choose', { id: callId, party: { type: 'party', id: party.id } });
        },
        { done: t('attach.done', { name: party.name }) },
      );
      if (worked) navigate(`/customers/${party.id}`);
    },
  };
}
