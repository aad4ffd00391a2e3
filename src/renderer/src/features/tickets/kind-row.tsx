import type { ReactNode } from 'react';
import type { TicketKindLine } from '#shared/features/tickets/contract.ts';
import { ticketKindAdd, ticketKindChange } from '#shared/features/tickets/kind-commands.ts';
import { isBuiltInKind } from '#shared/features/tickets/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useAct } from '../../ui/use-act.ts';
import { useKindName } from './kind-name.ts';
import { TermRow } from './term-row.tsx';
import { useTicketTexts } from './texts.ts';

export function KindRow({ line }: { readonly line: TicketKindLine }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const kindName = useKindName();
  const { kind, name, rowId, retired, tickets } = line;
  const shown = kindName(kind, name);
  const builtIn = isBuiltInKind(kind) ? kind : null;
  const change = (next: { readonly name: string | null; readonly retired: boolean }): Promise<unknown> =>
    rowId === null
      ? run(ticketKindAdd, { id: newId(), builtIn, ...next })
      : run(ticketKindChange, { id: rowId, ...next });
  return (
    <TermRow
      of="kinds"
      shown={shown}
      isBuiltIn={builtIn !== null}
      retired={retired}
      tickets={tickets}
      onRename={(next) =>
        act(() => change({ name: next, retired }), {
          done: t('kinds.renamed', { term: kindName(kind, next) }),
        })
      }
      onRetire={() =>
        void act(() => change({ name, retired: !retired }), {
          done: t(retired ? 'kinds.revivedDone' : 'kinds.retiredDone', { term: shown }),
        })
      }
    />
  );
}
