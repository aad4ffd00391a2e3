import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import { readingListRequest } from './listing.ts';
import type { ReadingList } from './listing.ts';

export const readingLogContract = defineContract('reading-log', {
  /** A sheet is on the screen. Written down where the house keeps such a log, else nothing happens. */
  opened: call(z.object({ partyId: idSchema }), returns<null>()),
  /** Asked of the centre. @throws `centre.offline`, `reading-log.not-yours`, `party.gone` */
  list: call(readingListRequest, returns<ReadingList>()),
});
