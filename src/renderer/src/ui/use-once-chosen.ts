import { useState } from 'react';
import type { Ref } from '#shared/kernel/ref.ts';

/** Ids of the things of a type that have been chosen since this stands there: what is let go can be chosen again. */
export function useOnceChosen(chosen: readonly Ref[], of: string): string[] {
  const [before, setBefore] = useState<readonly string[]>([]);
  const added = chosen.flatMap(({ type, id }) => (type === of && !before.includes(id) ? [id] : []));
  const all = [...before, ...added];
  if (added.length > 0) setBefore(all);
  return all;
}
