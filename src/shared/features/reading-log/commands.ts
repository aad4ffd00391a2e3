import { z } from 'zod';
import { defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { upkeep } from '../../rows/steps.ts';
import { readingScope, readingTable } from './model.ts';

/** Everybody's own: who reads writes it down, in no other name. */
export const readingNote = defineCommand({
  name: 'reading.note',
  args: z.object({
    id: idSchema,
    kind: z.enum(['sheet', 'search', 'export']),
    partyId: idSchema.nullable(),
  }),
  *run({ id, kind, partyId }, { actor, at, scopeId }) {
    yield* upkeep.insert(readingTable, {
      ...{ id, scope_id: readingScope(scopeId), kind, party_id: partyId },
      ...{ reader_id: actor.userId, read_at: at },
    });
  },
});
