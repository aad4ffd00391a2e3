import type { ReactNode } from 'react';
import { IconUnlink } from '@tabler/icons-react';
import { affiliationEnd } from '#shared/features/relations/commands.ts';
import { useRun } from '../../api/run-command.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useRelationTexts } from './texts.ts';

/** Ends today; it stays on the sheet with its day, and can be taken back. */
export function EndButton({ id, name }: { readonly id: string; readonly name: string }): ReactNode {
  const t = useRelationTexts();
  const run = useRun();
  const act = useAct();
  const end = (until: string | null) => run(affiliationEnd, { id, until });
  return (
    <IconButton
      icon={IconUnlink}
      label={t('end')}
      onClick={() => void act(() => end(today()), { done: t('ended', { name }), undo: () => end(null) })}
    />
  );
}

/** By the clock of this place, not of Greenwich. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
