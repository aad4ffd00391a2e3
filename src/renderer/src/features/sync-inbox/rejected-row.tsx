import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { RejectedView } from '#shared/features/sync-inbox/contract.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { useErrorText } from '../../i18n/error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Row } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { RowProps } from './choosable-list.tsx';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { useCopy } from './use-copy.ts';
import { useRejectedActs } from './use-rejected-acts.ts';
import { useWords } from './use-words.ts';

/** What the centre has refused for good: what it was, why, and everything that was typed. */
export function RejectedRow({
  item: entry,
  checked,
  onCheck,
  onLeaving,
  onKey,
}: RowProps<RejectedView>): ReactNode {
  const t = useInboxTexts();
  const words = useWords();
  const format = useFormat();
  const now = useNow();
  const acts = useRejectedActs();
  const copy = useCopy();
  const { command, names, at, code, params, typed, seenAt } = entry;
  const { cause, next } = useErrorText()(new AppError(code, code, params));
  const what = [words.act(command), names.join(', ')].filter((part) => part !== '').join(': ');
  const isSeen = seenAt !== null;

  const retry = (): void => {
    onLeaving();
    void acts.retry(entry, what);
  };
  const discard = (): void => {
    onLeaving();
    void (isSeen ? acts.restore([entry]) : acts.discard([entry]));
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const deeds: Readonly<Record<string, () => void>> = {
      v: discard,
      ...(!isSeen && { n: retry }),
      ...(typed !== '' && { k: () => copy(typed) }),
    };
    const deed = deeds[event.key];
    if (!deed) return onKey(event);
    event.preventDefault();
    deed();
  };
  return (
    <Row
      lead={
        <Checkbox
          aria-label={t('select', { what })}
          checked={checked}
          onChange={(event) => onCheck(event.currentTarget.checked)}
          onKeyDown={press}
          aria-keyshortcuts="N V K"
        />
      }
      title={what}
      aside={<time title={format.moment(at, now)}>{format.relative(at, now)}</time>}
      detail={
        <>
          <div>{t('rejectedAt', { when: format.moment(at, now) })}</div>
          <div>
            <strong>{cause}</strong> {next}
          </div>
          {typed !== '' && <pre className={styles.typed}>{typed}</pre>}
          <div className={styles.acts}>
            {!isSeen && (
              <Button size="xs" onClick={retry} aria-label={t('retryOf', { what })}>
                {t('retry')}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              onClick={discard}
              aria-label={isSeen ? undefined : t('discardOf', { what })}
            >
              {t(isSeen ? 'unleave' : 'discard')}
            </Button>
          </div>
        </>
      }
      acts={
        typed !== '' && (
          <IconButton icon={IconCopy} label={t('copyOf', { what })} onClick={() => copy(typed)} />
        )
      }
    />
  );
}
