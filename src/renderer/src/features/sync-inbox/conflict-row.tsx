import type { KeyboardEvent, ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { ConflictView } from '#shared/features/sync-inbox/contract.ts';
import { hrefOf } from '../../app/router.ts';
import { useRouteOf } from '../../features/features-context.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Row } from '../../ui/rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { RowProps } from './choosable-list.tsx';
import { ConflictValues } from './conflict-values.tsx';
import styles from './sync-inbox.module.css';
import { useInboxTexts } from './texts.ts';
import { isChoosable, useConflictActs } from './use-conflict-acts.ts';
import { useCopy } from './use-copy.ts';
import { useWords } from './use-words.ts';

/** One row of somebody's work that met another's. Its box is its handle: the keys act on what has the focus there. */
export function ConflictRow({
  item: conflict,
  checked,
  onCheck,
  onLeaving,
  onKey,
}: RowProps<ConflictView>): ReactNode {
  const t = useInboxTexts();
  const words = useWords();
  const format = useFormat();
  const now = useNow();
  const acts = useConflictActs();
  const copy = useCopy();
  const routeOf = useRouteOf();
  const { ref, name, detail, side, isGone, fields, mineAt, otherAt, otherName, typed, seenAt } = conflict;
  const kind = words.thing(ref.type);
  const title = name ?? t('unknownThing', { kind });
  const what = `${title} – ${format.list(fields.map(({ field }) => words.field(ref.type, field)))}`;
  const who = otherName ?? t('somebody');
  const isSeen = seenAt !== null;
  const canChoose = isChoosable(conflict);
  const route = routeOf(ref);
  const story = ({ late: ['lost', 'lostGone'], kept: ['kept', 'keptGone'] } as const)[side][isGone ? 1 : 0];

  const use = (whose: 'mine' | 'theirs', only: readonly string[]): void => {
    if (!isSeen) onLeaving();
    void acts.choose(conflict, whose, only, what);
  };
  const all = fields.map(({ field }) => field);
  const leave = (): void => {
    onLeaving();
    void (isSeen ? acts.unleave([conflict]) : acts.leave([conflict]));
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const deeds: Readonly<Record<string, () => void>> = {
      l: leave,
      ...(canChoose && { m: () => use('mine', all) }),
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
          aria-keyshortcuts="M L K"
        />
      }
      title={route === undefined ? title : <a href={hrefOf(route)}>{title}</a>}
      marks={<Mark>{kind}</Mark>}
      aside={
        mineAt !== null && <time title={format.moment(mineAt, now)}>{format.relative(mineAt, now)}</time>
      }
      detail={
        <>
          {detail !== '' && <div>{detail}</div>}
          <div>{t(story, { who: isGone && side === 'late' && !otherName ? t('somebodyDative') : who })}</div>
          <ConflictValues conflict={conflict} who={who} />
          <div>
            {[
              words.act(conflict.command),
              mineAt !== null && t('mineAt', { when: format.moment(mineAt, now) }),
              otherAt !== null && t('otherAt', { who, when: format.moment(otherAt, now) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <div className={styles.acts}>
            {canChoose && (
              <Button size="xs" onClick={() => use('mine', all)} aria-label={t('useMineOf', { what })}>
                {t('useMine')}
              </Button>
            )}
            {canChoose &&
              fields.length > 1 &&
              fields.map(({ field }) => (
                <Button key={field} size="xs" variant="default" onClick={() => use('mine', [field])}>
                  {t('useMineField', { field: words.field(ref.type, field) })}
                </Button>
              ))}
            {canChoose && side === 'kept' && (
              <Button size="xs" variant="default" onClick={() => use('theirs', all)}>
                {t('useTheirs', { who })}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              onClick={leave}
              aria-label={isSeen ? undefined : t('leaveOf', { what })}
            >
              {t(isSeen ? 'unleave' : 'leave')}
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
