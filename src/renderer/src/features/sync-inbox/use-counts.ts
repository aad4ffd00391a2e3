import { INBOX_TABLES, syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import { useQuery } from '../../api/use-query.ts';

/** How much there is to look at: conflicts of both sides, and what was rejected. */
export function useCount(): number {
  const { value } = useQuery(syncInboxContract, 'counts', {}, INBOX_TABLES);
  return value ? value.conflicts + value.rejected : 0;
}
