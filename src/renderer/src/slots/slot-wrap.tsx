import type { FunctionComponent, ReactNode } from 'react';
import { useFeatures } from '../features/features-context.tsx';
import type { Slot } from './slot.ts';

interface SlotWrapProps<P> {
  readonly slot: Slot<P & { readonly children: ReactNode }>;
  readonly with: P;
  readonly children: ReactNode;
}

/** What lies in here is shown where every feature that stands in front of it lets it through. The lowest is outermost. */
export function SlotWrap<P extends object>({ slot, with: props, children }: SlotWrapProps<P>): ReactNode {
  const guards = useFeatures()
    .flatMap((feature) => feature.contributions)
    .filter((contribution) => contribution.slot === slot.name)
    .toSorted((a, b) => b.order - a.order);
  return guards.reduce<ReactNode>((inner, { component }) => {
    // `fill` has checked the component against this very slot; the name brought it here.
    const Guard = component as FunctionComponent<P & { readonly children: ReactNode }>;
    return <Guard {...props}>{inner}</Guard>;
  }, children);
}
