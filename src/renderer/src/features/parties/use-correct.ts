import type { LiveCall } from '#shared/calls/live-call.ts';
import type { ContactLine, PartyHead } from '#shared/features/parties/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { contactCorrect, contactUncorrect } from '#shared/features/parties/correct-commands.ts';
import type { Correction } from '#shared/features/parties/correct-commands.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import type { ChosenParty } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { usePartyTexts } from './texts.ts';

/** `call`: of the number nothing is said. */
export type How = Correction | 'call';

export interface CorrectInput {
  readonly party: PartyHead;
  /** The number that led here; undefined: none of the party's. */
  readonly contact: ContactLine | undefined;
  readonly call: LiveCall | undefined;
  readonly how: How;
  /** Who it was; null: nobody knows. */
  readonly who: ChosenParty | null;
}

/** Puts right whose number it is and whose call it was, with undo; resolves to whether it worked. */
export function useCorrect(): (input: CorrectInput) => Promise<boolean> {
  const t = usePartyTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  return async ({ party, contact, call, how, who }) => {
    const made = newId();
    const head = who && (await client.ask(partiesContract, 'head', { id: who.id }));
    const same = head?.contacts.find(({ digits }) => digits !== null && digits === contact?.digits);
    const choose = async (id: string): Promise<void> => {
      if (call) await client.ask(callsContract, 'choose', { id: call.id, party: { type: 'party', id } });
    };
    const name = who?.name ?? party.name;
    return act(
      async () => {
        if (contact && how === 'former') await run(contactCorrect, { how, id: contact.id });
        else if (contact && who && (how === 'move' || how === 'share'))
          await run(contactCorrect, { how, id: contact.id, newId: made, partyId: who.id });
        if (who) await choose(who.id);
      },
      {
        done: t(`wrong.done.${how}`, { name }),
        undo: async () => {
          if (contact && how !== 'call')
            await run(contactUncorrect, {
              was: stateOf(contact),
              theirs: same ? stateOf(same) : null,
              newId: made,
            });
          await choose(party.id);
        },
      },
    );
  };
}

const stateOf = ({ id, state, formerSince }: ContactLine) => ({ id, state, formerSince });
