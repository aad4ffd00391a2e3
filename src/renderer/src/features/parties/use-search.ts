import type { PartyHit } from '#shared/features/parties/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { Query } from '../../api/use-query.ts';

/** Hits while typing; those of the last text stay until the new ones are there. */
export function useSearch(text: string, limit: number, enabled = true): Query<readonly PartyHit[]> {
  return useQuery(
    partiesContract,
    'search',
    { text: text.slice(0, 200), limit },
    ['party', 'contact_point'],
    {
      keepPrevious: true,
      enabled,
    },
  );
}
