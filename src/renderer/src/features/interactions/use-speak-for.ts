import type { CallerCard } from '#shared/calls/live-call.ts';
import {
  interactionAddParticipant,
  interactionRemoveParticipant,
} from '#shared/features/interactions/participant-commands.ts';
import { callsContract } from '#shared/ipc/core-contracts.ts';
import { useClient } from '../../api/client-context.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { navigate } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import type { ChosenParty } from '../../slots/slots.ts';
import { useAct } from '../../ui/use-act.ts';
import { useInteractionTexts } from './texts.ts';

interface SpeakFor {
  /** The call is `name`'s from now on, spoken with `speaker`; opens the sheet, with undo. */
  speakFor(speaker: ChosenParty, party: ChosenParty): Promise<void>;
  /** It was the speaker's own call after all. */
  speakForThemselves(speaker: CallerCard, participantId: string): Promise<void>;
}

export function useSpeakFor(callId: string): SpeakFor {
  const t = useInteractionTexts();
  const client = useClient();
  const run = useRun();
  const act = useAct();
  const routeOf = useRouteOf();
  const give = async (id: string): Promise<void> => {
    const party = { type: 'party', id };
    await client.ask(callsContract, 'choose', { id: callId, party });
    navigate(routeOf(party) ?? '/');
  };
  const takeBack = async (participantId: string, speakerId: string): Promise<void> => {
    await run(interactionRemoveParticipant, { id: participantId });
    await give(speakerId);
  };
  return {
    async speakFor(speaker, party) {
      const id = newId();
      await act(
        async () => {
          await run(interactionAddParticipant, {
            ...{ id, interactionId: callId, partyId: speaker.id, role: 'spoken-with' },
          });
          await give(party.id);
        },
        {
          done: t('speaks.done', { speaker: speaker.name, name: party.name }),
          undo: () => takeBack(id, speaker.id),
        },
      );
    },
    async speakForThemselves({ ref }, participantId) {
      await act(() => takeBack(participantId, ref.id));
    },
  };
}
