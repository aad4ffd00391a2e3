import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  panel: 'Blocks',
  none: 'Not blocked',
  banner: {
    until: 'Blocked until {{day}}, {{why}}',
    open: 'Blocked, {{why}}',
  },
  mark: { until: 'blocked until {{day}}', open: 'blocked' },
  past: {
    set: { until: 'Blocked until {{day}}', open: 'Blocked until somebody lifts it' },
    lifted: 'Block lifted',
    over: 'Block ended',
    from: 'from {{day}}',
  },
  kind: {
    'house-rules': 'House rules',
    payment: 'Payment overdue',
    safety: 'Safety',
    contract: 'Contract',
    other: 'Other reason',
  },
  state: {
    coming: 'to come',
    active: 'blocked',
    over: 'ended',
    lifted: 'lifted',
  },
  line: {
    from: 'from {{day}}',
    between: '{{from}} to {{until}}',
    setBy: 'set by {{name}}',
    liftedBy: 'lifted on {{day}} by {{name}}',
    lifted: 'lifted on {{day}}',
  },
  set: {
    open: 'Block',
    heading: 'Block customer',
    change: 'Change block',
    kind: 'Reason',
    note: 'What happened?',
    noteHint: 'Shown in red on the sheet and in the call pop.',
    since: 'From',
    until: 'Last day',
    untilHint: 'Empty: until somebody lifts it. Otherwise it ends by itself.',
    submit: 'Block',
    save: 'Save',
    done: 'Blocked, {{why}}.',
    changed: 'Block changed.',
  },
  lift: 'Lift block',
  lifted: 'The block is lifted.',
  error: {
    block: {
      gone: { cause: 'This block no longer exists.', next: 'Look at the sheet again.' },
      backwards: { cause: 'The block would end before it begins.', next: 'Choose a later last day.' },
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators block and unblock.',
        next: 'Ask your lead.',
      },
    },
  },
  words: {
    thing: { block: 'Block' },
    field: {
      block: {
        party_id: 'Customer',
        kind: 'Reason',
        note: 'Remark',
        since: 'From',
        until: 'Until',
        set_by: 'Set by',
        set_at: 'Set on',
        lifted_at: 'Lifted on',
        lifted_by: 'Lifted by',
        ended_with: 'Ended on',
      },
    },
    value: {
      block: {
        kind: {
          'house-rules': 'House rules',
          payment: 'Payment overdue',
          safety: 'Safety',
          contract: 'Contract',
          other: 'Other reason',
        },
      },
    },
    act: {
      block: {
        set: 'Block',
        change: 'Change block',
        lift: 'Lift block',
        reinstate: 'Put block back',
        withdraw: 'Take block back',
        end: 'Note the end of a block',
      },
    },
  },
};
