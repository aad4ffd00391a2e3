import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import type { BatchLine } from '#shared/features/number-clinic/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { useAct } from '../../ui/use-act.ts';
import { useNow } from '../../ui/use-now.ts';
import { useClinicTexts } from './texts.ts';

/** What was repaired from this desk, each to be taken back as a whole. */
export function Batches({ batches }: { readonly batches: readonly BatchLine[] }): ReactNode {
  const t = useClinicTexts();
  const format = useFormat();
  const now = useNow();
  const act = useAct();
  const client = useClient();
  const show = useToasts((store) => store.show);
  if (batches.length === 0) return null;
  const undo = async (batchId: string): Promise<void> => {
    const { kept } = await client.ask(numberClinicContract, 'undo', { batchId });
    const text = kept === 0 ? t('batches.undone') : t('batches.undoneKept', { count: kept });
    show({ tone: 'done', text });
  };
  return (
    <Panel title={t('batches.title')}>
      <Rows label={t('batches.title')}>
        {batches.map(({ id, at, entries, undoneAt, kept }) => (
          <Row
            key={id}
            title={t('batches.entries', { count: entries })}
            aside={<time>{format.moment(at, now)}</time>}
            detail={
              undoneAt !== null &&
              (kept > 0
                ? t('batches.undoneKept', { count: kept })
                : t('batches.undoneAt', { at: format.moment(undoneAt, now) }))
            }
            acts={
              undoneAt === null && (
                <Button
                  variant="subtle"
                  aria-label={t('batches.undoFor', { at: format.moment(at, now) })}
                  onClick={() => void act(() => undo(id))}
                >
                  {t('batches.undo')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </Panel>
  );
}
