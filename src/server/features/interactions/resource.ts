import { z } from 'zod';
import { bodyFields, fieldsOf, withNulls } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import { interactionDescribe } from '#shared/features/interactions/commands.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { idSchema } from '#shared/kernel/ref.ts';

const recordFields = fieldsOf(interactionRecord.args);

export const interactionResources: readonly Resource[] = [
  {
    name: 'interactions',
    type: 'interaction',
    table: interactionTable,
    filters: ['type', 'direction', 'party_id', 'staff_id', 'call_key'],
    writes: [
      {
        method: 'POST',
        summary: 'Enters a visit, a mail, a letter, a note or a call of another system',
        command: interactionRecord,
        body: z.strictObject({ ...bodyFields(recordFields, ['id']), id: idSchema.optional() }),
        args: (body, { id }) => ({ ...withNulls(recordFields, body), id }),
      },
      {
        method: 'PATCH',
        summary: 'Whose it was, what came of it, the note; what is left out stays as it is',
        command: interactionDescribe,
        body: z.strictObject(bodyFields(fieldsOf(interactionDescribe.args), ['id'])),
        args: (body, { id }) => ({ ...body, id }),
      },
    ],
  },
];
