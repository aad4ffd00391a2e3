import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { PolicyPaper } from '#shared/auth/policy-paper.ts';
import { accountContract } from '#shared/ipc/account-contract.ts';
import { useQuery } from '../api/use-query.ts';
import { useCoreTexts } from '../i18n/use-core-texts.ts';
import { useFormat } from '../i18n/use-format.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import styles from './account.module.css';
import { accountTables } from './account-tables.ts';
import { PaperText } from './paper-text.tsx';

/** Every version of the organisation's policy, to be read again, and when it was accepted. */
export function PapersPanel(): ReactNode {
  const t = useCoreTexts();
  const { value: papers, error } = useQuery(accountContract, 'papers', {}, accountTables);
  const [opened, setOpened] = useState<number | null>(null);
  const title = t('account.paper.mine');
  const read = papers?.find(({ version }) => version === opened);
  return (
    <Panel title={title} count={papers?.length}>
      {error !== undefined && <ErrorNote error={error} />}
      {papers?.length === 0 && <p className={styles.note}>{t('account.paper.none')}</p>}
      {papers && papers.length > 0 && (
        <Rows label={title}>
          {papers.map((paper) => (
            <PaperRow
              key={paper.version}
              paper={paper}
              isOpen={paper.version === opened}
              onToggle={() => setOpened(paper.version === opened ? null : paper.version)}
            />
          ))}
        </Rows>
      )}
      {read && (
        <div className={styles.paperForm}>
          <PaperText title={read.title} body={read.body} />
        </div>
      )}
    </Panel>
  );
}

interface RowProps {
  readonly paper: PolicyPaper;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function PaperRow({ paper, isOpen, onToggle }: RowProps): ReactNode {
  const t = useCoreTexts();
  const format = useFormat();
  const { version, title, holdsFrom, acceptedAt } = paper;
  return (
    <Row
      title={title}
      marks={<Mark>{t('account.paper.version', { version })}</Mark>}
      detail={[
        t('account.paper.holdsFrom', { when: format.date(holdsFrom) }),
        acceptedAt === null
          ? t('account.paper.open')
          : t('account.paper.accepted', { when: format.date(acceptedAt) }),
      ].join(' · ')}
      acts={
        <IconButton
          icon={isOpen ? IconChevronDown : IconChevronRight}
          label={t('account.paper.read', { title, version })}
          onClick={onToggle}
        />
      }
    />
  );
}
