export const de = {
  title: 'Leitungen und Begrüßungen',
  none: 'Noch keine: Das Anruffenster nennt die Leitung, aber nicht, wie man sich meldet.',
  readOnly: 'Begrüßungen ändern Leitung, Datenpflege und Verwaltung.',
  add: 'Begrüßung hinzufügen',
  edit: 'Begrüßung von {{line}} ändern',
  remove: 'Begrüßung von {{line}} entfernen',
  added: 'Die Begrüßung von {{line}} gilt ab sofort.',
  changed: 'Die Begrüßung von {{line}} ist geändert.',
  removed: 'Die Begrüßung von {{line}} ist entfernt.',
  save: 'Speichern',
  lineHint: 'Name der Warteschlange oder gewählte Nummer: Hausnotruf, 0221 47101',
  greetingHint: 'Steht im Anruffenster, solange es klingelt.',
  says: '„{{greeting}}“',
  named: '{{name}}: „{{greeting}}“',
  error: {
    line: {
      exists: {
        cause: 'Für {{line}} gibt es schon eine Begrüßung.',
        next: 'Die vorhandene in der Liste ändern.',
      },
      gone: { cause: 'Diese Begrüßung gibt es nicht mehr.', next: 'Bei Bedarf neu hinzufügen.' },
      'not-allowed': {
        cause: 'Begrüßungen ändern dürfen nur Leitung, Datenpflege und Verwaltung.',
        next: 'Die Leitung darum bitten.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: { house_line: 'Leitung' },
    field: {
      house_line: { line: 'Warteschlange oder Nummer', name: 'Bezeichnung', greeting: 'Begrüßung' },
    },
    act: {
      line: {
        add: 'Begrüßung hinzufügen',
        change: 'Begrüßung ändern',
        remove: 'Begrüßung entfernen',
      },
    },
  },
} as const;
