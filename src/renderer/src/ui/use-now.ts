import { useEffect, useState } from 'react';

/** The time, anew every `ms`. Lists tick by the minute, a running call by the second. */
export function useNow(ms = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
}
