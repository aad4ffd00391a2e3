import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  title: 'Demo calls',
  ring: 'Let it ring: {{name}} – {{hint}}',
  scenario: {
    known: {
      name: 'Known customer',
      hint: 'Erika Brandt calls: her sheet with an open ticket and a promised callback.',
    },
    family: { name: 'Family number', hint: 'Several share the number: choose who is speaking.' },
    extension: { name: 'Unknown extension', hint: 'The main number of the firm fits, the extension is new.' },
    withheld: { name: 'Withheld', hint: 'No number: ask for the ticket number.' },
    'ring-group': { name: 'Colleague answers', hint: 'Three phones ring, Mehmet is quicker.' },
    missed: { name: 'Missed', hint: 'The caller hangs up; find them under “Today”.' },
  },
  phone: {
    title: 'Desk phone of the demo',
    idle: 'ready',
    ringing: 'ringing',
    talking: 'talking',
    held: 'on hold',
    answer: 'Answer',
    hangUp: 'Hang up',
    hold: 'Hold',
    resume: 'Resume',
  },
  error: {
    demo: {
      'no-pbx': {
        cause: 'The demo phone system is not running.',
        next: 'Start the demo again with “npm run demo”.',
      },
    },
  },
};
