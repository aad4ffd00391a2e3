import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconEye, IconEyeOff, IconPencil } from '@tabler/icons-react';
import type { TicketKindLine } from '#shared/features/tickets/contract.ts';
import { ticketKindAdd, ticketKindChange } from '#shared/features/tickets/kind-commands.ts';
import { isBuiltInKind } from '#shared/features/tickets/model.ts';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useKindName } from './kind-name.ts';
import { RenameKind } from './rename-kind.tsx';
import { useTicketTexts } from './texts.ts';

/** One kind, renamed in place; an empty name gives a built-in one the product's name back. */
export function KindRow({ line }: { readonly line: TicketKindLine }): ReactNode {
  const t = useTicketTexts();
  const run = useRun();
  const act = useAct();
  const kindName = useKindName();
  const { kind, name, rowId, retired, tickets } = line;
  const [isRenaming, setRenaming] = useState(false);
  const shown = kindName(kind, name);
  const builtIn = isBuiltInKind(kind) ? kind : null;
  const change = (next: { readonly name: string | null; readonly retired: boolean }): Promise<unknown> =>
    rowId === null
      ? run(ticketKindAdd, { id: newId(), builtIn, ...next })
      : run(ticketKindChange, { id: rowId, ...next });

  const rename = async (typed: string): Promise<void> => {
    const next = typed.trim() || null;
    const worked = await act(() => change({ name: next, retired }), {
      done: t('kinds.renamed', { kind: kindName(kind, next) }),
    });
    if (worked) setRenaming(false);
  };
  const retire = (): void =>
    void act(() => change({ name, retired: !retired }), {
      done: t(retired ? 'kinds.revivedDone' : 'kinds.retiredDone', { kind: shown }),
    });

  if (isRenaming)
    return (
      <Row
        title={
          <RenameKind
            shown={shown}
            mayBeEmpty={builtIn !== null}
            onRename={rename}
            onClose={() => setRenaming(false)}
          />
        }
      />
    );
  return (
    <Row
      title={shown}
      marks={
        <>
          {builtIn === null && <Mark>{t('kinds.own')}</Mark>}
          {retired && <Mark tone="warn">{t('kinds.retired')}</Mark>}
        </>
      }
      detail={tickets === 0 ? t('kinds.noTickets') : t('kinds.tickets', { count: tickets })}
      acts={
        <>
          <IconButton
            icon={IconPencil}
            label={t('kinds.rename', { kind: shown })}
            onClick={() => setRenaming(true)}
          />
          <IconButton
            icon={retired ? IconEye : IconEyeOff}
            label={t(retired ? 'kinds.revive' : 'kinds.retire', { kind: shown })}
            onClick={retire}
          />
        </>
      }
    />
  );
}
