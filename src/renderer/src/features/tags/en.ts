import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  of: 'Roles and tags',
  role: {
    partner: 'Partner',
    supplier: 'Supplier',
    customer: 'Customer',
    competitor: 'Competitor',
    dealer: 'Dealer',
    prospect: 'Prospect',
  },
  kind: { tag: 'Tag', interest: 'Interest' },
  edit: {
    open: 'Tags',
    title: 'Roles, tags and interests',
    roles: 'Roles',
    tags: 'Tags',
    interests: 'Interests',
    none: 'Nothing fits. Data stewards add new words in the settings.',
    close: 'Done',
  },
  filter: {
    tag: 'Tag or interest',
    anyTag: 'Any tag',
    role: 'Role',
    anyRole: 'Any role',
  },
  list: {
    title: 'Tags and interests',
    none: 'No tags yet.',
    used_one: '{{count}} customer',
    used_other: '{{count}} customers',
    rename: 'Rename {{label}}',
    save: 'Save',
    merge: 'Merge {{label}}',
    into: 'Becomes part of',
    renamed: 'Is called “{{label}}” now.',
    merged: '“{{from}}” is “{{into}}” now.',
    remove: 'Remove {{label}}',
    removed: '“{{label}}” is removed.',
    readOnly: 'Leads, data stewards and administrators keep the tags.',
    kind: 'Kind',
    label: 'Word',
    add: 'Add',
    added: '“{{label}}” can be chosen now.',
  },
  error: {
    tag: {
      gone: { cause: 'This tag no longer exists.', next: 'Choose another.' },
      exists: { cause: '“{{label}}” exists already.', next: 'Use that one.' },
      self: { cause: 'A tag does not become part of itself.', next: 'Choose another target.' },
      kinds: {
        cause: 'Tags and interests are not merged with each other.',
        next: 'Choose a target of the same kind.',
      },
      used: { cause: 'The tag is still on customers.', next: 'Merge it into another.' },
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators keep the list of tags.',
        next: 'Ask your data steward.',
      },
    },
  },
  words: {
    thing: { tag: 'Tag', party_tag: 'Tag of a customer', party_role: 'Role of a customer' },
    field: {
      tag: { kind: 'Kind', label: 'Word', merged_into: 'Part of' },
      party_tag: { party_id: 'Customer', tag_id: 'Tag' },
      party_role: { party_id: 'Customer', role: 'Role' },
    },
    value: {
      tag: { kind: { tag: 'Tag', interest: 'Interest' } },
      party_role: {
        role: {
          partner: 'Partner',
          supplier: 'Supplier',
          customer: 'Customer',
          competitor: 'Competitor',
          dealer: 'Dealer',
          prospect: 'Prospect',
        },
      },
    },
    act: {
      tag: {
        create: 'Create tag',
        rename: 'Rename tag',
        merge: 'Merge tags',
        unmerge: 'Take merge back',
        remove: 'Remove tag',
        put: 'Put tag',
        take: 'Take tag',
      },
      role: { put: 'Put role', take: 'Take role' },
    },
  },
};
