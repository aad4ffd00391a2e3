import { z } from 'zod';
import { bodyFields, fieldsOf, withNulls } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import { ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import { usualDueAt } from '#shared/features/tickets/due.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { idSchema, refSchema } from '#shared/kernel/ref.ts';
import { leaseNumbers } from './lease-numbers.ts';

const createFields = fieldsOf(ticketOpen.args);

export const ticketResources: readonly Resource[] = [
  {
    name: 'tickets',
    type: 'ticket',
    table: ticketTable,
    filters: ['number', 'kind', 'state', 'state_id', 'party_id', 'owner_id', 'group_id', 'merged_into'],
    writes: [
      {
        method: 'POST',
        summary: 'Opens a ticket; its number comes from the centre',
        command: ticketOpen,
        body: z.strictObject({
          ...bodyFields(createFields, ['id', 'number', 'from', 'dueAt']),
          dueAt: z.int().nonnegative().nullable().optional(),
          id: idSchema.optional(),
          from: refSchema.optional(),
        }),
        async args({ from, dueAt, ...body }, { id, newId, tx, now }) {
          const lease = await leaseNumbers(tx, { year: new Date(now).getUTCFullYear(), count: 1 });
          return {
            ...withNulls(createFields, body),
            id,
            number: formatTicketNumber(lease.year, lease.from),
            // Whoever names no day gets the one the form would propose.
            dueAt: dueAt ?? usualDueAt(String(body['kind']), now),
            from: from === undefined ? null : { linkId: newId(), ref: from },
          };
        },
      },
      {
        method: 'PATCH',
        summary: 'Sets the state and, with it, the result',
        command: ticketSetState,
        body: z.strictObject(bodyFields(fieldsOf(ticketSetState.args), ['id'])),
        args: (body, { id, row }) => ({
          result: row?.['result'] ?? null,
          // A state of the house's own stays while what it counts as does, and so does what it waits for.
          stateId: row?.['state'] === body.state ? row?.['state_id'] : null,
          pendingUntil: row?.['state'] === body.state ? row?.['pending_until'] : null,
          ...body,
          id,
        }),
      },
    ],
  },
];
