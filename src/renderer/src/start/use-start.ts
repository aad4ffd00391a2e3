import { useCalls, useSession, useStatus } from '../api/desk-state.tsx';
import { isReady, nextStep, stepStates } from './start-steps.ts';
import type { StartStep, StepState } from './start-steps.ts';

export interface Start {
  readonly states: Readonly<Record<StartStep, StepState>>;
  readonly next: StartStep | undefined;
  readonly isReady: boolean;
}

export function useStart(): Start {
  const status = useStatus();
  const isSignedIn = Boolean(useSession());
  const hasSeenCall = useCalls().length > 0;
  const states = stepStates({ status, isSignedIn, hasSeenCall });
  return { states, next: nextStep(states), isReady: isReady(states) };
}
