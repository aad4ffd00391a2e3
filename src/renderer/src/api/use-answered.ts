import { useEffect, useReducer, useState } from 'react';
import { useClient } from './client-context.tsx';

/** Nobody waits longer than this for the slowest of the answers, ms. */
const PATIENCE = 400;

/**
 * Whether everything that a screen asked when it appeared has been answered: false for the few milliseconds in which its
 * parts would come in one after the other and push each other about. Whoever calls this stands above those that ask:
 * their effects, which may ask again because of an answer, run before its own.
 */
export function useAnswered(): boolean {
  const client = useClient();
  const [answered, setAnswered] = useState(false);
  /** Once nothing is on its way: drawn together with the answers, looked at after what they led to. */
  const [, look] = useReducer((turn: number) => turn + 1, 0);
  useEffect(() => {
    if (answered) return undefined;
    const unsubscribe = client.onIdle(look);
    const timer = setTimeout(() => setAnswered(true), PATIENCE);
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [client, answered]);
  // Every drawing: there are as many as times that nothing was on its way.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the same value again ends it
  useEffect(() => {
    if (client.waiting === 0) setAnswered(true);
  });
  return answered;
}
