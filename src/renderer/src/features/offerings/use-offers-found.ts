import { offeringsContract } from '#shared/features/offerings/contract.ts';
import type { DirectoryHit } from '#shared/features/offerings/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { directoryTables } from './tables.ts';

/** Offers and providers the text fits; none before something is typed. */
export function useOffersFound(text: string, limit: number): readonly DirectoryHit[] {
  const isAsked = /\p{L}{2}/u.test(text);
  const input = { text: text.slice(0, 200), limit };
  const { value } = useQuery(offeringsContract, 'find', input, directoryTables, {
    enabled: isAsked,
    keepPrevious: true,
  });
  return isAsked ? (value?.hits ?? []) : [];
}
