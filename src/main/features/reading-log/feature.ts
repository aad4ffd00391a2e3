import { z } from 'zod';
import { readingLogContract } from '#shared/features/reading-log/contract.ts';
import { readingLog as shared } from '#shared/features/reading-log/feature.ts';
import { READING_LIST_PATH, readingList } from '#shared/features/reading-log/listing.ts';
import type { ReadingList } from '#shared/features/reading-log/listing.ts';
import { implement } from '#shared/ipc/contract.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { MainFeature } from '../../host/host.ts';
import { readingsList } from './export-list.ts';
import { migrations } from './migrations.ts';
import { createNoteReading } from './reading.ts';

/** A list that shows itself without anybody having looked for something. */
const idle = z.object({ text: z.string().trim().max(0) });
/** The further pages of the same file. */
const goingOn = z.object({ after: z.string() });

export const readingLog: MainFeature = {
  shared,
  migrations,
  exportLists: (host) => [readingsList(host)],
  parts(host) {
    const note = createNoteReading(host);
    let stop: () => void = () => undefined;
    return {
      implementation: implement(readingLogContract, {
        opened({ partyId }) {
          note('sheet', partyId);
          return null;
        },
        list: (input) => host.centre<ReadingList>(READING_LIST_PATH, input, readingList),
      }),
      services: [
        {
          start() {
            stop = host.onRead((reads, input) => {
              if (reads === 'search' && idle.safeParse(input).success) return;
              if (reads === 'export' && goingOn.safeParse(input).success) return;
              try {
                note(reads, null);
              } catch (error) {
                // What was found is found; that it could not be written down stops nobody's work.
                host.log.error('a reading was not written down', { error: messageOf(error) });
              }
            });
          },
          stop: () => stop(),
        },
      ],
    };
  },
};
