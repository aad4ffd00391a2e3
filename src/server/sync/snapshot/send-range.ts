import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';

const PORTION_BYTES = 512 * 1024;

/**
 * Sends so many bytes of a file from `start` on, and ends the answer. One portion is read while the one before is on its
 * way, in two buffers that are used again: memory of its own for each would have the whole heap collected for every few
 * portions.
 *
 * @param goesOn asked before each portion but the first
 * @throws where the file is shorter or cannot be read, nobody listens any more, or it is not to go on; `to` is destroyed
 * then
 */
export async function sendRange(
  handle: FileHandle,
  start: number,
  bytes: number,
  to: Writable,
  goesOn: () => Promise<boolean>,
): Promise<void> {
  let free = Buffer.allocUnsafeSlow(Math.min(PORTION_BYTES, bytes));
  let taken = Buffer.allocUnsafeSlow(free.length);
  let sent: Promise<void> = Promise.resolve();
  try {
    for (let done = 0; done < bytes;) {
      const { bytesRead } = await handle.read(free, 0, Math.min(free.length, bytes - done), start + done);
      if (bytesRead === 0) throw new Error(`the file ends ${bytes - done} bytes too early`);
      // The other buffer is free from here on.
      await sent;
      if (done > 0 && !(await goesOn())) throw new Error('whoever asked may not have it any more');
      sent = write(to, free.subarray(0, bytesRead));
      // Met at the next turn; a file that cannot be read is told first.
      sent.catch(() => undefined);
      [free, taken] = [taken, free];
      done += bytesRead;
    }
    await sent;
    to.end();
  } catch (error) {
    to.destroy();
    throw error;
  }
}

/** Resolves when nothing looks at the bytes any more. */
function write(to: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('nobody listens any more'));
    if (to.destroyed) {
      gone();
      return;
    }
    to.once('close', gone);
    to.write(bytes, (error) => {
      to.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
