import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  dock: 'Wrap-up',
  today: 'Unfinished wrap-ups',
  note: 'Note',
  notePlaceholder: 'What was talked about? Saved from the first letter on.',
  outcome: 'Outcome',
  saved: 'saved',
  saving: 'saving …',
  failed: 'not saved yet – trying again',
  finish: 'Finish',
  finished: 'Wrap-up finished',
  running: 'Call in progress',
  after: 'Wrap-up',
  withheld: 'Withheld',
  hasNote: 'with note',
  calledAt: 'Call {{when}}',
  pass: 'Hand over …',
  passTo: 'To whom?',
  passed: 'Wrap-up handed over',
  passSeveral: 'Pass wrap-ups on',
  passSeveralAct: 'Pass on …',
  which: 'Which ones?',
  all: 'All {{count}}',
  passChosen_one: 'Pass {{count}} on',
  passChosen_other: 'Pass {{count}} on',
  passedSeveral_one: 'Wrap-up passed on: {{names}}',
  passedSeveral_other: '{{count}} wrap-ups passed on: {{names}}',
  passedBy: 'handed over by {{name}}',
  passedTo: 'is with {{name}}',
  takeBack: 'Take back',
  tookBack: 'Wrap-up taken back',
  error: {
    'wrap-up': {
      gone: {
        cause: 'This wrap-up is finished already, or the call is not over.',
        next: 'Look at the customer’s history.',
      },
      unsaved: {
        cause: 'The note could not be saved; the wrap-up stays open.',
        next: 'Try again. The text is still in the field.',
      },
      'to-self': { cause: 'That is yourself.', next: 'Choose somebody else.' },
      'not-yours': { cause: 'This wrap-up is between two others.', next: 'Ask one of them.' },
    },
  },
  words: {
    thing: { passed_wrap_up: 'Wrap-up handed over' },
    field: {
      passed_wrap_up: {
        call_id: 'Call',
        from_user: 'From',
        to_user: 'To',
        outcome: 'Outcome',
        note: 'Note',
        passed_at: 'Handed over at',
      },
    },
    value: {
      passed_wrap_up: {
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
    act: { 'wrap-up': { pass: 'Hand a wrap-up over', settle: 'Finish a wrap-up handed over' } },
  },
};
