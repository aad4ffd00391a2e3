import { useCalls } from '../api/desk-state.tsx';

/** Somebody rings and must be chosen among several: the digit keys are the chooser's until then. */
export function useChooserOpen(): boolean {
  return useCalls().some(
    ({ phase, party, match }) => phase === 'ringing' && party === null && match.candidates.length > 0,
  );
}
