import { useTranslation } from 'react-i18next';
import type { StageHealth } from '#shared/features/black-box/health.ts';
import { textsOf } from '../../i18n/texts.ts';
import type { de } from './de.ts';

export const BLACK_BOX = 'black-box';

export const useBlackBoxTexts = textsOf<typeof de>(BLACK_BOX);

export interface StageWords {
  readonly cause: string;
  /** Absent when there is nothing to do. */
  readonly next?: string;
}

/** Causes come from the host; one this renderer has no words for is told as it is. */
export function useStageWords(): (health: StageHealth) => StageWords {
  const { t, i18n } = useTranslation(BLACK_BOX);
  return ({ stage, cause, detail }) => {
    const key = `stage.${stage}.${cause}`;
    const isKnown = (part: 'cause' | 'next'): boolean => i18n.exists(`${key}.${part}`, { ns: BLACK_BOX });
    if (!isKnown('cause')) return { cause: detail ?? cause };
    return { cause: t(`${key}.cause`), ...(isKnown('next') && { next: t(`${key}.next`) }) };
  };
}
