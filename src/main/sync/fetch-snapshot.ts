import { createHash } from 'node:crypto';
import { AppError } from '#shared/kernel/app-error.ts';
import type { SnapshotOffer } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { SnapshotNet } from './net.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import { WorkerGone } from './worker-gone.ts';

export interface SnapshotFetch {
  readonly file: SnapshotFile;
  /** Its bytes are where its path says. */
  readonly isOnDisk: boolean;
  readonly net: Pick<SnapshotNet, 'fetch' | 'fetchInto'>;
  readonly offer: SnapshotOffer;
  /** In rows. */
  readonly onProgress: (done: number, total: number) => void;
  readonly log: Log;
}

/** One go from so many bytes on: how many are there then, and the sha256, hex, of those that came, where it was made. */
type FetchOn = (
  from: number,
  onBytes: (bytes: number) => void,
) => Promise<{ readonly bytes: number; readonly sha256?: string | undefined }>;

/**
 * Fetches what is not there yet of the file, in a thread of its own where there is one for it.
 *
 * @returns the sha256, hex, made on the way; undefined where it did not come in one go: then the file is to be read
 * @throws as SyncNet's requests; errors of the disk as they come; the signal's reason
 */
export async function fetchSnapshot(what: SnapshotFetch, signal: AbortSignal): Promise<string | undefined> {
  const { file, isOnDisk, net, offer, log } = what;
  const { fetchInto } = net;
  if (isOnDisk && fetchInto) {
    try {
      return await fetchAll(what, (from, onBytes) =>
        fetchInto.call(net, offer.id, { file: file.path, from, bytes: offer.bytes }, onBytes, signal),
      );
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
      log.warn('the snapshot is fetched on the main thread', { detail: error.message });
    }
  }
  return fetchAll(what, async (from, onBytes) => {
    const hash = createHash('sha256');
    const chunks = net.fetch(offer.id, { from, bytes: offer.bytes }, signal);
    // Of the rest of a file nobody wants to know it.
    if (from > 0) return { bytes: await file.append(chunks, onBytes) };
    const bytes = await file.append(
      passing(chunks, (chunk) => hash.update(chunk)),
      onBytes,
    );
    return { bytes, sha256: hash.digest('hex') };
  });
}

async function fetchAll(
  { file, offer, onProgress }: SnapshotFetch,
  fetchOn: FetchOn,
): Promise<string | undefined> {
  const tell = (count: number): void =>
    onProgress(Math.min(offer.rows, Math.floor((count / offer.bytes) * offer.rows)), offer.rows);
  let bytes = await file.begin(offer);
  let digest: string | undefined;
  while (bytes < offer.bytes) {
    const from = bytes;
    const came = await fetchOn(from, tell);
    if (came.bytes === from) throw new AppError('centre.bad-reply', 'the snapshot ends before its end');
    digest = from === 0 ? came.sha256 : undefined;
    ({ bytes } = came);
  }
  tell(bytes);
  return digest;
}

async function* passing(
  chunks: AsyncIterable<Uint8Array>,
  by: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    by(chunk);
    yield chunk;
  }
}
