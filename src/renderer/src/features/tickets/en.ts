import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  panel: 'Open tickets',
  none: 'No open ticket',
  noneHint:
    'Create one in the wrap-up, during the call or after it; its number is good at once, offline too.',
  kind: { enquiry: 'Enquiry', complaint: 'Complaint', support: 'Fault', order: 'Order', other: 'Other' },
  state: { open: 'open', pending: 'pending', closed: 'done' },
  overdue: 'overdue',
  due: 'due {{when}}',
  opened: 'opened {{when}}',
  close: 'Mark ticket {{number}} as done',
  closed: 'Ticket {{number}} done',
  count_one: '{{count}} open ticket',
  count_other: '{{count}} open tickets',
  hit: {
    invalid: 'The check digit does not fit – a digit is wrong or swapped.',
    unknown: 'This ticket is not on this desk.',
  },
  screen: {
    title: 'Ticket {{number}}',
    unknownHint: 'Perhaps the number is still on its way here; else it is another branch’s.',
  },
  part: {
    title: 'Ticket',
    belongs: 'Belongs to',
    linked: 'belongs to it',
    new: 'New ticket',
    subject: 'What is it about?',
    kind: 'Kind',
    create: 'Create',
    created: 'Ticket {{number}} created',
    linkedDone: 'Call belongs to {{number}}',
    needsParty: 'Attribute the call to a customer first.',
  },
  today: {
    title: 'Open tickets of the team',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
  },
  error: {
    ticket: {
      gone: { cause: 'This ticket has been deleted meanwhile.', next: 'Look at the customer sheet.' },
      'no-numbers': {
        cause: 'The ticket numbers of this desk are used up.',
        next: 'New ones come once the centre can be reached; until then keep it in the note of the call.',
      },
    },
  },
  words: {
    thing: {
      ticket: 'Ticket',
    },
    field: {
      ticket: {
        number: 'Number',
        title: 'Title',
        kind: 'Kind',
        state: 'State',
        party_id: 'Customer',
        owner_id: 'Owner',
        opened_by: 'Opened by',
        opened_at: 'Opened',
        due_at: 'Due',
        closed_at: 'Closed',
        result: 'Result',
      },
    },
    value: {
      ticket: {
        state: {
          open: 'open',
          pending: 'waiting',
          closed: 'closed',
        },
        kind: {
          enquiry: 'Enquiry',
          complaint: 'Complaint',
          support: 'Support',
          order: 'Order',
          other: 'Other',
        },
      },
    },
    act: {
      ticket: {
        assign: 'Change who does it',
        create: 'Create ticket',
        'set-state': 'Change state of ticket',
      },
    },
  },
};
