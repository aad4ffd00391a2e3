import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { mayKeepProfile, pbxProfileTable } from './model.ts';
import { fieldValue, missingField, NOTHING_SAID, PROFILE_FIELDS } from './profile-fields.ts';
import type { ProfileField, ProfileValues } from './profile-fields.ts';

const LONGEST = 40_000;

/**
 * Says these values for the house and leaves the others; null says nothing any more. `id` is for the row where there is
 * none yet: two administrators who make it at once, each on a desk without a line, make one.
 * Refuses with `pbx-profile.bad-value`, `pbx-profile.incomplete` {field}.
 */
export const pbxProfileSet = defineCommand({
  name: 'pbx-profile.set',
  args: z.object({
    id: idSchema,
    values: z.partialRecord(z.enum(PROFILE_FIELDS), z.union([z.string().max(LONGEST), z.number(), z.null()])),
  }),
  forbids: (actor) => (mayKeepProfile(actor) ? undefined : 'pbx-profile.not-allowed'),
  *run({ id, values }, { scopeId }): Steps<void> {
    const patch = Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, checked(field as ProfileField, value)]),
    ) as Partial<ProfileValues>;
    const known = (yield* find(pbxProfileTable, {})).find((row) => row.scope_id === scopeId);
    const missing = missingField({ ...(known ?? NOTHING_SAID), ...patch });
    if (missing !== undefined)
      throw new CommandError('pbx-profile.incomplete', `the door needs ${missing}`, { field: missing });
    if (known) yield* update(pbxProfileTable, known.id, patch);
    else yield* insert(pbxProfileTable, { id, ...NOTHING_SAID, ...patch });
  },
});

function checked(field: ProfileField, value: string | number | null | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  const kept = fieldValue(field, value);
  if (kept === undefined)
    throw new CommandError('pbx-profile.bad-value', `${field} takes no such value`, { field });
  return kept;
}
