import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { ConflictView, ValueView } from '#shared/features/sync-inbox/contract.ts';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { useWords } from './use-words.ts';

/** Field by field: my value, the other's, and what stands now where that is neither. */
export function ConflictValues({
  conflict,
  who,
}: {
  readonly conflict: ConflictView;
  readonly who: string;
}): ReactNode {
  const t = useInboxTexts();
  const words = useWords();
  const { ref, fields, isLocal, isGone, typed } = conflict;
  return (
    <>
      <dl className={styles.values}>
        {fields.map(({ field, mine, theirs, now, isKept }) => {
          const inWords = (value: ValueView): string => words.value(ref.type, field, value);
          return (
            <Fragment key={field}>
              <dt>{words.field(ref.type, field)}</dt>
              <dd>
                {!isLocal && `${t('mine')}: ${inWords(mine)} · ${t('theirs', { who })}: ${inWords(theirs)}`}
                {!isGone && (isLocal || !isKept) && (
                  <strong>{`${isLocal ? '' : ' · '}${t('stands')}: ${inWords(now)}`}</strong>
                )}
              </dd>
            </Fragment>
          );
        })}
      </dl>
      {isLocal && typed !== '' && <pre className={styles.typed}>{typed}</pre>}
    </>
  );
}
