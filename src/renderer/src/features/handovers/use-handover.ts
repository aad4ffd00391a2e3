import { HANDED_OVER, handoversContract } from '#shared/features/handovers/contract.ts';
import type { HandoverView } from '#shared/features/handovers/contract.ts';
import { handoverTable } from '#shared/features/handovers/model.ts';
import { useQuery } from '../../api/use-query.ts';

const tables = [handoverTable.name, HANDED_OVER, 'party', 'staff', 'ticket'];

/** What a colleague sent along with this call; nothing while nobody did. */
export function useHandover(callId: string): HandoverView | undefined {
  return useQuery(handoversContract, 'ofCall', { callId }, tables).value ?? undefined;
}
