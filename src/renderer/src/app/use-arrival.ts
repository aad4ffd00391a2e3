import { useEffectEvent, useLayoutEffect, useState } from 'react';
import type { Question } from '../api/ahead.ts';
import { useClient } from '../api/client-context.tsx';

/** The screen before it stays no longer than this for the answers, ms. */
const PATIENCE = 100;

/**
 * The path whose screen is shown. `questions` are what the screen of `path` will ask: the one before it stays until they
 * are answered, and it then comes whole. Without any it comes at once.
 */
export function useArrival(path: string, questions: () => readonly Question[]): string {
  const client = useClient();
  const [arrived, setArrived] = useState(path);
  const isThere = useEffectEvent(() => path === arrived);
  const toAsk = useEffectEvent(questions);
  // Before the painting: what needs no answers is there in the same frame.
  useLayoutEffect(() => {
    if (isThere()) return undefined;
    const asked = toAsk();
    if (asked.length === 0) {
      setArrived(path);
      return undefined;
    }
    let over = false;
    const arrive = (): void => {
      if (!over) setArrived(path);
    };
    const timer = setTimeout(arrive, PATIENCE);
    void client.readAhead(asked).then(arrive);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [client, path]);
  return arrived;
}
