import { textsOf } from '../../i18n/texts.ts';
import type { de } from './de.ts';

export const usePersonRightsTexts = textsOf<typeof de>('person-rights');
