import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  nav: 'Calls',
  panel: 'Last contacts',
  none: 'No contact yet',
  noneHint: 'Every call stands here once it is answered or dialled – with your note.',
  type: { call: 'Call', visit: 'Visit', mail: 'Mail', letter: 'Letter', note: 'Note' },
  direction: { in: 'incoming', out: 'outgoing', none: '' },
  missed: 'Missed',
  notReached: 'Not reached',
  running: 'in progress',
  withheld: 'Withheld',
  noNote: 'no note',
  last: 'Last contact {{when}}, {{who}}',
  calls: {
    all: 'All',
    missed: 'Missed',
    filter: 'Which calls',
    none: 'No calls yet',
    noneHint: 'The calls of the whole team stand here, newest first.',
    noneMissed: 'No missed call',
    caller: 'Party',
    when: 'When',
    who: 'Who',
    talk: 'Length',
    note: 'Outcome and note',
  },
  error: {
    interaction: {
      gone: { cause: 'This contact has been deleted meanwhile.', next: 'Open the page again.' },
      'foreign-author': {
        cause: 'Only data stewards may enter for others.',
        next: 'Enter the contact in your own name.',
      },
    },
  },
  words: {
    thing: {
      interaction: 'Contact',
    },
    field: {
      interaction: {
        type: 'Kind',
        direction: 'Direction',
        party_id: 'Customer',
        staff_id: 'Of ours',
        occurred_at: 'When',
        answered_at: 'Answered',
        ended_at: 'Ended',
        end_reason: 'End',
        number: 'Number',
        queue: 'Queue',
        call_key: 'Key of the call',
        outcome: 'Outcome',
        body: 'Note',
      },
    },
    value: {
      interaction: {
        type: {
          call: 'Call',
          visit: 'Visit',
          mail: 'Mail',
          letter: 'Letter',
          note: 'Note',
        },
        direction: {
          in: 'incoming',
          out: 'outgoing',
          none: 'none',
        },
        outcome: {
          resolved: 'resolved',
          ticket: 'ticket',
          'follow-up': 'follow-up',
          forwarded: 'forwarded',
          'not-reached': 'not reached',
          'wrong-number': 'wrong number',
        },
      },
    },
    act: {
      interaction: {
        describe: 'Write note',
        'end-call': 'End call',
        finish: 'Finish wrap-up',
        'log-call': 'Log call',
        record: 'Record contact',
      },
    },
  },
};
