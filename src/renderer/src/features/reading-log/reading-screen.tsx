import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readingLogContract } from '#shared/features/reading-log/contract.ts';
import type { ReadingList, ReadingListRequest } from '#shared/features/reading-log/listing.ts';
import { mayAskOfReader } from '#shared/features/reading-log/rights.ts';
import { useQuery } from '../../api/use-query.ts';
import { useSession } from '../../api/desk-state.tsx';
import { hrefOf } from '../../app/router.ts';
import { SlotOutlet } from '../../slots/slot-outlet.tsx';
import { listActs } from '../../slots/slots.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import styles from './reading-log.module.css';
import { useReadingLogTexts } from './texts.ts';

type Of = ReadingListRequest['of'];
type Before = ReadingListRequest['before'];

interface Props {
  readonly params: Readonly<Record<string, string>>;
}

export const OwnReadings = (): ReactNode => <Readings key="own" of={{ what: 'own' }} />;
export const ReadingsOfParty = ({ params: { id = '' } }: Props): ReactNode => (
  <Readings key={id} of={{ what: 'party', id }} />
);
export const ReadingsOfReader = ({ params: { id = '' } }: Props): ReactNode => (
  <Readings key={id} of={{ what: 'reader', id }} />
);

/** Page below page, as the centre has them; nothing is added up. */
function Readings({ of }: { readonly of: Of }): ReactNode {
  const t = useReadingLogTexts();
  const [pages, setPages] = useState<readonly Before[]>([null]);
  return (
    <>
      <ScreenTitle title={t(`title.${of.what}`)}>
        <SlotOutlet slot={listActs} with={{ list: 'readings', text: '', filters: filtersOf(of) }} />
      </ScreenTitle>
      {pages.map((before, index) => (
        <Page
          key={before?.id ?? ''}
          {...{ of, before }}
          onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
        />
      ))}
    </>
  );
}

const filtersOf = (of: Of): Readonly<Record<string, string>> =>
  of.what === 'own' ? {} : { [of.what]: of.id };

interface PageProps {
  readonly of: Of;
  readonly before: Before;
  /** Left out: the next page is there already. */
  readonly onMore: ((next: NonNullable<Before>) => void) | undefined;
}

function Page({ of, before, onMore }: PageProps): ReactNode {
  const t = useReadingLogTexts();
  const { value, error } = useQuery(readingLogContract, 'list', { of, before }, []);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (!value) return null;
  const next = value.next;
  return (
    <Panel title={t('list')}>
      {before === null && <Rules of={of} list={value} />}
      {before === null && value.entries.length === 0 && (
        <EmptyState icon={IconEyeOff} title={t('none')} hint={t('noneHint')} />
      )}
      {value.entries.length > 0 && (
        <Rows label={t('list')}>
          {value.entries.map((entry) => (
            <Entry key={entry.id} of={of} entry={entry} />
          ))}
        </Rows>
      )}
      {next && onMore && (
        <Button variant="default" onClick={() => onMore(next)}>
          {t('more')}
        </Button>
      )}
    </Panel>
  );
}

function Rules({
  of,
  list: { kinds, keepDays },
}: {
  readonly of: Of;
  readonly list: ReadingList;
}): ReactNode {
  const t = useReadingLogTexts();
  const known = (['sheet', 'search', 'export'] as const).filter((kind) => kinds.includes(kind));
  return (
    <p className={styles.rules}>
      {known.length === 0
        ? t('off')
        : t('kept', { kinds: known.map((kind) => t(`kinds.${kind}`)).join(', '), days: keepDays })}{' '}
      {of.what !== 'own' && t('noted')}
    </p>
  );
}

function Entry({
  of,
  entry: { kind, partyId, partyName, readerId, readerName, at },
}: {
  readonly of: Of;
  readonly entry: ReadingList['entries'][number];
}): ReactNode {
  const t = useReadingLogTexts();
  const { i18n } = useTranslation();
  const session = useSession();
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  const reader = readerName ?? t('unknownReader');
  const mayFollow = session !== null && session !== undefined && mayAskOfReader(session);
  const title =
    of.what === 'party' ? (
      mayFollow ? (
        <a href={hrefOf(`/reading-log/reader/${readerId}`)}>{reader}</a>
      ) : (
        reader
      )
    ) : partyId !== null && partyName !== null ? (
      <a href={hrefOf(`/customers/${partyId}`)}>{partyName}</a>
    ) : partyId === null ? (
      t(`kind.${kind}`)
    ) : (
      t('unknownParty')
    );
  return <Row title={title} detail={partyId === null ? '' : t(`kind.${kind}`)} aside={when} />;
}
