import { Zip, ZipDeflate } from 'fflate';

/** Bytes that are read of a file at once. */
const STEP = 2 ** 20;

export interface ZipEntry {
  readonly path: string;
  readonly data: Blob;
  /** Left out: it is compressed already, mostly. */
  readonly isText?: true;
}

/**
 * An archive of these, in their order. No file is ever in memory as a whole: what is written goes into Blobs, which the
 * browser keeps on disk where there is much of it. Below 4 GB.
 *
 * @returns undefined: stopped
 */
export async function zipOf(
  entries: readonly ZipEntry[],
  at: Date,
  signal: AbortSignal,
): Promise<Blob | undefined> {
  const parts: Blob[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    if (chunk.length > 0) parts.push(new Blob([chunk.slice()]));
  });
  for (const { path, data, isText } of entries) {
    // Some readers refuse entries that are stored and tell their length behind: these are deflated, with nothing packed.
    const entry = new ZipDeflate(path, { level: isText ? 6 : 0 });
    entry.mtime = at;
    zip.add(entry);
    for (let from = 0, isLast = false; !isLast; from += STEP) {
      if (signal.aborted) return undefined;
      const bytes = new Uint8Array(await data.slice(from, from + STEP).arrayBuffer());
      isLast = from + STEP >= data.size;
      entry.push(bytes, isLast);
      if (failure) throw failure;
    }
  }
  zip.end();
  if (failure) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}
