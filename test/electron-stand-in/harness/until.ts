import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until there is an answer other than undefined.
 * @throws {Error} naming `what` after `patience` ms
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  patience = 60_000,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`waited ${String(patience)} ms in vain for ${what}`);
    await pause(20);
  }
}
