import type { FunctionComponent, ReactNode } from 'react';
import { useFeatures } from '../features/features-context.tsx';
import type { Contribution, Slot } from './slot.ts';
import { ErrorBoundary } from './error-boundary.tsx';

interface SlotOutletProps<P> {
  readonly slot: Slot<P>;
  readonly with: P;
}

/** Everything the features put into a place. What breaks in one of them stays in its own frame. */
export function SlotOutlet<P extends object>({ slot, with: props }: SlotOutletProps<P>): ReactNode {
  const features = useFeatures();
  const contributions = features
    .flatMap((feature) =>
      feature.contributions.map((contribution) => ({ ...contribution, feature: feature.name })),
    )
    .filter((contribution) => contribution.slot === slot.name)
    .toSorted((a, b) => a.order - b.order || a.feature.localeCompare(b.feature));
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
