import type { PersonContents } from '#shared/features/person-rights/person-file.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { MissingReason } from './enclosed.ts';

/** Archives without extensions that not everything reads end at 4 GB. */
export const MOST_ARCHIVE_BYTES = 3 * 2 ** 30;

export interface Piece {
  readonly base64: string;
  readonly isLast: boolean;
}

export interface Gathering {
  /** The next piece; with the last one the digest has been compared. @throws AppError */
  readonly piece: (contents: PersonContents, no: number, isHereOnly: boolean) => Promise<Piece>;
  /** Bytes so far, of all. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
  readonly mostBytes?: number;
}

/** By digest: what several rows stand for is gathered once. */
export interface Gathered {
  readonly found: ReadonlyMap<string, Blob>;
  readonly missing: ReadonlyMap<string, MissingReason>;
}

/**
 * Brings the contents together one after the other. A piece is handed to a Blob as it comes, which the browser keeps on
 * disk where there is much of it: no more than a piece is held here. Once the centre is out of reach it is not asked
 * again; what lies on this desk is taken all the same.
 *
 * @param before what an earlier try has found
 * @returns undefined: stopped
 * @throws AppError what has nothing to do with any one of them: signed out, no longer allowed
 */
export async function gatherContents(
  wanted: readonly PersonContents[],
  before: ReadonlyMap<string, Blob>,
  { piece, onProgress, signal, mostBytes = MOST_ARCHIVE_BYTES }: Gathering,
): Promise<Gathered | undefined> {
  const each = [...new Map(wanted.map((contents) => [contents.sha256, contents])).values()];
  const total = each.reduce((sum, { bytes }) => sum + bytes, 0);
  const found = new Map(each.flatMap(({ sha256 }) => entryOf(before, sha256)));
  const missing = new Map<string, MissingReason>();
  let done = [...found.values()].reduce((sum, { size }) => sum + size, 0);
  let kept = done;
  let isHereOnly = false;
  for (const contents of each) {
    if (found.has(contents.sha256)) continue;
    if (kept + contents.bytes > mostBytes) {
      missing.set(contents.sha256, 'no-room');
      continue;
    }
    const parts: Blob[] = [];
    try {
      for (let isLast = false, no = 0; !isLast; no += 1) {
        if (signal.aborted) return undefined;
        const { base64, ...told } = await piece(contents, no, isHereOnly);
        const part = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]);
        parts.push(part);
        done += part.size;
        onProgress(done, total);
        ({ isLast } = told);
      }
      const blob = new Blob(parts);
      kept += blob.size;
      found.set(contents.sha256, blob);
    } catch (error) {
      const reason = reasonOf(error, contents);
      if (reason === undefined) throw error;
      missing.set(contents.sha256, reason);
      isHereOnly ||= reason === 'offline';
      done -= parts.reduce((sum, { size }) => sum + size, 0);
    }
  }
  return signal.aborted ? undefined : { found, missing };
}

function entryOf<V>(map: ReadonlyMap<string, V>, key: string): readonly (readonly [string, V])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

function reasonOf(error: unknown, { deleted }: PersonContents): MissingReason | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (error.code.startsWith('centre.')) return 'offline';
  if (error.code === 'person-rights.no-contents') return deleted ? 'removed' : 'not-uploaded';
  return error.code === 'person-rights.bad-contents' ? 'damaged' : undefined;
}
