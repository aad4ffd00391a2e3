import type { PartyHit } from '#shared/features/parties/contract.ts';
import { partiesContract } from '#shared/features/parties/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import type { Query } from '../../api/use-query.ts';
import type { ChosenFilters } from '../../slots/slots.ts';

const NONE: ChosenFilters = {};

/** Hits while typing; those of the last text stay until the new ones are there. */
export function useSearch(
  text: string,
  limit: number,
  enabled = true,
  filters = NONE,
): Query<readonly PartyHit[]> {
  const chosen = Object.entries(filters);
  return useQuery(
    partiesContract,
    'search',
    {
      ...{ text: text.slice(0, 200), limit },
      ...(chosen.length > 0 && {
        filters: Object.fromEntries(chosen.map(([name, { value }]) => [name, value])),
      }),
    },
    ['party', 'contact_point', ...chosen.flatMap(([, { tables }]) => tables)],
    { keepPrevious: true, enabled },
  );
}
