import type { ReactNode } from 'react';
import { administrationContract } from '#shared/features/administration/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './administration.module.css';
import { NewPaper } from './new-paper.tsx';
import { administrationTables } from './tables.ts';
import { useAdministrationTexts } from './texts.ts';

/** The versions of the policy, and who has accepted the newest. */
export function Papers({ mayPublish }: { readonly mayPublish: boolean }): ReactNode {
  const t = useAdministrationTexts();
  const format = useFormat();
  const now = useNow();
  const { value: book, error } = useQuery(administrationContract, 'papers', {}, administrationTables);
  const [newest] = book?.papers ?? [];
  const who = newest ? t('paper.acceptances', { version: newest.version }) : '';
  return (
    <>
      <Panel title={t('paper.title')} count={book?.papers.length}>
        {error !== undefined && <ErrorNote error={error} />}
        {book?.papers.length === 0 && <p className={styles.note}>{t('paper.none')}</p>}
        <Rows label={t('paper.title')}>
          {book?.papers.map(({ version, title, holdsFrom, publishedAt }) => (
            <Row
              key={version}
              title={title}
              marks={<Mark>{t('paper.version', { version })}</Mark>}
              detail={[
                t('paper.holdsFrom', { when: format.date(holdsFrom) }),
                t('paper.published', { when: format.moment(publishedAt, now) }),
              ].join(' · ')}
            />
          ))}
        </Rows>
        {mayPublish && book && <NewPaper key={newest?.version ?? 0} before={newest} />}
      </Panel>
      {newest && (
        <Panel title={who}>
          <Rows label={who}>
            {book?.acceptances.map(({ userId, name, acceptedAt }) => (
              <Row
                key={userId}
                title={name}
                marks={
                  acceptedAt === null ? (
                    <Mark tone="warn">{t('paper.open')}</Mark>
                  ) : (
                    <Mark>{t('paper.accepted', { when: format.date(acceptedAt) })}</Mark>
                  )
                }
              />
            ))}
          </Rows>
        </Panel>
      )}
    </>
  );
}
