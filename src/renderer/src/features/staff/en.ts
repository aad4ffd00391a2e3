import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  colleagues: 'In the house',
  error: {
    staff: {
      'admin-only': {
        cause: 'Only the administration adds staff.',
        next: 'Ask the administration to do it.',
      },
    },
  },
  words: {
    thing: {
      staff: 'Colleague',
    },
    field: {
      staff: {
        name: 'Name',
        short_name: 'Short name',
        extension: 'Extension',
        mail: 'Mail',
      },
    },
    act: {
      staff: {
        create: 'Add colleague',
      },
    },
  },
};
