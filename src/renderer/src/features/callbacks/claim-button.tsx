import type { ReactNode } from 'react';
import { IconHandOff, IconHandStop } from '@tabler/icons-react';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useCallbackTexts } from './texts.ts';
import { useCallbackActs } from './use-callback-acts.ts';
import { whoOf } from './words.ts';

export function ClaimButton({ line }: { readonly line: CallbackLine }): ReactNode {
  const t = useCallbackTexts();
  const { claim: act } = useCallbackActs();
  const { claim } = line;
  const who = whoOf(line, t);
  const label = claim?.mine
    ? t('releaseOf', { who })
    : claim
      ? t('takeOverOf', { who, other: claim.staffName })
      : t('claimOf', { who });
  return (
    <IconButton icon={claim?.mine ? IconHandOff : IconHandStop} label={label} onClick={() => act(line)} />
  );
}
