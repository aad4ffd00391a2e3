import type { ReactNode } from 'react';
import { blackBoxContract } from '#shared/features/black-box/contract.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ScreenTitle } from '../../ui/screen-title.tsx';
import { BoxScreen } from './box-screen.tsx';
import { useBlackBoxTexts } from './texts.ts';

/** Why a call was matched so, while it rings or goes on as well as afterwards. */
export function CallWhyScreen({ params }: { readonly params: Readonly<Record<string, string>> }): ReactNode {
  const t = useBlackBoxTexts();
  const callId = params['callId'] ?? '';
  const { value: id, error } = useQuery(blackBoxContract, 'ofCall', { callId }, ['black_box']);
  if (error !== undefined) return <ErrorNote error={error} />;
  if (id === undefined) return null;
  if (id === null) return <ScreenTitle title={t('box.gone')} />;
  return <BoxScreen params={{ id }} />;
}
