import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  help: {
    ticket: {
      what: 'One ticket and all conversations that belong to it, in order. Its number in the search field leads here.',
      data: 'Tickets and protocols of your organisation on this desk; the check digit notices typing errors.',
    },
  },
  panel: 'Open tickets',
  none: 'No open ticket',
  noneHint:
    'Create one in the wrap-up, during the call or after it; its number is good at once, offline too.',
  deputy: { mine: 'standing in for {{name}}', other: 'Deputy: {{name}}' },
  kind: { enquiry: 'Enquiry', complaint: 'Complaint', support: 'Fault', order: 'Order', other: 'Other' },
  kinds: {
    title: 'Ticket kinds',
    lead: 'What a new ticket can be. A kind never vanishes: tickets keep its name.',
    name: 'Name of the ticket kind {{kind}}',
    own: 'own',
    retired: 'not offered any more',
    tickets_one: '{{count}} ticket',
    tickets_other: '{{count}} tickets',
    noTickets: 'no ticket',
    retire: 'Offer {{kind}} no more',
    revive: 'Offer {{kind}} again',
    retiredDone: '“{{kind}}” is not offered any more.',
    revivedDone: '“{{kind}}” is offered again.',
    renamed: 'The ticket kind is now called “{{kind}}”.',
    rename: 'Rename {{kind}}',
    save: 'Save',
    cancel: 'Cancel',
    newName: 'New ticket kind',
    add: 'Add ticket kind',
    added: 'Ticket kind “{{kind}}” added.',
  },
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
    'ticket-kind': {
      gone: { cause: 'There is no such ticket kind.', next: 'Choose another one.' },
      exists: { cause: 'Somebody has just changed this ticket kind.', next: 'Look at the list again.' },
      nameless: { cause: 'A ticket kind of the house needs a name.', next: 'Type a name.' },
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators change ticket kinds.',
        next: 'Ask the lead.',
      },
    },
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
      ticket_kind: 'Ticket kind',
      ticket: 'Ticket',
    },
    field: {
      ticket_kind: { name: 'Name', built_in: 'Given kind', retired: 'Not offered any more' },
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
      ticket_kind: {
        built_in: {
          enquiry: 'Enquiry',
          complaint: 'Complaint',
          support: 'Fault',
          order: 'Order',
          other: 'Other',
        },
      },
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
      'ticket-kind': { add: 'Add ticket kind', change: 'Change ticket kind' },
      ticket: {
        assign: 'Change who does it',
        create: 'Create ticket',
        'set-state': 'Change state of ticket',
      },
    },
  },
};
