import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  title: 'Lines and greetings',
  none: 'None yet: the pop names the line, but not how to answer it.',
  readOnly: 'Leads, data stewards and administrators change greetings.',
  add: 'Add greeting',
  edit: 'Change the greeting of {{line}}',
  remove: 'Remove the greeting of {{line}}',
  added: 'The greeting of {{line}} holds from now on.',
  changed: 'The greeting of {{line}} is changed.',
  removed: 'The greeting of {{line}} is removed.',
  save: 'Save',
  lineHint: 'Name of the queue or dialled number: Hausnotruf, 0221 47101',
  greetingHint: 'Stands in the pop while it rings.',
  says: '“{{greeting}}”',
  named: '{{name}}: “{{greeting}}”',
  error: {
    line: {
      exists: { cause: 'There is a greeting for {{line}} already.', next: 'Change the one in the list.' },
      gone: { cause: 'This greeting no longer exists.', next: 'Add it anew where it is needed.' },
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators may change greetings.',
        next: 'Ask your lead.',
      },
    },
  },
  words: {
    thing: { house_line: 'Line' },
    field: {
      house_line: { line: 'Queue or number', name: 'Name', greeting: 'Greeting' },
    },
    act: {
      line: {
        add: 'Add greeting',
        change: 'Change greeting',
        remove: 'Remove greeting',
      },
    },
  },
};
