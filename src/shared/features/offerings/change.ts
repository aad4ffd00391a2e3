import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { withoutUndefined } from '../../kernel/without-undefined.ts';
import { get, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { keeperOnly, long, short } from './commands.ts';
import { HERE, offeringTable, providerContactTable, providerTable } from './model.ts';

/*
 * Changes of what is in the directory already. Only what is given is written: two stewards who change different fields
 * of one entry have no conflict, and of the same field the later one meets the inbox (docs/architecture.md).
 */

const changes = {
  name: short.min(1).optional(),
  description: long.optional(),
  openingHours: long.optional(),
  reachability: long.optional(),
  costs: long.optional(),
  place: short.optional(),
  listed: z.boolean().optional(),
};

/** Of a provider; `listed: false` withdraws it with all it offers. */
export const providerChange = defineCommand({
  name: 'provider.change',
  args: z.object({ id: idSchema, ...changes, directions: long.optional() }),
  forbids: keeperOnly,
  *run({ id, directions, ...given }) {
    yield* mustBeOfHere(providerTable, id);
    yield* update(providerTable, id, withoutUndefined({ ...columnsOf(given), directions }));
  },
});

export const offeringChange = defineCommand({
  name: 'offering.change',
  args: z.object({ id: idSchema, ...changes }),
  forbids: keeperOnly,
  *run({ id, ...given }) {
    yield* mustBeOfHere(offeringTable, id);
    yield* update(offeringTable, id, withoutUndefined(columnsOf(given)));
  },
});

/** Another task of the same person, or nobody to ask any more. Another person is another contact. */
export const providerContactChange = defineCommand({
  name: 'provider-contact.change',
  args: z.object({ id: idSchema, job: short.optional(), listed: z.boolean().optional() }),
  forbids: keeperOnly,
  *run({ id, ...given }) {
    yield* mustBeOfHere(providerContactTable, id);
    yield* update(providerContactTable, id, withoutUndefined(given));
  },
});

const columnsOf = <T extends { readonly openingHours?: string | undefined }>({
  openingHours,
  ...rest
}: T) => ({
  ...rest,
  opening_hours: openingHours,
});

function* mustBeOfHere(
  table: typeof providerTable | typeof offeringTable | typeof providerContactTable,
  id: string,
): Steps<void> {
  const row = (yield* get(table, id)) as { readonly origin: string } | undefined;
  if (!row) throw new CommandError('directory.gone', `no ${table.name} ${id}`);
  if (row.origin !== HERE) throw new CommandError('directory.elsewhere', `${id} is kept elsewhere`);
}
