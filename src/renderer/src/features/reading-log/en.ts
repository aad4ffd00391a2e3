import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  nav: 'Reading log',
  title: {
    own: 'What I have read',
    party: 'Who has opened this sheet',
    reader: 'What this person has read',
  },
  kept: 'Written down: {{kinds}}. Deleted after {{days}} days. No evaluation of performance or conduct.',
  off: 'At present your organisation does not write down who reads what.',
  noted: 'This query is in the audit log.',
  kind: { sheet: 'sheet opened', search: 'searched', export: 'list saved' },
  kinds: { sheet: 'sheets opened', search: 'searches (without the words)', export: 'lists saved' },
  list: 'Entries, newest first',
  none: 'Nothing was written down',
  noneHint: 'Entries appear once the desk has been in touch with the centre.',
  more: 'Show older ones',
  unknownParty: 'not visible (any more)',
  unknownReader: 'not known',
  sheet: {
    panel: 'Access',
    link: 'Who has opened this sheet',
  },
  help: {
    what: 'Who opened which sheet, searched or saved a list, and when, as far as your organisation writes it down.',
    data: 'From the centre; desks without a connection hand theirs in later.',
  },
  error: {
    'reading-log': {
      'not-yours': {
        cause: 'What others have read is shown to team leads (by sheet), stewards and administrators alone.',
        next: 'Ask a steward.',
      },
    },
  },
  words: {
    thing: { reading: 'Reading' },
    field: {
      reading: { kind: 'Kind', party_id: 'Customer', reader_id: 'Read by', read_at: 'Read at' },
    },
    value: { reading: { kind: { sheet: 'Sheet', search: 'Search', export: 'List' } } },
    act: { reading: { note: 'Write down a reading' } },
  },
};
