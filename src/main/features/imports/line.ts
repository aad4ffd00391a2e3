import type { ImportOutcomes } from '#shared/features/imports/outcomes.ts';
import { IMPORT_OUTCOMES_PATH, outcomesReply } from '#shared/features/imports/outcomes.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { MAX_PUSH_BYTES, paths, pushReply, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { Base, PushedCommand } from '#shared/sync/protocol.ts';
import type { Host } from '../../host/host.ts';
import type { BatchRow } from './store.ts';

/** Bytes of one command on the wire, with room for its name and the JSON around it. */
const MAX_BATCH_BYTES = MAX_PUSH_BYTES - 8 * 1024;
/** The centre's clock is locked for a command: other desks wait that long. */
const MOST_BATCH_ROWS = 200;

/** What a row adds to its command. */
const bytesOf = ({ entry, base }: Pick<BatchRow, 'entry' | 'base'>): number =>
  Buffer.byteLength(entry) + Buffer.byteLength(base ?? '') + 2;

/** Tells the batch of each row, in the order in which they travel; as large as one push may be. */
export function createCutter(): (row: Pick<BatchRow, 'entry' | 'base'>) => number {
  let batch = 1;
  let rows = 0;
  let bytes = 0;
  return (row) => {
    const size = bytesOf(row);
    if (rows > 0 && (rows >= MOST_BATCH_ROWS || bytes + size > MAX_BATCH_BYTES)) {
      batch += 1;
      rows = 0;
      bytes = 0;
    }
    rows += 1;
    bytes += size;
    return batch;
  };
}

/** A line of commands of its own at the centre: its number is the batch's, so that nothing is ever done twice. */
export interface Line {
  readonly client: string;
  readonly command: string;
  /** When the person began, ms. */
  readonly at: number;
}

/**
 * Sends one batch. Returns the number of the batch to send next: the following one, or where the centre is, which may
 * be earlier (it was set back to a backup) or later (an answer was lost).
 *
 * @throws AppError of the centre; `import.other-line` where this number was another command
 */
export async function sendBatch(
  host: Pick<Host, 'centre'>,
  { client, command, at }: Line,
  batch: number,
  rows: readonly BatchRow[],
): Promise<number> {
  const pushed: PushedCommand = {
    mid: batch,
    name: command,
    args: { rows: rows.map(({ entry }) => JSON.parse(entry) as unknown) },
    base: rows.flatMap(({ base }) => (base === null ? [] : (JSON.parse(base) as Base))),
    at,
    schema: WIRE_SCHEMA,
  };
  const request = { client, epoch: null, schema: WIRE_SCHEMA, commands: [pushed], knows: ['clone'] };
  const reply = await host.centre(paths.push, request, pushReply);
  if (reply.kind === 'taken') return Math.max(batch, reply.lastMid) + 1;
  if (reply.kind === 'gap') return reply.expectedMid;
  throw new AppError('import.other-line', `the centre has another command as number ${batch} of this import`);
}

/** What was not simply applied. */
export async function outcomesOf(
  host: Pick<Host, 'centre'>,
  client: string,
): Promise<ImportOutcomes['outcomes']> {
  return (await host.centre(IMPORT_OUTCOMES_PATH, { client }, outcomesReply)).outcomes;
}

/** Whether it is worth trying again by itself: the way to the centre, a sign-in that has run out. */
export const isPassing = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.code.startsWith('session.') || /^centre\.(?:offline|busy|too-many|unavailable)/.test(error.code));
