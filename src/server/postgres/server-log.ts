import { open, rename, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { nonEmptyLines } from './run.ts';

const ROTATE_BYTES = 5 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;
const TAIL_LINES = 20;

/**
 * The server writes its log straight into a file, not through a pipe of ours, so that an orphan keeps logging after
 * its supervisor died. It holds no statements and no row contents (see SETTINGS).
 */
export interface ServerLog {
  /** Handed to the server as its stdout and stderr; closed by the caller once the server has it. */
  readonly handle: FileHandle;
  /** The last lines written since this start. */
  tail(): Promise<string[]>;
}

/** Opens the log for one start of the server; a log over 5 MiB is first moved to `<path>.1`. */
export async function openServerLog(path: string): Promise<ServerLog> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > ROTATE_BYTES) await rename(path, `${path}.1`);
  const handle = await open(path, 'a', 0o600);
  const start = (await handle.stat()).size;
  return { handle, tail: () => readTail(path, start) };
}

async function readTail(path: string, start: number): Promise<string[]> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const from = Math.max(start, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
    return nonEmptyLines(buffer.subarray(0, bytesRead).toString('utf8')).slice(-TAIL_LINES);
  } finally {
    await handle.close();
  }
}
