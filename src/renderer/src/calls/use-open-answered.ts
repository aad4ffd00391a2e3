import { useEffect, useEffectEvent, useRef } from 'react';
import { isIgnored, isOwnCall } from '#shared/calls/call-facts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { useCalls } from '../api/desk-state.tsx';
import { navigate } from '../app/router.ts';
import { useBusy } from './busy-store.ts';
import { useRouteOfCall } from './use-pop-acts.ts';

/**
 * A call that has become mine opens its sheet, unless the wrap-up of another one is being typed: then the call bar
 * offers it. Calls that were mine before this page began move nothing.
 */
export function useOpenAnswered(): void {
  const calls = useCalls();
  const seen = useRef<ReadonlySet<string> | undefined>(undefined);
  const routeOfCall = useRouteOfCall();

  const look = useEffectEvent((now: readonly LiveCall[]) => {
    const own = now.filter((call) => isOwnCall(call) && !isIgnored(call) && call.phase !== 'ended');
    const fresh = seen.current && own.find((call) => !seen.current?.has(call.id));
    seen.current = new Set([...(seen.current ?? []), ...own.map((call) => call.id)]);
    if (!fresh) return;
    const { typing } = useBusy.getState();
    if (typing === null || typing === fresh.id) navigate(routeOfCall(fresh, fresh.party));
  });
  useEffect(() => look(calls), [calls]);
}
