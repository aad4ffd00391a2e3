import type { ReactNode } from 'react';
import { IconBan } from '@tabler/icons-react';
import { PopLine } from '../../calls/pop-line.tsx';
import { useBlocks, useBlockWords } from './use-blocks.ts';

/** In the pop, above everything else that is known of the caller. */
export function BlockPopLine({ partyId }: { readonly partyId: string }): ReactNode {
  const { banner } = useBlockWords();
  return useBlocks(partyId)
    .filter(({ state }) => state === 'active')
    .map((block) => (
      <PopLine key={block.id} icon={IconBan} tone="block">
        {banner(block)}
      </PopLine>
    ));
}
