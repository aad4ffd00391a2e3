import type { ReactNode } from 'react';
import type { Reason } from '#shared/features/duplicates/score.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useDuplicateTexts } from './texts.ts';

/** Why two are taken for one, in words. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }): ReactNode {
  const t = useDuplicateTexts();
  const format = useFormat();
  return format.list(reasons.map((reason) => t(`reason.${reason}`)));
}
