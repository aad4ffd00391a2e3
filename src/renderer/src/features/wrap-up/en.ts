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
};
