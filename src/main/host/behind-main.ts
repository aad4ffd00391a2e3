import { readlinkSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/** Steps of `nice`: beside a thread that wants all of a processor, a tenth of it is left for one of these. */
const BEHIND = 10;

/**
 * Called in a worker: from here on the processors are the main thread's first, which has calls to answer, and does not
 * wait for the end of a turn. Linux alone has priorities for threads that can be set from here; a system that has them
 * for processes (Windows, macOS), or shows nobody its threads, leaves it as it was.
 */
export function runBehindMain(): void {
  if (isMainThread || process.platform !== 'linux') return;
  try {
    // The link is read by the thread that asks, and so names it.
    const [thread] = /\d+$/.exec(readlinkSync('/proc/thread-self')) ?? [];
    // 0 is whoever asks, which is a thread here. The main thread may have been put back by whoever started it.
    const behind = Math.min(getPriority(0) + BEHIND, constants.priority.PRIORITY_LOW);
    if (thread !== undefined) setPriority(Number(thread), behind);
  } catch {
    // No more than a wish.
  }
}
