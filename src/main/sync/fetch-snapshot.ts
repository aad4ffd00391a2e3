import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { AppError } from '#shared/kernel/app-error.ts';
import type { SnapshotOffer } from '#shared/sync/protocol.ts';
import type { Log } from '../host/host.ts';
import type { SnapshotNet } from './net.ts';
import { WorkerGone } from './page-worker-port.ts';
import type { SnapshotFile } from './snapshot-file.ts';

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

/**
 * Fetches what is not there yet of the file, in a thread of its own where there is one for it.
 *
 * @returns the sha256 of what came, hex, made on the way; undefined where some of it had come before
 * @throws as SyncNet's requests; errors of the disk as they come; the signal's reason
 */
export async function fetchSnapshot(what: SnapshotFetch, signal: AbortSignal): Promise<string | undefined> {
  const { file, isOnDisk, net, offer, onProgress, log } = what;
  const tell = (bytes: number): void =>
    onProgress(Math.min(offer.rows, Math.floor((bytes / offer.bytes) * offer.rows)), offer.rows);
  if (isOnDisk && net.fetchInto) {
    try {
      return await fetchInto(what, net.fetchInto.bind(net), tell, signal);
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
      log.warn('the snapshot is fetched on the main thread', { detail: error.message });
    }
  }
  let bytes = await file.begin(offer);
  const hash = bytes === 0 ? createHash('sha256') : undefined;
  while (bytes < offer.bytes) {
    const before = bytes;
    const chunks = net.fetch(offer.id, { from: bytes, bytes: offer.bytes }, signal);
    bytes = await file.append(hash ? hashed(chunks, hash) : chunks, tell);
    if (bytes === before) throw endsEarly();
  }
  tell(bytes);
  return hash?.digest('hex');
}

async function fetchInto(
  { file, offer }: SnapshotFetch,
  fetch: NonNullable<SnapshotNet['fetchInto']>,
  tell: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  let bytes = await file.begin(offer);
  let digest: string | undefined;
  while (bytes < offer.bytes) {
    const fetched = await fetch(offer.id, { file: file.path, from: bytes, bytes: offer.bytes }, tell, signal);
    if (fetched.bytes === bytes) throw endsEarly();
    digest = bytes === 0 ? fetched.sha256 : undefined;
    ({ bytes } = fetched);
  }
  tell(bytes);
  return digest;
}

const endsEarly = (): AppError => new AppError('centre.bad-reply', 'the snapshot ends before its end');

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
