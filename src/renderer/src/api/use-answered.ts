import { useEffect, useState } from 'react';
import { useClient } from './client-context.tsx';

/** Nobody waits longer than this for the slowest of the answers, ms. */
const PATIENCE = 400;

/**
 * Whether everything that a screen asked when it appeared has been answered: false for the few milliseconds in which its
 * parts would come in one after the other and push each other about.
 */
export function useAnswered(): boolean {
  const client = useClient();
  const [answered, setAnswered] = useState(false);
  useEffect(() => {
    if (answered) return undefined;
    const began = performance.now();
    let frame = 0;
    const look = (): void => {
      if (client.waiting === 0 || performance.now() - began > PATIENCE) setAnswered(true);
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [client, answered]);
  return answered;
}
