import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  test: {
    title: 'Test this number',
    label: 'Number, however it is written',
    hint: 'As the telephone system shows it, as it stands in a letter or as somebody dials it. Nothing of it is kept.',
    noNumber: 'The desk does not read this as a telephone number: the caller would stay unknown.',
    pop: 'When it calls',
    popsNot: 'No pop: {{why}}',
    readings: 'Readings, in this order',
    hit: 'hit',
    likely: 'valid',
    unlikely: 'in no numbering plan',
    internal: 'Number of this house',
    ownMain: 'main number of the house',
    ownExtension: 'own extension {{extension}}',
    rungs: 'How it is looked for',
    rung: {
      withheld: 'Withheld',
      'own-extension': 'Own extension, from inside or outside',
      rule: 'Number rule',
      exact: 'This very number',
      stem: 'Stem of a main number',
      unknown: 'Unknown',
    },
    state: { passed: 'does not hit', hit: 'hits', below: 'not asked any more' },
    rule: 'Rule {{pattern}} – {{note}}',
    dialled: 'What is dialled',
    notDialled: 'It cannot be dialled like this.',
    stored: 'Kept on a customer’s sheet as',
    fault: {
      'no-number': 'no number found',
      ambiguous: 'ambiguous: another extension, or more digits?',
      'no-area-code': 'without area code – no caller is ever recognised by it',
      'no-such-country': 'there is no such country code',
      'too-short': 'too short',
      'too-long': 'too long',
    },
    stem: 'main number {{stem}}',
  },
  list: {
    title: 'Number rules',
    none: 'No rule yet: every call is looked up.',
    by: 'by {{who}}',
    remove: 'Remove rule {{pattern}}',
    removed: 'Rule {{pattern}} removed',
    kindOf: 'What happens to {{pattern}}',
    readOnly: 'Leads, data stewards and administrators change the rules.',
  },
  kind: { ignore: 'ignore', reject: 'reject', internal: 'as internal' },
  add: {
    number: 'Number',
    numberHint: 'Whole, or its beginning with *: 0221 4710-612, 0900*, +44*, 201, 2*',
    bad: 'Not a number with its area code; the beginning of one starts with 0 or +.',
    kind: 'What happens',
    note: 'Why',
    noteHint: 'Stands in the pop, for example: sales calls',
    submit: 'Add rule',
    done: 'Rule {{pattern}} holds from now on',
  },
  error: {
    'number-rule': {
      exists: {
        cause: 'There is a rule for {{pattern}} already.',
        next: 'Change the one in the list.',
      },
      gone: { cause: 'This rule does not exist any more.', next: 'Add it again if it is needed.' },
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators change number rules.',
        next: 'Ask the lead.',
      },
    },
  },
  words: {
    thing: {
      number_rule: 'Number rule',
    },
    field: {
      number_rule: {
        pattern: 'Number',
        kind: 'Effect',
        note: 'Reason',
        created_by: 'Made by',
      },
    },
    act: {
      'number-rule': {
        add: 'Add rule',
        change: 'Change rule',
        remove: 'Remove rule',
      },
    },
  },
};
