import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { interactionTable, PARTICIPANT_ROLES, participantTable } from './model.ts';
import type { ParticipantRole } from './model.ts';

interface Participant {
  /** Of the participation. */
  readonly id: string;
  readonly interactionId: string;
  readonly partyId: string;
  readonly role: ParticipantRole;
}

/** For other commands' bodies; the same party in the same role twice changes nothing. */
export function* addParticipant({ id, interactionId, partyId, role }: Participant): Steps<void> {
  if (yield* get(participantTable, id)) return;
  const there = yield* find(participantTable, { interaction_id: interactionId });
  if (there.some((one) => one.party_id === partyId && one.role === role)) return;
  yield* insert(participantTable, { id, interaction_id: interactionId, party_id: partyId, role });
}

/** "Frank was on the line, for Erika": on both their sheets from now on, one entry. */
export const interactionAddParticipant = defineCommand({
  name: 'interaction.add-participant',
  args: z.object({
    id: idSchema,
    interactionId: idSchema,
    partyId: idSchema,
    role: z.enum(PARTICIPANT_ROLES),
  }),
  *run(args) {
    if (!(yield* get(interactionTable, args.interactionId)))
      throw new CommandError('interaction.gone', `no interaction ${args.interactionId}`);
    yield* addParticipant(args);
  },
});

export const interactionRemoveParticipant = defineCommand({
  name: 'interaction.remove-participant',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(participantTable, id)) yield* remove(participantTable, id);
  },
});
