import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  kind: {
    callback: 'Callback',
    'follow-up': 'Follow-up',
    appointment: 'Appointment',
    'reminder-mail': 'Reminder',
  },
  panel: 'Follow-ups',
  done: 'Done: {{title}}',
  complete: 'Mark {{title}} as done',
  promised: 'promised',
  overdue: 'overdue',
  promise: {
    more_one: 'and {{count}} more promise',
    more_other: 'and {{count}} more promises',
    callback: 'Callback promised by {{when}} from {{who}}',
    other: 'Promised by {{when}} from {{who}}: {{title}}',
    late: 'overdue {{since}}',
    complete: 'Done',
  },
  part: {
    title: 'Follow-up',
    what: 'What is to be done?',
    promised: 'promised to the customer',
    hour: 'in 1 hour',
    other: 'Another time',
    time: 'Time',
    take: 'Take',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    created: 'Follow-up {{when}}',
    withdraw: 'Take back',
    withdrawn: 'Follow-up taken back',
    needsParty: 'Attribute the call to a customer first.',
  },
  today: {
    title: 'To do today',
    none: 'All done for today',
    noneHint:
      'Follow-ups and promised callbacks stand here once they fall due. They are made in the wrap-up of a call.',
  },
  reminder: {
    region: 'Reminders',
    due: 'Due {{when}}',
    snooze: '10 min later',
    open: 'Open sheet',
    done: 'Done',
    dismiss: 'Do not remind again',
  },
  error: {
    task: { gone: { cause: 'This follow-up has been deleted meanwhile.', next: 'Nothing more to do.' } },
  },
  words: {
    thing: {
      task: 'Follow-up',
    },
    field: {
      task: {
        kind: 'Kind',
        title: 'Title',
        state: 'State',
        party_id: 'Customer',
        assignee_id: 'Assignee',
        created_by: 'Made by',
        created_at: 'Made',
        due_at: 'Due',
        due_has_time: 'With an hour',
        promised: 'Promised',
        done_at: 'Done',
      },
    },
    value: {
      task: {
        state: {
          open: 'open',
          done: 'done',
        },
        kind: {
          callback: 'Callback',
          'follow-up': 'Follow-up',
          appointment: 'Appointment',
          'reminder-mail': 'Reminder',
        },
      },
    },
    act: {
      task: {
        assign: 'Change who does it',
        complete: 'Complete follow-up',
        create: 'Create follow-up',
        reopen: 'Reopen follow-up',
        reschedule: 'Move follow-up',
        withdraw: 'Withdraw follow-up',
      },
    },
  },
};
