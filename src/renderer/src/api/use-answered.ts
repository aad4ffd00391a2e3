import { useLayoutEffect, useReducer, useState } from 'react';
import { useClient } from './client-context.tsx';

/** Nobody waits longer than this for the slowest of the answers, ms. */
const PATIENCE = 400;

/**
 * Whether everything that a screen asked when it appeared has been answered: false for the few milliseconds in which its
 * parts would come in one after the other and push each other about. Whoever calls this stands above those that ask:
 * their effects, which may ask again because of an answer, run before its own. What was asked before it came is not
 * waited for.
 */
export function useAnswered(): boolean {
  const client = useClient();
  const [answered, setAnswered] = useState(false);
  const [before] = useState(client.lastRead);
  /** Once nothing is on its way: drawn together with the answers, looked at after what they led to. */
  const [, look] = useReducer((turn: number) => turn + 1, 0);
  useLayoutEffect(() => {
    if (answered) return undefined;
    const unsubscribe = client.onRead(() => {
      if (!client.isReading(before)) look();
    });
    const timer = setTimeout(() => setAnswered(true), PATIENCE);
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [client, answered, before]);
  // Every drawing: there are as many as times that nothing was on its way. Before it is painted: where all was known
  // ahead, it is seen at once.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same value again ends it
  useLayoutEffect(() => {
    if (!client.isReading(before)) setAnswered(true);
  });
  return answered;
}
