import { useAct } from '../../ui/use-act.ts';
import { useInboxTexts } from './texts.ts';

/** What somebody typed, onto the clipboard. */
export function useCopy(): (text: string) => void {
  const t = useInboxTexts();
  const act = useAct();
  return (text) => void act(() => navigator.clipboard.writeText(text), { done: t('copied') });
}
