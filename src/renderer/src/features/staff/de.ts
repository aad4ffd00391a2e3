export const de = {
  colleagues: 'Im Haus',
  picker: { none: 'Niemand heißt so', nobody: 'niemand' },
  leaving: {
    nav: 'Übergabe',
    title: 'Offene Aufgaben übergeben',
    lead: 'Wer ausscheidet, behält seinen Namen an allem, was er getan hat. Was noch offen ist, bekommt jemand anders.',
    leadOnly: 'Die Arbeit anderer übergibt nur die Leitung.',
    who: 'Wer scheidet aus?',
    taker: 'Wer übernimmt?',
    left: 'ausgeschieden',
    openWork_one: '{{count}} offene Sache',
    openWork_other: '{{count}} offene Sachen',
    none: 'Nichts Offenes mehr',
    noneHint: 'Wer jetzt ausscheidet, lässt nichts liegen.',
    give: 'Übergeben',
    given_one: '{{count}} Sache übergeben',
    given_other: '{{count}} Sachen übergeben',
    leave: 'Ausscheiden festhalten',
    back: 'Wieder da',
    leftDone: '{{name}} ist ausgeschieden',
    backDone: '{{name}} ist wieder da',
    type: { task: 'Wiedervorlagen', ticket: 'Tickets' },
  },
  error: {
    staff: {
      'lead-only': {
        cause: 'Die Arbeit anderer übergibt nur die Leitung.',
        next: 'Bei der Leitung darum bitten.',
      },
      same: {
        cause: 'So kann niemand übernehmen.',
        next: 'Jemand anderen wählen, der hier noch arbeitet.',
      },
      gone: { cause: 'Diesen Kollegen gibt es hier nicht.', next: 'Die Seite neu öffnen.' },
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
        left_at: 'Ausgeschieden',
      },
    },
    act: {
      staff: {
        create: 'Kollegen anlegen',
        'set-left': 'Ausscheiden festhalten',
      },
    },
  },
} as const;
