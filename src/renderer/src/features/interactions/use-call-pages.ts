import { useState } from 'react';
import { interactionsContract } from '#shared/features/interactions/contract.ts';
import type { CallPages } from '#shared/features/interactions/contract.ts';
import { interactionTable } from '#shared/features/interactions/model.ts';
import { useQuery } from '../../api/use-query.ts';

/** Calls the list has at first; it grows by as many when its end comes into view. */
const STEP = 10_000;
const TABLES = [interactionTable.name];

/** How long the list of calls is, and where its pages begin. */
export function useCallPages(missed: boolean): {
  readonly pages: CallPages | undefined;
  readonly error: unknown;
  readonly grow: () => void;
} {
  const [limit, setLimit] = useState(STEP);
  const { value, error } = useQuery(interactionsContract, 'callPages', { limit, missed }, TABLES, {
    keepPrevious: true,
  });
  const grow = (): void => {
    if (value?.hasOlder && value.count === limit) setLimit(limit + STEP);
  };
  return { pages: value, error, grow };
}
