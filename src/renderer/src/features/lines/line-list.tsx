import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { lineAdd, lineRemove } from '#shared/features/lines/commands.ts';
import { linesContract } from '#shared/features/lines/contract.ts';
import type { HouseLine } from '#shared/features/lines/contract.ts';
import { mayKeepLines } from '#shared/features/lines/model.ts';
import { formatNumber } from '#shared/phone/format.ts';
import { useSession, useSettings } from '../../api/desk-state.tsx';
import { newId } from '../../api/new-id.ts';
import { useRun } from '../../api/run-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useAct } from '../../ui/use-act.ts';
import { LineDialog } from './line-dialog.tsx';
import styles from './lines.module.css';
import { lineTables } from './tables.ts';
import { useLineTexts } from './texts.ts';

/** What to say on which line; everybody may read it, those who lead keep it. */
export function LineList(): ReactNode {
  const t = useLineTexts();
  const session = useSession();
  const [edited, setEdited] = useState<HouseLine | 'new' | null>(null);
  const { value: lines, error } = useQuery(linesContract, 'list', {}, lineTables);
  const mayKeep = session ? mayKeepLines(session) : false;
  return (
    <Panel
      title={t('title')}
      count={lines?.length}
      action={
        mayKeep && (
          <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      {error !== undefined && <ErrorNote error={error} />}
      {lines?.length === 0 && <p className={styles.note}>{t('none')}</p>}
      <Rows label={t('title')}>
        {lines?.map((line) => (
          <LineRow key={line.id} line={line} onEdit={mayKeep ? () => setEdited(line) : undefined} />
        ))}
      </Rows>
      {!mayKeep && <p className={styles.note}>{t('readOnly')}</p>}
      {edited !== null && (
        <LineDialog line={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Panel>
  );
}

interface Props {
  readonly line: HouseLine;
  /** undefined: only to be read. */
  readonly onEdit: (() => void) | undefined;
}

function LineRow({ line: { id, ...line }, onEdit }: Props): ReactNode {
  const t = useLineTexts();
  const run = useRun();
  const act = useAct();
  const country = useSettings()?.dialProfile.country ?? '';
  const digits = /^\+(\d+)$/.exec(line.line)?.[1];
  const shown = digits === undefined ? line.line : formatNumber(digits, { country });
  const remove = (): Promise<boolean> =>
    act(() => run(lineRemove, { id }), {
      done: t('removed', { line: line.line }),
      undo: () => run(lineAdd, { id: newId(), ...line }),
    });
  return (
    <Row
      title={[line.name, shown].filter(Boolean).join(' · ')}
      detail={line.greeting}
      acts={
        onEdit && (
          <>
            <IconButton icon={IconPencil} label={t('edit', { line: line.line })} onClick={onEdit} />
            <IconButton
              icon={IconTrash}
              label={t('remove', { line: line.line })}
              onClick={() => void remove()}
            />
          </>
        )
      }
    />
  );
}
