export const de = {
  colleagues: 'Im Haus',
  error: {
    staff: {
      'admin-only': {
        cause: 'Mitarbeiter legt nur die Verwaltung an.',
        next: 'Bei der Verwaltung darum bitten.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      staff: 'Kollege',
    },
    field: {
      staff: {
        name: 'Name',
        short_name: 'Kurzname',
        extension: 'Nebenstelle',
        mail: 'E-Mail',
      },
    },
    act: {
      staff: {
        create: 'Kollegen anlegen',
      },
    },
  },
} as const;
