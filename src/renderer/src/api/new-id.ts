import { systemClock } from '#shared/kernel/clock.ts';
import { createNewId } from '#shared/kernel/ids.ts';

/** Ids of rows made in this page. */
export const newId = createNewId(systemClock, (length) => crypto.getRandomValues(new Uint8Array(length)));
