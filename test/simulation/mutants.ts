import { centreMutants } from './centre-mutants.ts';
import { deskMutants } from './desk-mutants.ts';
import type { Mutant } from './mutant.ts';

/** Bugs that the invariants must see. */
export const mutants: readonly Mutant[] = [...deskMutants, ...centreMutants];

export function findMutant(name: string): Mutant | undefined {
  return mutants.find((mutant) => mutant.name === name);
}
