import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  panel: 'People and relations',
  none: 'No relations yet',
  noneHint: 'Who belongs here, who pays, who may speak? It then shows on both sheets.',
  people: 'People',
  places: 'Belongs to',
  relationships: 'Relations',
  reportsTo: 'reports to {{name}}',
  until: 'until {{day}}',
  since: 'since {{day}}',
  end: 'End',
  ended: '{{name}} no longer belongs here.',
  edit: {
    open: '{{name}}: change relation',
    place: '{{person}} at {{organisation}}',
    relationship: 'Relation with {{name}}',
    done: 'Relation with {{name}} changed.',
  },
  place: { none: 'not said', backwards: 'The end is before the beginning.' },
  add: {
    open: 'Add relation',
    title: 'Add relation',
    other: 'With whom?',
    kind: 'What is {{name}} to this customer?',
    kindOpen: 'What is it to this customer?',
    job: 'Function',
    note: 'Remark',
    submit: 'Save',
    done: '{{name}} is related now.',
  },
  kind: {
    member: 'works or lives here',
    organisation: 'Company, institution or household this customer belongs to',
    family: 'Family',
    guardian: 'legal guardian',
    representative: 'may speak for them',
    payer: 'pays for them',
    partner: 'Partner',
    supplier: 'Supplier',
    dealer: 'Dealer',
    competitor: 'Competitor',
    other: 'other relation',
  },
  is: {
    family: 'Family',
    guardian: 'is under guardianship',
    representative: 'is represented',
    payer: 'is paid for',
    partner: 'Partner',
    supplier: 'is supplied',
    dealer: 'is dealt in',
    competitor: 'Competitor',
    other: 'other relation',
  },
  error: {
    affiliation: {
      gone: { cause: 'This affiliation no longer exists.', next: 'Look at the sheet again.' },
      self: { cause: 'A customer is not part of themselves.', next: 'Choose somebody else.' },
      circle: { cause: 'Somebody would be their own superior.', next: 'Choose another superior.' },
      elsewhere: {
        cause: 'The superior belongs to another house.',
        next: 'Choose somebody of the same house.',
      },
    },
    relationship: {
      gone: { cause: 'This relation no longer exists.', next: 'Look at the sheet again.' },
      self: { cause: 'A customer is not related to themselves.', next: 'Choose somebody else.' },
    },
  },
  words: {
    thing: {
      affiliation: 'Affiliation',
      relationship: 'Relation',
    },
    field: {
      affiliation: {
        person_id: 'Person',
        organisation_id: 'Organisation',
        job: 'Function',
        department_id: 'Department',
        reports_to: 'Reports to',
        since: 'Since',
        until: 'Until',
      },
      relationship: {
        from_id: 'From',
        to_id: 'To',
        kind: 'Kind',
        note: 'Remark',
        since: 'Since',
        until: 'Until',
      },
    },
    act: {
      affiliation: {
        add: 'Add affiliation',
        edit: 'Change affiliation',
        end: 'End affiliation',
      },
      relationship: {
        add: 'Add relation',
        edit: 'Change relation',
      },
    },
  },
};
