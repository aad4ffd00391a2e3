import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { affiliationTable, RELATIONSHIP_KINDS, relationshipTable } from './model.ts';

const day = z.iso.date().nullable();
const job = z.string().trim().max(120);
const note = z.string().trim().max(500);

/** A chain of superiors longer than this is a mistake. */
const LONGEST_CHAIN = 30;

const place = {
  job,
  departmentId: idSchema.nullable(),
  reportsTo: idSchema.nullable(),
  since: day,
  until: day,
};

export const affiliationAdd = defineCommand({
  name: 'affiliation.add',
  args: z.object({ id: idSchema, personId: idSchema, organisationId: idSchema, ...place }),
  *run({ id, personId, organisationId, departmentId, reportsTo, ...rest }) {
    checkDays('affiliation', rest);
    if (personId === organisationId)
      throw new CommandError('affiliation.self', 'a party is not part of itself');
    yield* checkSuperior(id, organisationId, reportsTo);
    yield* insert(affiliationTable, {
      id,
      person_id: personId,
      organisation_id: organisationId,
      department_id: departmentId,
      reports_to: reportsTo,
      ...rest,
    });
  },
});

/** Function, department, superior, days; who and where stay: another organisation is another affiliation. */
export const affiliationEdit = defineCommand({
  name: 'affiliation.edit',
  args: z.object({ id: idSchema, ...place }),
  *run({ id, departmentId, reportsTo, ...rest }) {
    checkDays('affiliation', rest);
    const { organisation_id: organisationId } = yield* theAffiliation(id);
    yield* checkSuperior(id, organisationId, reportsTo);
    yield* update(affiliationTable, id, { department_id: departmentId, reports_to: reportsTo, ...rest });
  },
});

export const affiliationEnd = defineCommand({
  name: 'affiliation.end',
  args: z.object({ id: idSchema, until: day }),
  *run({ id, until }) {
    const { since } = yield* theAffiliation(id);
    checkDays('affiliation', { since, until });
    yield* update(affiliationTable, id, { until });
  },
});

export const relationshipAdd = defineCommand({
  name: 'relationship.add',
  args: z.object({
    id: idSchema,
    fromId: idSchema,
    toId: idSchema,
    kind: z.enum(RELATIONSHIP_KINDS),
    note,
    since: day,
    until: day,
  }),
  *run({ fromId, toId, ...rest }) {
    if (fromId === toId) throw new CommandError('relationship.self', 'a party is nothing to itself');
    checkDays('relationship', rest);
    yield* insert(relationshipTable, { from_id: fromId, to_id: toId, ...rest });
  },
});

export const relationshipEdit = defineCommand({
  name: 'relationship.edit',
  args: z.object({ id: idSchema, kind: z.enum(RELATIONSHIP_KINDS), note, since: day, until: day }),
  *run({ id, ...patch }) {
    checkDays('relationship', patch);
    if (!(yield* get(relationshipTable, id)))
      throw new CommandError('relationship.gone', `no relationship ${id}`);
    yield* update(relationshipTable, id, patch);
  },
});

/** Nothing ends before it began; one that ends on its first day is fine. */
function checkDays(
  of: 'affiliation' | 'relationship',
  { since, until }: { readonly since: string | null; readonly until: string | null },
): void {
  if (since !== null && until !== null && until < since)
    throw new CommandError(`${of}.backwards`, `it would end on ${until}, before it began on ${since}`);
}

function* theAffiliation(id: string): Steps<Row<typeof affiliationTable>> {
  const affiliation = yield* get(affiliationTable, id);
  if (!affiliation) throw new CommandError('affiliation.gone', `no affiliation ${id}`);
  return affiliation;
}

/** A superior is in the same organisation, and nobody is above themselves. */
function* checkSuperior(id: string, organisationId: string, superior: string | null): Steps<void> {
  let above = superior;
  for (let steps = 0; above !== null; steps++) {
    if (above === id || steps > LONGEST_CHAIN)
      throw new CommandError('affiliation.circle', `${id} would report to itself`);
    const next: Row<typeof affiliationTable> = yield* theAffiliation(above);
    if (next.organisation_id !== organisationId)
      throw new CommandError('affiliation.elsewhere', `${above} is not of ${organisationId}`);
    above = next.reports_to;
  }
}
