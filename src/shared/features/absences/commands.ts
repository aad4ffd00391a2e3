import { z } from 'zod';
import { mayLead } from '../../access/leading.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { withoutUndefined } from '../../kernel/without-undefined.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { absenceTable } from './model.ts';

const time = z.int().nonnegative();

/** One's own, and the team's for whoever leads it. */
export const mayReportFor = ({ userId, roles }: Pick<Actor, 'userId' | 'roles'>, staffId: string): boolean =>
  mayLead({ roles }) || staffId === userId;

const notTheirs = (actor: Actor, { staffId }: { readonly staffId: string }): string | undefined =>
  mayReportFor(actor, staffId) ? undefined : 'absence.not-yours';

export const absenceReport = defineCommand({
  name: 'absence.report',
  args: z.object({ id: idSchema, staffId: idSchema, deputyId: idSchema, fromAt: time, untilAt: time }),
  forbids: (actor, args) => notTheirs(actor, args),
  *run({ id, staffId, deputyId, fromAt, untilAt }, { actor, at }) {
    mustMakeSense({ staffId, deputyId, fromAt, untilAt });
    yield* insert(absenceTable, {
      id,
      staff_id: staffId,
      deputy_id: deputyId,
      from_at: fromAt,
      until_at: untilAt,
      reported_by: actor.userId,
      reported_at: at,
      ended_at: null,
    });
  },
});

/**
 * Longer, shorter, or somebody else stands in: what is given of it is written, so that one who moves the days and one
 * who names another deputy have no conflict. Where both together would make no sense, the later one is refused.
 */
export const absenceChange = defineCommand({
  name: 'absence.change',
  args: z.object({
    id: idSchema,
    staffId: idSchema,
    deputyId: idSchema.optional(),
    fromAt: time.optional(),
    untilAt: time.optional(),
  }),
  forbids: (actor, args) => notTheirs(actor, args),
  *run({ id, staffId, deputyId, fromAt, untilAt }) {
    const was = yield* absenceOf(id, staffId);
    mustMakeSense({
      staffId,
      deputyId: deputyId ?? was.deputy_id,
      fromAt: fromAt ?? was.from_at,
      untilAt: untilAt ?? was.until_at,
    });
    const patch = { deputy_id: deputyId, from_at: fromAt, until_at: untilAt };
    yield* update(absenceTable, id, withoutUndefined(patch));
  },
});

/** Back, or it never came to it. Who said so first, did: two desks that end it at once have no conflict over it. */
export const absenceEnd = defineCommand({
  name: 'absence.end',
  args: z.object({ id: idSchema, staffId: idSchema }),
  forbids: (actor, args) => notTheirs(actor, args),
  *run({ id, staffId }, { at }) {
    const absence = yield* absenceOf(id, staffId);
    if (absence.ended_at === null) yield* update(absenceTable, id, { ended_at: at });
  },
});

/** Undo of {@link absenceEnd}. */
export const absenceResume = defineCommand({
  name: 'absence.resume',
  args: z.object({ id: idSchema, staffId: idSchema }),
  forbids: (actor, args) => notTheirs(actor, args),
  *run({ id, staffId }) {
    const absence = yield* absenceOf(id, staffId);
    if (absence.ended_at !== null) yield* update(absenceTable, id, { ended_at: null });
  },
});

/** The right was given for `staffId`, so the row must be that person's. */
function* absenceOf(id: string, staffId: string): Steps<Row<typeof absenceTable>> {
  const absence = yield* get(absenceTable, id);
  if (absence?.staff_id !== staffId)
    throw new CommandError('absence.gone', `no absence ${id} of staff ${staffId}`);
  return absence;
}

type Span = Readonly<{ staffId: string; deputyId: string; fromAt: number; untilAt: number }>;

function mustMakeSense({ staffId, deputyId, fromAt, untilAt }: Span): void {
  if (deputyId === staffId) throw new CommandError('absence.own-deputy', 'nobody stands in for themselves');
  if (untilAt <= fromAt) throw new CommandError('absence.no-time', 'an absence ends after it begins');
}
