import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  from: 'Passed on by {{who}}',
  party: '{{who}}: {{party}}',
  note: '– {{note}}',
  ticket: 'Ticket {{number}}: {{title}}',
  why: {
    number: '{{who}} passed on the same number to this desk at {{time}}.',
    sender: 'Without a number; the call came from the phone of {{who}} at {{time}}.',
  },
  gone: 'The sheet has not reached this desk yet.',
  open: 'Open the sheet of {{party}}',
  words: {
    thing: {
      handover: 'Handover',
    },
    field: {
      handover: {
        number: 'Number',
        target: 'Target',
        from_user: 'From',
        from_extension: 'From extension',
        party_id: 'Customer',
        note: 'Note',
        ticket_id: 'Ticket',
        sent_at: 'Sent',
      },
    },
    act: {
      handover: {
        create: 'Pass a call on',
      },
    },
  },
};
