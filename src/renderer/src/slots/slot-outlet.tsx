import type { FunctionComponent, ReactNode } from 'react';
import { useFeatures } from '../features/features-context.tsx';
import type { RendererFeature } from '../features/renderer-feature.ts';
import type { Contribution, Slot } from './slot.ts';
import { ErrorBoundary } from './error-boundary.tsx';

interface SlotOutletProps<P> {
  readonly slot: Slot<P>;
  readonly with: P;
  /** Of its parts those from here, 0, */
  readonly from?: number;
  /** to before this one. */
  readonly until?: number;
}

/** Everything the features put into a place. What breaks in one of them stays in its own frame. */
export function SlotOutlet<P extends object>({
  slot,
  with: props,
  from,
  until,
}: SlotOutletProps<P>): ReactNode {
  const features = useFeatures();
  const all = contributionsOf(features, slot.name);
  const contributions = from === undefined && until === undefined ? all : all.slice(from, until);
  return contributions.map((contribution, index) => {
    const Part = componentOf<P>(contribution);
    return (
      <ErrorBoundary key={`${contribution.feature}.${index}`} part={contribution.feature}>
        <Part {...props} />
      </ErrorBoundary>
    );
  });
}

/** `fill` has checked the component against this very slot; the name brought it here. */
function componentOf<P>(contribution: Contribution): FunctionComponent<P> {
  return contribution.component as FunctionComponent<P>;
}

interface Placed extends Contribution {
  readonly feature: string;
}

const placed = new WeakMap<readonly RendererFeature[], Map<string, readonly Placed[]>>();

/** In their order. Sorted once: a place may be in every row of a list. */
function contributionsOf(features: readonly RendererFeature[], slot: string): readonly Placed[] {
  const bySlot = placed.get(features) ?? new Map<string, readonly Placed[]>();
  placed.set(features, bySlot);
  const known = bySlot.get(slot);
  if (known) return known;
  const found = features
    .flatMap(({ name, contributions }) => contributions.map((one) => ({ ...one, feature: name })))
    .filter((one) => one.slot === slot)
    .toSorted((a, b) => a.order - b.order || a.feature.localeCompare(b.feature));
  bySlot.set(slot, found);
  return found;
}
