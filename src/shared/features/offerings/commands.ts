import { z } from 'zod';
import { CENTRE_ACTOR } from '../../access/access.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Fields } from '../../rows/table.ts';
import {
  FEDERATED_TABLES,
  federationPersonTable,
  HERE,
  offeringTable,
  providerContactTable,
  providerTable,
  serviceUseTable,
} from './model.ts';

export const mayKeepDirectory = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.some((role) => role !== 'agent');
export const keeperOnly = (actor: Actor): string | undefined =>
  mayKeepDirectory(actor) ? undefined : 'directory.not-allowed';

/** Characters of the short and the long texts of an entry. */
export const MOST_SHORT = 200;
export const MOST_LONG = 4_000;
export const short = z.string().trim().max(MOST_SHORT);
export const long = z.string().trim().max(MOST_LONG);
const facts = {
  name: short.min(1),
  description: long,
  openingHours: long,
  reachability: long,
  costs: long,
  place: short,
  listed: z.boolean(),
};

interface Facts {
  readonly name: string;
  readonly description: string;
  readonly openingHours: string;
  readonly reachability: string;
  readonly costs: string;
  readonly place: string;
  readonly listed: boolean;
}

const home = { origin: HERE, origin_name: '' };
const factsOf = ({ name, description, openingHours, reachability, costs, place, listed }: Facts) => ({
  ...home,
  ...{ name, description, opening_hours: openingHours, reachability, costs, place, listed },
});

/** Makes the provider, or brings it up to date; only where it has its home. */
export const providerPut = defineCommand({
  name: 'provider.put',
  args: z.object({ id: idSchema, ...facts, directions: long }),
  forbids: keeperOnly,
  *run({ id, directions, ...rest }) {
    yield* put(providerTable, id, { ...factsOf(rest), directions });
  },
});

export const offeringPut = defineCommand({
  name: 'offering.put',
  args: z.object({ id: idSchema, providerId: idSchema, ...facts }),
  forbids: keeperOnly,
  *run({ id, providerId, ...rest }) {
    yield* mustBeProviderHere(providerId);
    yield* put(offeringTable, id, { ...factsOf(rest), provider_id: providerId });
  },
});

export const providerContactPut = defineCommand({
  name: 'provider-contact.put',
  args: z.object({
    id: idSchema,
    providerId: idSchema,
    offeringId: idSchema.nullable(),
    staffId: idSchema,
    job: short,
    listed: z.boolean(),
  }),
  forbids: keeperOnly,
  *run({ id, providerId, offeringId, staffId, job, listed }) {
    yield* mustBeProviderHere(providerId);
    yield* put(providerContactTable, id, {
      ...{ ...home, listed, provider_id: providerId, offering_id: offeringId, staff_id: staffId, job },
    });
  },
});

function* mustBeProviderHere(id: string): Steps<void> {
  const provider = yield* get(providerTable, id);
  if (provider?.origin !== HERE) throw new CommandError('provider.gone', `no provider ${id} here`);
}

function* put<T extends typeof providerTable | typeof offeringTable | typeof providerContactTable>(
  table: T,
  id: string,
  fields: Fields<T>,
): Steps<void> {
  const row = (yield* get(table, id)) as { readonly origin: string } | undefined;
  if (row && row.origin !== HERE) throw new CommandError('directory.elsewhere', `${id} is kept elsewhere`);
  if (row) yield* update(table, id, fields);
  else yield* insert(table, { id, ...fields });
}

const value = z.union([z.string(), z.boolean(), z.null()]);

/**
 * What the centre brings from another tenant: whole rows, new or changed. What is withdrawn there comes with `listed`
 * false. Rows of tables other than those of the directory, and rows whose home is here, are refused.
 */
export const directoryReceive = defineCommand({
  name: 'directory.receive',
  args: z.object({
    origin: z.string().min(1).max(63),
    rows: z.array(
      z.object({
        table: z.enum([
          federationPersonTable.name,
          providerTable.name,
          offeringTable.name,
          providerContactTable.name,
        ]),
        id: idSchema,
        fields: z.record(z.string(), value),
      }),
    ),
  }),
  forbids: ({ userId }) => (userId === CENTRE_ACTOR ? undefined : 'command.centre-only'),
  *run({ origin, rows }) {
    for (const { table: name, id, fields } of rows) {
      const table = FEDERATED_TABLES.find((each) => each.name === name);
      if (!table) throw new CommandError('directory.elsewhere', `${name} is not of the directory`);
      const row = (yield* get(table, id)) as { readonly origin: string } | undefined;
      if ((row && row.origin !== origin) || fields['origin'] !== origin)
        throw new CommandError('directory.elsewhere', `${id} is not of ${origin}`);
      // The centre read whole rows of this very table; the interpreter checks every value once more.
      if (row) yield* update(table, id, fields as never);
      else yield* insert(table, { id, ...fields } as never);
    }
  },
});

const day = z.iso.date();

export const serviceAdd = defineCommand({
  name: 'service.add',
  args: z.object({
    id: idSchema,
    partyId: idSchema,
    offeringId: idSchema,
    since: day,
    until: day.nullable(),
    source: short,
  }),
  *run({ id, partyId, offeringId, since, until, source }) {
    if (!(yield* get(offeringTable, offeringId)))
      throw new CommandError('offering.gone', `no offering ${offeringId}`);
    checkDays(since, until);
    yield* insert(serviceUseTable, { id, party_id: partyId, offering_id: offeringId, since, until, source });
  },
});

/** Its last day; null: it goes on after all. */
export const serviceEnd = defineCommand({
  name: 'service.end',
  args: z.object({ id: idSchema, until: day.nullable() }),
  *run({ id, until }) {
    const service = yield* get(serviceUseTable, id);
    if (!service) throw new CommandError('service.gone', `no service ${id}`);
    checkDays(service.since, until);
    yield* update(serviceUseTable, id, { until });
  },
});

/** Entered by mistake. What was received and is over is `service.end`. */
export const serviceUndo = defineCommand({
  name: 'service.undo',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(serviceUseTable, id)) yield* remove(serviceUseTable, id);
  },
});

function checkDays(since: string, until: string | null): void {
  if (until !== null && until < since)
    throw new CommandError('service.backwards', 'a service does not end before it begins');
}
