import { useEffect, useState } from 'react';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCalls } from '../api/desk-state.tsx';
import { nextChange, popCards } from './pop-cards.ts';

interface PopCards {
  readonly cards: readonly LiveCall[];
  /** Leaves at once, before the host has heard of it. */
  readonly hide: (id: string) => void;
}

/** The cards of the pop as time goes by: those of calls that are over leave by themselves. */
export function usePopCards(): PopCards {
  const calls = useCalls();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const [now, setNow] = useState(() => Date.now());
  const cards = popCards(calls, dismissed, now);
  const next = nextChange(cards);

  useEffect(() => {
    if (next === undefined) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [next]);

  return { cards, hide: (id) => setDismissed((before) => new Set([...before, id])) };
}
