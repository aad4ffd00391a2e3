import { blocksContract } from '#shared/features/blocks/contract.ts';
import type { BlockLine } from '#shared/features/blocks/contract.ts';
import { blockStateOn } from '#shared/features/blocks/model.ts';
import type { BlockState } from '#shared/features/blocks/model.ts';
import { dayOf, noonOf } from '#shared/kernel/day.ts';
import { useQuery } from '../../api/use-query.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { blockTables } from './tables.ts';
import { useBlockTexts } from './texts.ts';

export interface BlockOfToday extends BlockLine {
  readonly state: BlockState;
}

const MINUTE = 60_000;
/** A day this far ahead is unmistakable without its year. */
const NEAR = 330 * 24 * 60 * MINUTE;

/** All of a party's blocks, with what they are today: at midnight, too, nobody need open the sheet anew. */
export function useBlocks(partyId: string): readonly BlockOfToday[] {
  const today = dayOf(useNow(MINUTE));
  const { value } = useQuery(blocksContract, 'ofParty', { partyId }, blockTables);
  return (value ?? []).map((block) => ({ ...block, state: blockStateOn(block, today) }));
}

/** "Gesperrt bis 31.03., Hausordnung"; `mark` without why: "gesperrt bis 31.03." */
export function useBlockWords(): {
  readonly banner: (block: BlockLine) => string;
  readonly mark: (block: BlockLine) => string;
  readonly why: (block: Pick<BlockLine, 'kind' | 'note'>) => string;
} {
  const t = useBlockTexts();
  const format = useFormat();
  const { i18n } = useLanguage();
  const now = useNow(MINUTE);
  const why = ({ kind, note }: Pick<BlockLine, 'kind' | 'note'>): string => {
    if (note === '') return t(`kind.${kind}`);
    return kind === 'other' ? note : `${t(`kind.${kind}`)}: ${note}`;
  };
  const dayWords = (at: number): string => {
    if (at - now > NEAR) return format.date(at);
    return new Intl.DateTimeFormat(i18n.language === 'de' ? 'de-DE' : 'en-GB', {
      ...(i18n.language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' }),
    }).format(at);
  };
  return {
    why,
    mark: ({ until }) =>
      until === null ? t('mark.open') : t('mark.until', { day: dayWords(noonOf(until)) }),
    banner: (block) =>
      block.until === null
        ? t('banner.open', { why: why(block) })
        : t('banner.until', { day: dayWords(noonOf(block.until)), why: why(block) }),
  };
}
