import { randomBytes } from 'node:crypto';
import { systemClock } from '#shared/kernel/clock.ts';
import { createNewId } from '#shared/kernel/ids.ts';

/** Ids of rows that a test makes by itself, as a desk does. */
export const newId = createNewId(systemClock, (length) => randomBytes(length));
