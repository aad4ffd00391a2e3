export const de = {
  dock: 'Nachbereitung',
  today: 'Unfertige Nachbereitungen',
  note: 'Notiz',
  notePlaceholder: 'Was wurde besprochen? Wird ab dem ersten Buchstaben gespeichert.',
  outcome: 'Ergebnis',
  saved: 'gespeichert',
  saving: 'speichert …',
  failed: 'noch nicht gespeichert – wird wiederholt',
  finish: 'Abschließen',
  finished: 'Nachbereitung abgeschlossen',
  running: 'Gespräch läuft',
  after: 'Nachbereitung',
  withheld: 'Unterdrückt',
  hasNote: 'mit Notiz',
  calledAt: 'Anruf {{when}}',
  pass: 'Übergeben …',
  passTo: 'An wen übergeben?',
  passed: 'Nachbereitung übergeben',
  passedBy: 'von {{name}} übergeben',
  passedTo: 'liegt bei {{name}}',
  takeBack: 'Zurückholen',
  tookBack: 'Nachbereitung zurückgeholt',
  error: {
    'wrap-up': {
      gone: {
        cause: 'Diese Nachbereitung ist schon abgeschlossen, oder das Gespräch läuft noch.',
        next: 'Im Verlauf des Kunden nachsehen.',
      },
      unsaved: {
        cause: 'Die Notiz konnte nicht gespeichert werden; die Nachbereitung bleibt offen.',
        next: 'Noch einmal versuchen. Der Text steht noch im Feld.',
      },
      'to-self': { cause: 'Das sind Sie selbst.', next: 'Jemand anderen wählen.' },
      'not-yours': {
        cause: 'Diese Nachbereitung liegt bei zwei anderen.',
        next: 'Eine der beiden Personen darum bitten.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: { passed_wrap_up: 'Übergebene Nachbereitung' },
    field: {
      passed_wrap_up: {
        call_id: 'Anruf',
        from_user: 'Von',
        to_user: 'An',
        outcome: 'Ergebnis',
        note: 'Notiz',
        passed_at: 'Übergeben am',
      },
    },
    value: {
      passed_wrap_up: {
        outcome: {
          resolved: 'erledigt',
          ticket: 'Ticket',
          'follow-up': 'Wiedervorlage',
          forwarded: 'weitergeleitet',
          'not-reached': 'nicht erreicht',
          'wrong-number': 'verwählt',
        },
      },
    },
    act: { 'wrap-up': { pass: 'Nachbereitung übergeben', settle: 'Übergebene Nachbereitung abschließen' } },
  },
} as const;
