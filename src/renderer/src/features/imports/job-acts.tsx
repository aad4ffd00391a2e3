import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { importsContract } from '#shared/features/imports/contract.ts';
import type { ImportJobView } from '#shared/features/imports/contract.ts';
import { useClient } from '../../api/client-context.tsx';
import { navigate } from '../../app/router.ts';
import { useAct } from '../../ui/use-act.ts';
import styles from './imports.module.css';
import { useImportTexts } from './texts.ts';

const UNDER_WAY = ['reading', 'checking', 'running', 'undoing'];

/** What can be done with an import where it stands. */
export function JobActs({ job }: { readonly job: ImportJobView }): ReactNode {
  const t = useImportTexts();
  const act = useAct();
  const client = useClient();
  const { id, state, counts } = job;
  const ask = (call: 'run' | 'stop' | 'resume' | 'undo'): void =>
    void act(() => client.ask(importsContract, call, { id }));
  const remove = async (): Promise<void> => {
    await client.ask(importsContract, 'remove', { id });
    navigate('/import');
  };
  const taken = (counts?.new ?? 0) + (counts?.changed ?? 0);
  const isTravelled = job.applied > 0 || state === 'done';
  return (
    <div className={styles.acts}>
      {state === 'checked' && (
        <Button disabled={taken === 0} onClick={() => ask('run')}>
          {t('act.run', { count: taken })}
        </Button>
      )}
      {UNDER_WAY.includes(state) && (
        <Button variant="default" onClick={() => ask('stop')}>
          {t('act.stop')}
        </Button>
      )}
      {state === 'stopped' && counts && <Button onClick={() => ask('resume')}>{t('act.resume')}</Button>}
      {(state === 'done' || state === 'stopped') && isTravelled && (
        <div>
          <Button variant="default" onClick={() => ask('undo')}>
            {t('act.undo')}
          </Button>
          <p className={styles.note}>{t('act.undoHint')}</p>
        </div>
      )}
      {!UNDER_WAY.includes(state) && (
        <div>
          <Button variant="default" onClick={() => void act(remove)}>
            {t('act.remove')}
          </Button>
          {isTravelled && <p className={styles.note}>{t('act.removeHint')}</p>}
        </div>
      )}
    </div>
  );
}
