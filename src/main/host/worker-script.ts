import { existsSync } from 'node:fs';

/**
 * Where a worker's script is: beside the source; beside the bundle or above its chunks.
 *
 * @param from `import.meta.url` of whoever starts it @param places relative to it @param what it does, for the error
 * @throws where it is at none of them
 */
export function workerScript(from: string, places: readonly string[], what: string): URL {
  const script = places.map((place) => new URL(place, from)).find((url) => existsSync(url));
  if (!script) throw new Error(`the worker that ${what} is not there`);
  return script;
}
