import { textsOf } from '../../i18n/texts.ts';
import type { de } from './de.ts';

export const usePbxProfileTexts = textsOf<typeof de>('pbx-profile');
