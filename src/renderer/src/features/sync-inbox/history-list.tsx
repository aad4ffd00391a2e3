import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { syncInboxContract } from '#shared/features/sync-inbox/contract.ts';
import type { HistoryLine, HistoryView } from '#shared/features/sync-inbox/contract.ts';
import { MOST_HISTORY } from '#shared/features/sync-inbox/history.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { useClient } from '../../api/client-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Row, Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { useWords } from './use-words.ts';

const FIRST = 50;

interface Answer {
  readonly view?: HistoryView;
  readonly error?: unknown;
}

/** Asks the centre when it is opened; a picture of that moment. */
export function HistoryList({
  thing,
  onRetry,
}: {
  readonly thing: Ref;
  /** Opens it anew. */
  readonly onRetry: () => void;
}): ReactNode {
  const t = useInboxTexts();
  const client = useClient();
  const [limit, setLimit] = useState(FIRST);
  const [answer, setAnswer] = useState<Answer>({});
  const { type, id } = thing;

  useEffect(() => {
    let over = false;
    client.ask(syncInboxContract, 'history', { ref: { type, id }, limit }).then(
      (view) => !over && setAnswer({ view }),
      (error: unknown) => !over && setAnswer({ error }),
    );
    return () => {
      over = true;
    };
  }, [client, type, id, limit]);

  const { view, error } = answer;
  const isOffline = error instanceof AppError && error.code === 'centre.offline';
  return (
    <>
      {error !== undefined && <ErrorNote error={error} onRetry={onRetry} />}
      {isOffline && <p>{t('history.offlineHint')}</p>}
      {!view && error === undefined && <p role="status">{t('history.loading')}</p>}
      {view?.lines.length === 0 && (
        <EmptyState icon={IconHistory} title={t('history.none')} hint={t('history.noneHint')} />
      )}
      {view && view.lines.length > 0 && (
        <Rows label={t('history.list')}>
          {view.lines.map((line, index) => (
            <Line key={`${index} ${line.at}`} line={line} type={type} />
          ))}
        </Rows>
      )}
      {view?.more && limit < MOST_HISTORY && (
        <div className={styles.foot}>
          <Button variant="default" onClick={() => setLimit(MOST_HISTORY)}>
            {t('history.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ line, type }: { readonly line: HistoryLine; readonly type: string }): ReactNode {
  const t = useInboxTexts();
  const words = useWords();
  const format = useFormat();
  const now = useNow();
  const { at, who, what, field, old, new: next } = line;
  const values =
    field !== undefined && old && next
      ? t('history.from', { old: words.value(type, field, old), new: words.value(type, field, next) })
      : undefined;
  return (
    <Row
      title={`${field === undefined ? words.thing(type) : words.field(type, field)} ${t(`history.what.${what}`)}`}
      aside={<time>{format.moment(at, now)}</time>}
      detail={[values, who ?? t('somebody')].filter(Boolean).join(' · ')}
    />
  );
}
