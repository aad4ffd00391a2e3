import { textsOf } from '../../i18n/texts.ts';
import type { de } from './de.ts';

export const useLineTexts = textsOf<typeof de>('lines');
