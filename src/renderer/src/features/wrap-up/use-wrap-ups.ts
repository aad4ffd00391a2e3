import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { wrapUpContract } from '#shared/features/wrap-up/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { wrapUpTables } from './tables.ts';

/** Unfinished ones of whoever is signed in, newest call first. */
export function useWrapUps(): readonly WrapUp[] | undefined {
  return useQuery(wrapUpContract, 'open', {}, wrapUpTables).value;
}
