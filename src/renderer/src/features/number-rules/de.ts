export const de = {
  test: {
    title: 'Diese Nummer testen',
    label: 'Nummer in irgendeiner Schreibweise',
    hint: 'So, wie die Anlage sie zeigt, wie sie in einem Brief steht oder wie jemand sie wählt. Nichts davon wird gespeichert.',
    noNumber: 'Das liest der Desk nicht als Rufnummer: Der Anrufer bliebe unbekannt.',
    pop: 'Bei einem Anruf',
    popsNot: 'Kein Anruffenster: {{why}}',
    readings: 'Lesarten der Reihe nach',
    hit: 'Treffer',
    likely: 'gültig',
    unlikely: 'keinem Rufnummernplan bekannt',
    internal: 'Nummer im Haus',
    ownMain: 'eigene Hauptnummer',
    ownExtension: 'eigene Durchwahl {{extension}}',
    rungs: 'Wie gesucht wird',
    rung: {
      withheld: 'Unterdrückt',
      'own-extension': 'Eigene Nebenstelle oder Durchwahl',
      rule: 'Nummernregel',
      exact: 'Genau diese Nummer',
      stem: 'Stamm einer Hauptnummer',
      unknown: 'Unbekannt',
    },
    state: { passed: 'trifft nicht zu', hit: 'trifft zu', below: 'nicht mehr gefragt' },
    rule: 'Regel {{pattern}} – {{note}}',
    dialled: 'Gewählt wird',
    notDialled: 'So lässt sie sich nicht wählen.',
    stored: 'In einem Kundenblatt gespeichert als',
    fault: {
      'no-number': 'keine Nummer erkannt',
      ambiguous: 'mehrdeutig: weitere Durchwahl oder mehr Ziffern?',
      'no-area-code': 'ohne Vorwahl – so wird nie ein Anrufer erkannt',
      'no-such-country': 'diese Landesvorwahl gibt es nicht',
      'too-short': 'zu kurz',
      'too-long': 'zu lang',
    },
    stem: 'Hauptnummer {{stem}}',
  },
  list: {
    title: 'Nummernregeln',
    none: 'Noch keine Regel: Jeder Anruf wird nachgeschlagen.',
    by: 'von {{who}}',
    remove: 'Regel {{pattern}} entfernen',
    removed: 'Regel {{pattern}} entfernt',
    kindOf: 'Was mit {{pattern}} geschieht',
    readOnly: 'Regeln ändern Leitung, Datenpflege und Verwaltung.',
  },
  kind: { ignore: 'ignorieren', reject: 'abweisen', internal: 'wie intern' },
  add: {
    number: 'Nummer',
    numberHint: 'Ganz, oder der Anfang mit *: 0221 4710-612, 0900*, +44*, 201, 2*',
    bad: 'Keine Nummer mit Vorwahl; der Anfang einer Nummer beginnt mit 0 oder +.',
    kind: 'Was geschieht',
    note: 'Warum',
    noteHint: 'Steht im Anruffenster, zum Beispiel: Werbeanrufe',
    submit: 'Regel hinzufügen',
    done: 'Regel {{pattern}} gilt ab sofort',
  },
  error: {
    'number-rule': {
      exists: {
        cause: 'Für {{pattern}} gibt es schon eine Regel.',
        next: 'Die vorhandene Regel in der Liste ändern.',
      },
      gone: { cause: 'Diese Regel gibt es nicht mehr.', next: 'Bei Bedarf neu hinzufügen.' },
      'not-allowed': {
        cause: 'Nummernregeln ändern dürfen nur Leitung, Datenpflege und Verwaltung.',
        next: 'Die Leitung darum bitten.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      number_rule: 'Rufnummernregel',
    },
    field: {
      number_rule: {
        pattern: 'Nummer',
        kind: 'Wirkung',
        note: 'Grund',
        created_by: 'Angelegt von',
      },
    },
    act: {
      'number-rule': {
        add: 'Regel anlegen',
        change: 'Regel ändern',
        remove: 'Regel entfernen',
      },
    },
  },
} as const;
