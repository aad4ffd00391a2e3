import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

/**
 * Behind what is there, each chunk before the next is asked for, without a copy and without another thread: for a thread
 * that has nothing else to do. `onWritten` hears how many bytes there are then. Whatever ends it, what came is kept.
 *
 * @returns how many there are at the end
 * @throws errors of the disk as they come; what `chunks` throws
 */
export async function appendSync(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  onWritten: (chunk: Uint8Array, bytes: number) => void,
): Promise<number> {
  const file = openSync(path, 'a', 0o600);
  try {
    let { size } = fstatSync(file);
    for await (const chunk of chunks) {
      // A disk that is nearly full takes a part, and refuses the rest when it is asked again.
      for (let written = 0; written < chunk.byteLength;) written += writeSync(file, chunk, written);
      size += chunk.byteLength;
      onWritten(chunk, size);
    }
    return size;
  } finally {
    closeSync(file);
  }
}
