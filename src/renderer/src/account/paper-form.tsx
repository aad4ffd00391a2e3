import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { paperOwed } from '#shared/auth/policy-paper.ts';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useClient } from '../api/client-context.tsx';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Panel } from '../ui/panel.tsx';
import { useAct } from '../ui/use-act.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './account.module.css';
import { accountTables } from './account-tables.ts';
import { PaperText } from './paper-text.tsx';

/** The policy that has to be accepted before the desk is used. */
export function PaperForm(): ReactNode {
  const t = useCoreTexts();
  const client = useClient();
  const act = useAct();
  const format = useFormat();
  const now = useNow();
  const { value: papers, error } = useQuery(accountContract, 'papers', {}, accountTables);
  // The centre's clock decides what holds; where this one is behind, the newest is the one to accept.
  const paper = papers && (paperOwed(papers, now) ?? papers[0]);
  if (!paper) return error === undefined ? null : <ErrorNote error={error} />;
  const { version, title, body, holdsFrom } = paper;
  const accept = (): Promise<boolean> =>
    act(() => client.ask(accountContract, 'acceptPaper', { version }), { done: t('account.paper.done') });
  return (
    <Panel title={title}>
      <div className={styles.paperForm}>
        <p>{t('account.paper.acceptLead')}</p>
        <p className={styles.soft}>
          {t('account.paper.version', { version })} ·{' '}
          {t('account.paper.holdsFrom', { when: format.date(holdsFrom) })}
        </p>
        <PaperText title={title} body={body} />
        <Button variant="filled" onClick={() => void accept()}>
          {t('account.paper.accept')}
        </Button>
      </div>
    </Panel>
  );
}
