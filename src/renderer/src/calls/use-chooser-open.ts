import { useCalls } from '../api/desk-state.tsx';
import { isToChoose } from './to-choose.ts';

/** Somebody rings and must be chosen among several: the digit keys are the chooser's until then. */
export function useChooserOpen(): boolean {
  return useCalls().some((call) => call.phase === 'ringing' && isToChoose(call));
}
