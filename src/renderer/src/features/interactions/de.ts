export const de = {
  nav: 'Anrufe',
  panel: 'Letzte Kontakte',
  none: 'Noch kein Kontakt',
  noneHint: 'Jeder Anruf steht hier, sobald er angenommen oder gewählt wurde – mit Ihrer Notiz.',
  type: { call: 'Anruf', visit: 'Besuch', mail: 'E-Mail', letter: 'Brief', note: 'Notiz' },
  direction: { in: 'eingehend', out: 'ausgehend', none: '' },
  missed: 'Verpasst',
  notReached: 'Nicht erreicht',
  running: 'läuft',
  withheld: 'Unterdrückt',
  noNote: 'ohne Notiz',
  last: 'Letzter Kontakt {{when}}, {{who}}',
  calls: {
    all: 'Alle',
    missed: 'Verpasst',
    filter: 'Welche Anrufe',
    none: 'Noch keine Anrufe',
    noneHint: 'Hier stehen die Anrufe des ganzen Teams, neueste zuerst.',
    noneMissed: 'Kein verpasster Anruf',
    caller: 'Teilnehmer',
    when: 'Wann',
    who: 'Wer',
    talk: 'Dauer',
    note: 'Ergebnis und Notiz',
  },
  error: {
    interaction: {
      gone: { cause: 'Dieser Kontakt wurde inzwischen gelöscht.', next: 'Die Seite neu öffnen.' },
      'foreign-author': {
        cause: 'Nur die Datenpflege darf für andere eintragen.',
        next: 'Den Kontakt im eigenen Namen eintragen.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      interaction: 'Kontakt',
    },
    field: {
      interaction: {
        type: 'Art',
        direction: 'Richtung',
        party_id: 'Kunde',
        staff_id: 'Von uns',
        occurred_at: 'Wann',
        answered_at: 'Angenommen',
        ended_at: 'Beendet',
        end_reason: 'Ende',
        number: 'Rufnummer',
        queue: 'Warteschlange',
        call_key: 'Kennung des Anrufs',
        outcome: 'Ergebnis',
        body: 'Notiz',
      },
    },
    value: {
      interaction: {
        type: {
          call: 'Anruf',
          visit: 'Besuch',
          mail: 'E-Mail',
          letter: 'Brief',
          note: 'Notiz',
        },
        direction: {
          in: 'eingehend',
          out: 'ausgehend',
          none: 'keine',
        },
        outcome: {
          resolved: 'erledigt',
          ticket: 'Ticket',
          'follow-up': 'Wiedervorlage',
          forwarded: 'weitergeleitet',
          'not-reached': 'nicht erreicht',
          'wrong-number': 'falsch verbunden',
        },
      },
    },
    act: {
      interaction: {
        describe: 'Notiz schreiben',
        'end-call': 'Anruf beenden',
        finish: 'Nachbereitung abschließen',
        'log-call': 'Anruf festhalten',
        record: 'Kontakt festhalten',
      },
    },
  },
} as const;
