import { blockLift, blockReinstate } from '#shared/features/blocks/commands.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useBlockTexts } from './texts.ts';

export function useLift(): (id: string) => Promise<boolean> {
  const t = useBlockTexts();
  const run = useRun();
  const act = useAct();
  return (id) =>
    act(() => run(blockLift, { id }), { done: t('lifted'), undo: () => run(blockReinstate, { id }) });
}
