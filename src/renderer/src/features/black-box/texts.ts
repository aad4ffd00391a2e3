import { useTranslation } from 'react-i18next';
import type { StageHealth } from '#shared/features/black-box/health.ts';
import { textsOf } from '../../i18n/texts.ts';
import type { de } from './de.ts';

export const BLACK_BOX = 'black-box';

export const useBlackBoxTexts = textsOf<typeof de>(BLACK_BOX);

export interface StageWords {
  readonly cause: string;
  /** Empty when there is nothing to do. */
  readonly next: string;
}

/** Causes come from the host; one this renderer has no words for is told as it is. */
export function useStageWords(): (health: StageHealth) => StageWords {
  const { t, i18n } = useTranslation(BLACK_BOX);
  return ({ stage, cause, detail }) => {
    const key = `stage.${stage}.${cause}`;
    if (!i18n.exists(`${key}.cause`, { ns: BLACK_BOX })) return { cause: detail ?? cause, next: '' };
    return { cause: t(`${key}.cause`), next: t(`${key}.next`) };
  };
}
