import type { Translated } from '../../i18n/catalogue.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  panel: 'Services',
  none: 'No services yet',
  noneHint: 'What the customer receives or has received, and the provider behind it.',
  unknown: 'Offering not on this desk',
  since: 'since {{day}}',
  between: '{{from}} to {{until}}',
  over: 'ended',
  withdrawn: 'no longer offered',
  end: 'End {{name}}',
  ended: '{{name}} ends today.',
  add: {
    open: 'Add service',
    offering: 'Which service?',
    search: 'Name, provider or place',
    nothing: 'No offering fits.',
    since: 'From',
    until: 'Until',
    source: 'How do we know?',
    submit: 'Add',
    done: '{{name}} is added.',
  },
  book: {
    offers: 'Providers and offers',
    none: 'No offer fits',
    noneHint: 'One word less, or the place alone.',
    more_one: '{{count}} more entry: search more closely.',
    more_other: '{{count}} more entries: search more closely.',
  },
  open: {
    now: 'open now, until {{at}}',
    closed: 'closed now, again {{at}}',
    always: 'always open',
  },
  card: {
    provider: 'Provider',
    contacts: 'Contacts',
    description: 'Description',
    openingHours: 'Opening hours',
    reachability: 'Reachability',
    costs: 'Costs',
    place: 'Place',
    directions: 'Directions',
    offerings: 'Offerings',
    unknown: 'not stated',
    missing: 'This entry is not on this desk.',
  },
  error: {
    directory: {
      'not-allowed': {
        cause: 'Only leads, data stewards and administrators keep the directory.',
        next: 'Ask your data steward.',
      },
      elsewhere: {
        cause: 'This entry is kept by another house.',
        next: 'Ask them for the change.',
      },
    },
    provider: {
      gone: {
        cause: 'There is no such provider here.',
        next: 'Choose another.',
      },
    },
    offering: {
      gone: {
        cause: 'This offering no longer exists.',
        next: 'Choose another.',
      },
    },
    service: {
      gone: {
        cause: 'This service no longer exists.',
        next: 'Look at the sheet again.',
      },
      backwards: {
        cause: 'The service would end before it begins.',
        next: 'Choose a later last day.',
      },
    },
  },
  words: {
    thing: {
      federation_person: 'Contact person',
      provider: 'Provider',
      offering: 'Offering',
      provider_contact: 'Assignment of a contact',
      service_use: 'Service',
    },
    field: {
      federation_person: {
        origin: 'Kept by (short name)',
        origin_name: 'Kept by',
        listed: 'In the directory',
        name: 'Name',
        extension: 'Extension',
        mail: 'Mail',
        job: 'Function',
        department: 'Department',
        place: 'Place',
        responsibilities: 'Answers for',
        hours: 'Can be reached',
        phone: 'Phone from outside',
      },
      provider: {
        origin: 'Kept by (short name)',
        origin_name: 'Kept by',
        listed: 'In the directory',
        name: 'Name',
        description: 'Description',
        opening_hours: 'Opening hours',
        reachability: 'Reachability',
        costs: 'Costs',
        place: 'Place',
        directions: 'Directions',
      },
      offering: {
        origin: 'Kept by (short name)',
        origin_name: 'Kept by',
        listed: 'In the directory',
        name: 'Name',
        description: 'Description',
        opening_hours: 'Opening hours',
        reachability: 'Reachability',
        costs: 'Costs',
        provider_id: 'Provider',
        place: 'Place',
      },
      provider_contact: {
        origin: 'Kept by (short name)',
        origin_name: 'Kept by',
        listed: 'In the directory',
        provider_id: 'Provider',
        offering_id: 'Offering',
        staff_id: 'Person',
        job: 'Task',
      },
      service_use: {
        party_id: 'Customer',
        offering_id: 'Offering',
        since: 'From',
        until: 'Until',
        source: 'Source',
      },
    },
    act: {
      provider: {
        put: 'Keep provider',
      },
      offering: {
        put: 'Keep offering',
      },
      'provider-contact': {
        put: 'Assign contact',
      },
      directory: {
        receive: 'Take over directory of another house',
      },
      service: {
        add: 'Add service',
        end: 'End service',
        undo: 'Take service back',
      },
    },
  },
};
