import { syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import type { RejectedView } from '#shared/features/sync-inbox/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useInboxTexts } from './texts.ts';

export interface RejectedActs {
  retry(entry: RejectedView, what: string): Promise<boolean>;
  discard(entries: readonly RejectedView[]): Promise<boolean>;
  restore(entries: readonly RejectedView[]): Promise<boolean>;
}

export function useRejectedActs(): RejectedActs {
  const t = useInboxTexts();
  const client = useClient();
  const act = useAct();
  const see = (entries: readonly RejectedView[], seen: boolean): Promise<void> =>
    client.ask(syncInboxContract, 'seeRejected', { ids: entries.map(({ id }) => id), seen });
  return {
    retry: ({ id }, what) =>
      act(() => client.ask(syncInboxContract, 'retry', { id }), { done: t('retried', { what }) }),
    discard: (entries) =>
      act(() => see(entries, true), {
        done: t('discarded', { count: entries.length }),
        undo: () => see(entries, false),
      }),
    restore: (entries) => act(() => see(entries, false)),
  };
}
