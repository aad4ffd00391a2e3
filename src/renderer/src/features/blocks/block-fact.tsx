import type { ReactNode } from 'react';
import { IconBan, IconLockOpen } from '@tabler/icons-react';
import { BLOCK_KINDS, blockTable } from '#shared/features/blocks/model.ts';
import { noonOf } from '#shared/kernel/day.ts';
import type { Facts } from '#shared/timeline/timeline-source.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimelineFactProps } from '../../slots/slots.ts';
import { useBlockTexts } from './texts.ts';
import { useBlockWords } from './use-blocks.ts';

/** A block in the history: set, lifted, ended by its day. */
export function BlockFact({ type, what, facts, children }: TimelineFactProps): ReactNode {
  const t = useBlockTexts();
  const { why } = useBlockWords();
  const format = useFormat();
  if (type !== blockTable.name) return null;
  const day = (name: string): string | undefined => {
    const text = textIn(facts, name);
    return text === '' ? undefined : format.date(noonOf(text));
  };
  const kind = BLOCK_KINDS.find((each) => each === facts['kind']) ?? 'other';
  const reason = why({ kind, note: textIn(facts, 'note') });
  if (what !== 'set')
    return children({
      icon: IconLockOpen,
      title: t(what === 'lifted' ? 'past.lifted' : 'past.over'),
      detail: reason,
    });
  const until = day('until');
  const since = day('since');
  return children({
    icon: IconBan,
    title: until === undefined ? t('past.set.open') : t('past.set.until', { day: until }),
    detail: [reason, since !== undefined && t('past.from', { day: since })].filter(Boolean).join(' · '),
  });
}

const textIn = (facts: Facts, name: string): string => {
  const value = facts[name];
  return typeof value === 'string' ? value : '';
};
