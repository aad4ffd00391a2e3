import { dutyContract } from '#shared/features/duty/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { draftsSettled } from '../../api/draft-saver.ts';
import { useAct } from '../../ui/use-act.ts';

/** Leaves the desk, once what is being typed is kept. */
export function useLeave(): () => void {
  const client = useClient();
  const act = useAct();
  return () =>
    void act(async () => {
      await draftsSettled();
      await client.ask(dutyContract, 'leave', { how: 'checked-out' });
    });
}
