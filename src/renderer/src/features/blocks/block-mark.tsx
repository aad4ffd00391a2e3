import type { ReactNode } from 'react';
import { IconBan } from '@tabler/icons-react';
import type { PartyProps } from '../../slots/slots.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './blocks.module.css';
import { useBlocks, useBlockWords } from './use-blocks.ts';

/** Beside somebody who may be the caller: barred, and until when. Said before they are chosen. */
export function BlockMark({ partyId }: PartyProps): ReactNode {
  const { mark } = useBlockWords();
  return useBlocks(partyId)
    .filter(({ state }) => state === 'active')
    .map((block) => (
      <Mark key={block.id} tone="block">
        <IconBan size={12} className={styles.sign} aria-hidden />
        {mark(block)}
      </Mark>
    ));
}
