import type { Subject } from '#shared/features/attachments/commands.ts';
import { SUBJECT_TYPES } from '#shared/features/attachments/model.ts';
import type { Ref } from '#shared/kernel/ref.ts';

/** undefined: nothing can be attached to things of this type. */
export function subjectOf({ type, id }: Ref): Subject | undefined {
  const known = SUBJECT_TYPES.find((each) => each === type);
  return known && { type: known, id };
}
