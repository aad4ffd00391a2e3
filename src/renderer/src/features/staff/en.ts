import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  colleagues: 'In the house',
  picker: { none: 'Nobody of that name', nobody: 'nobody' },
  leaving: {
    nav: 'Handing over',
    title: 'Hand over open work',
    lead: 'Whoever leaves keeps their name on all they have done. What is still open goes to somebody else.',
    leadOnly: 'Only a lead hands over the work of others.',
    who: 'Who leaves?',
    taker: 'Who takes over?',
    left: 'left',
    openWork_one: '{{count}} open thing',
    openWork_other: '{{count}} open things',
    none: 'Nothing open any more',
    noneHint: 'Whoever leaves now leaves nothing behind.',
    give: 'Hand over',
    given_one: '{{count}} thing handed over',
    given_other: '{{count}} things handed over',
    leave: 'Record leaving',
    back: 'Is back',
    leftDone: '{{name}} has left',
    backDone: '{{name}} is back',
    type: { task: 'Follow-ups', ticket: 'Tickets' },
  },
  error: {
    staff: {
      'lead-only': {
        cause: 'Only a lead hands over the work of others.',
        next: 'Ask your lead.',
      },
      same: {
        cause: 'Nobody can take over like this.',
        next: 'Choose somebody else who still works here.',
      },
      gone: { cause: 'There is no such colleague here.', next: 'Open the page again.' },
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
        left_at: 'Left',
      },
    },
    act: {
      staff: {
        create: 'Add colleague',
        'set-left': 'Record leaving',
      },
    },
  },
};
