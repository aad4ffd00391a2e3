import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  help: {
    rights: {
      what: 'Whose data is restricted, and what was erased when. Access and erasure begin on the person’s sheet.',
      data: 'From the centre; of what was erased only that, when and by whom remains.',
    },
  },
  panel: 'Rights of persons',
  panelHint:
    'Access, restriction and erasure under the GDPR. Only stewards and administrators see this panel.',
  list: 'Restricted and erased',
  file: {
    html: 'File to read',
    json: 'File as data',
    done: 'The file about {{name}} has been saved.',
  },
  archive: {
    title: 'File with attachments',
    lead_one:
      'One attachment is kept about this person. What is saved is an archive (ZIP): the page to read, the data, and the attachment itself.',
    lead_other:
      '{{count}} attachments are kept about this person. What is saved is an archive (ZIP): the page to read, the data, and the attachments themselves.',
    progress: '{{done}} of {{total}} MB fetched',
    missing_one: 'One attachment is missing. If you save without it, the file says so.',
    missing_other: '{{count}} attachments are missing. If you save without them, the file says so.',
    again: 'Try again',
    without_one: 'Save without this one',
    without_other: 'Save without these',
    doneWithout_one: 'The file about {{name}} has been saved; one attachment is missing in it.',
    doneWithout_other: 'The file about {{name}} has been saved; {{count}} attachments are missing in it.',
  },
  restrict: {
    open: 'Restrict',
    title: 'Restrict processing',
    lead: 'The data of {{name}} is kept and no longer used: the sheet is locked, calls appear without the name.',
    reason: 'Why?',
    until: 'Keep until (if known)',
    submit: 'Restrict',
    done: 'Processing is restricted.',
    lift: 'Lift restriction',
    lifted: 'The restriction has been lifted.',
  },
  restricted: {
    alert: 'Processing restricted since {{day}} ({{reason}}). Keep it, do not use it.',
    alertUntil:
      'Processing restricted since {{day}} ({{reason}}), to be kept until {{until}}. Do not use it.',
    locked: 'This sheet is locked',
    lockedHint: 'Processing of this data is restricted. The data steward answers questions.',
    pop: 'Data restricted: please pass on to the data steward.',
  },
  erase: {
    open: 'Erase',
    title: 'Erase {{name}} for good',
    lead: 'Everything about this person is erased everywhere: at the centre, at every desk, and again when a backup is restored. This cannot be undone.',
    law: 'Must something be kept (invoices, contracts)? Then restrict processing instead.',
    goes: 'What is erased',
    stays: 'stays, anonymous, for statistics',
    rows_one: '{{count}} entry',
    rows_other: '{{count}} entries',
    mentions: 'The name still stands in these entries of others',
    mentionsHint:
      'Please read: if the text means this person, change it there. Entries of others are not changed by the program.',
    reason: 'Why?',
    confirm: 'Type the name to confirm: {{name}}',
    confirmNo: 'Type the name or customer number to confirm: {{name}} or {{number}}',
    submit: 'Erase for good',
    done: 'The person has been erased. The other desks follow as soon as they are in touch.',
  },
  cancel: 'Cancel',
  reason: {
    request: 'The person asks for it',
    purpose: 'The data is no longer needed',
    consent: 'Consent was withdrawn',
    objection: 'The person objects',
    unlawful: 'The data should never have been processed',
  },
  why: {
    'kept-by-law': 'retention required by law',
    disputed: 'accuracy disputed',
    claims: 'needed for legal claims',
    objection: 'objection under review',
    unlawful: 'asked for instead of erasure',
  },
  screen: {
    notYours: 'For stewards and administrators alone',
    notYoursHint: 'Stewards answer questions about the data that is kept.',
    title: 'Rights of persons',
    restricted: 'Restricted',
    noneRestricted: 'Nothing is restricted at the moment',
    noneRestrictedHint: 'On a customer’s sheet: “Restrict”.',
    until: 'to be kept until {{until}}',
    by: 'by {{name}}',
    erased: 'Erased',
    noneErased: 'Nobody has been erased yet',
    noneErasedHint: 'Whoever was erased is listed here without a name: when, by whom, why.',
    centre: 'after a restore',
  },
  paper: {
    title: 'Data held about you',
    about: 'About',
    controller: 'Held by',
    made: 'As of',
    intro:
      'This page holds everything that is kept about you (Art. 15 GDPR). The same is available as a file for others to read (Art. 20 GDPR).',
    hidden: 'Not included, because whoever made this page may not see it',
    history: 'What stood there before',
    when: 'When',
    what: 'What',
    before: 'Before',
    after: 'After',
    who: 'By',
    whole: 'whole entry',
    deleted: 'deleted',
    yes: 'yes',
    no: 'no',
    files: 'Attachments',
    filesIntro:
      'These attachments are kept about you. They lie in the folder “attachments” beside this page.',
    bytes: 'Size (bytes)',
    lies: 'Enclosed as',
    notEnclosed: 'Not enclosed.',
    missing: {
      offline: 'The centre could not be reached when this was made. Ask for a new one once it is connected.',
      'not-uploaded':
        'The desk it was attached at has not uploaded it yet. Connect that desk, then ask for a new file.',
      removed: 'The attachment was removed, and its contents are no longer kept.',
      damaged: 'The contents are damaged. Please ask whoever holds the data.',
      'no-room': 'The archive would be too large. The attachment is saved by itself from the sheet.',
    },
  },
  error: {
    'person-rights': {
      'not-yours': {
        cause: 'Only data stewards and administrators may do this.',
        next: 'Ask the data steward.',
      },
      'not-confirmed': {
        cause: 'That is neither the name nor the customer number.',
        next: 'Type it exactly as it is shown above.',
      },
      'restricted-already': {
        cause: 'Processing is restricted already.',
        next: 'Lift the restriction that stands first.',
      },
      'no-contents': {
        cause: 'The centre does not have the contents of this attachment.',
        next: 'Connect the desk it was attached at.',
      },
      'bad-contents': {
        cause: 'The contents of this attachment are damaged.',
        next: 'Try again; if it stays so, ask your administrator.',
      },
      'restriction-gone': {
        cause: 'This restriction is no longer there.',
        next: 'Look at the sheet again.',
      },
    },
    party: {
      erased: {
        cause: 'It was about somebody whose data has been erased. What it said was not kept.',
        next: 'There is nothing to do.',
      },
    },
  },
  words: {
    thing: { erasure: 'Erasure', party_restriction: 'Restriction' },
    field: {
      erasure: { marks: 'Erased entries', reason: 'Reason', erased_by: 'Erased by', erased_at: 'Erased at' },
      party_restriction: {
        party_id: 'Customer',
        reason: 'Reason',
        until: 'Keep until',
        numbers: 'Numbers',
        set_by: 'Restricted by',
        set_at: 'Restricted at',
        lifted_by: 'Lifted by',
        lifted_at: 'Lifted at',
      },
    },
    value: {
      erasure: {
        reason: {
          request: 'asked for by the person',
          purpose: 'purpose fulfilled',
          consent: 'consent withdrawn',
          objection: 'objection',
          unlawful: 'unlawful',
        },
      },
      party_restriction: {
        reason: {
          'kept-by-law': 'retention required by law',
          disputed: 'accuracy disputed',
          claims: 'legal claims',
          objection: 'objection',
          unlawful: 'instead of erasure',
        },
      },
    },
    act: {
      party: { erase: 'Erase a person', restrict: 'Restrict processing', unrestrict: 'Lift a restriction' },
      erasure: { record: 'Enter an erasure again' },
      restriction: { 'carry-out': 'Carry out an earlier restriction' },
    },
  },
};
