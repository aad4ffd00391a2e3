import { setFlagsFromString } from 'node:v8';

/**
 * Called once, as a desk's process starts: from here on each thread collects its own garbage. V8 has helpers for all
 * threads of a process, up to four that want a processor whenever the page worker's heap is collected, at
 * the main thread's own priority; a call that comes meanwhile waits for them. The main thread's heap is small, and its
 * own collections are hardly longer without them (docs/scaling.md, "A centre is another machine").
 *
 * Both flags are looked at whenever a collection begins, so that they may be set in a running process (Node, Electron).
 */
export function collectInOwnThread(): void {
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--no-concurrent-marking');
}
