import { useStatus } from '../api/desk-state.tsx';
import { useCoreTexts } from '../i18n/use-core-texts.ts';

/** Why nothing can be dialled from here, in words; undefined where it can, or nobody knows yet. */
export function useDialBlock(): string | undefined {
  const t = useCoreTexts();
  return useStatus()?.pbx.onlyListens ? t('dial.onlyListens') : undefined;
}
