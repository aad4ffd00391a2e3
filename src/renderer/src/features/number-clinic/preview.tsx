import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { numberClinicContract } from '#shared/features/number-clinic/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { useCoreTexts } from '../../i18n/use-core-texts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useToasts } from '../../ui/toast-store.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './clinic.module.css';
import { ProposalText } from './proposal-text.tsx';
import { useClinicTexts } from './texts.ts';

const MOST = 100;

interface Props {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Before → after, and who would be found then; nothing happens until it is confirmed. */
export function Preview({ ids, onClose, onDone }: Props): ReactNode {
  const t = useClinicTexts();
  const core = useCoreTexts();
  const act = useAct();
  const client = useClient();
  const show = useToasts((store) => store.show);
  const { value: lines, error } = useQuery(numberClinicContract, 'preview', { ids: ids.slice(0, MOST) }, []);
  const repair = async (): Promise<void> => {
    const { batchId, entries } = await client.ask(numberClinicContract, 'repair', { ids: [...ids] });
    onDone();
    const undo = (): void =>
      void act(() => client.ask(numberClinicContract, 'undo', { batchId }), { done: t('batches.undone') });
    show({ tone: 'done', text: t('preview.done', { count: entries }), undo });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': core('act.close') }}
      title={t('preview.title')}
      size="xl"
    >
      <div className={styles.preview}>
        <p>{t('preview.lead')}</p>
        {error !== undefined && <ErrorNote error={error} />}
        {lines && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('list.customer')}</th>
                <th scope="col">{t('preview.before')}</th>
                <th scope="col">{t('preview.after')}</th>
                <th scope="col">{t('preview.finds')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ contactId, party, raw, before, proposal, finds }) => (
                <tr key={contactId}>
                  <td>{party.name}</td>
                  <td>
                    <span className={styles.number}>{raw}</span>
                    <span className={styles.second}>{before ?? t('preview.nothing')}</span>
                  </td>
                  <td>{proposal && <ProposalText proposal={proposal} />}</td>
                  <td>{finds.length > 0 ? finds.join(', ') : t('preview.nobody')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {ids.length > MOST && <p>{t('preview.shown', { shown: MOST, total: ids.length })}</p>}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {t('preview.cancel')}
          </Button>
          <Button disabled={!lines || lines.length === 0} onClick={() => void act(repair)}>
            {t('preview.repair', { count: ids.length })}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
