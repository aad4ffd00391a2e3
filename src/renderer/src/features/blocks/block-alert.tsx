import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { maySetBlocks } from '#shared/features/blocks/commands.ts';
import { useSession } from '../../api/desk-state.tsx';
import type { PartyProps } from '../../slots/slots.ts';
import { AlertLine } from '../../ui/alert-line.tsx';
import { useBlockTexts } from './texts.ts';
import { useBlocks, useBlockWords } from './use-blocks.ts';
import { useLift } from './use-lift.ts';

/** First of all alerts: until when, and why. Said in words, with a sign of its own; the red is only how it looks. */
export function BlockAlert({ partyId }: PartyProps): ReactNode {
  const t = useBlockTexts();
  const { banner } = useBlockWords();
  const session = useSession();
  const lift = useLift();
  const active = useBlocks(partyId).filter(({ state }) => state === 'active');
  const mayLift = session ? maySetBlocks(session) : false;
  return active.map((block) => (
    <AlertLine
      key={block.id}
      icon={IconBan}
      tone="block"
      act={mayLift && <Button onClick={() => void lift(block.id)}>{t('lift')}</Button>}
    >
      {banner(block)}
    </AlertLine>
  ));
}
