export const de = {
  nav: 'Leseprotokoll',
  title: {
    own: 'Was ich gelesen habe',
    party: 'Wer dieses Blatt geöffnet hat',
    reader: 'Was diese Person gelesen hat',
  },
  kept: 'Wird festgehalten: {{kinds}}. Nach {{days}} Tagen gelöscht. Keine Auswertung von Leistung oder Verhalten.',
  off: 'Ihr Haus hält zurzeit nicht fest, wer was liest.',
  noted: 'Diese Abfrage steht im Prüfprotokoll.',
  kind: { sheet: 'Blatt geöffnet', search: 'gesucht', export: 'Liste gespeichert' },
  kinds: { sheet: 'geöffnete Blätter', search: 'Suchen (ohne Suchwort)', export: 'gespeicherte Listen' },
  list: 'Einträge, neueste zuerst',
  none: 'Nichts festgehalten',
  noneHint: 'Einträge erscheinen, sobald der Arbeitsplatz sich bei der Zentrale gemeldet hat.',
  more: 'Ältere zeigen',
  unknownParty: 'nicht (mehr) sichtbar',
  unknownReader: 'nicht bekannt',
  sheet: {
    panel: 'Zugriffe',
    link: 'Wer dieses Blatt geöffnet hat',
  },
  help: {
    what: 'Wer wann welches Blatt geöffnet, gesucht oder eine Liste gespeichert hat, soweit Ihr Haus es festhält.',
    data: 'Von der Zentrale; Arbeitsplätze ohne Verbindung tragen nach.',
  },
  error: {
    'reading-log': {
      'not-yours': {
        cause: 'Was andere gelesen haben, sehen nur Teamleitung (je Blatt), Datenpflege und Verwaltung.',
        next: 'Die Datenpflege bitten.',
      },
    },
  },
  words: {
    thing: { reading: 'Lesezugriff' },
    field: {
      reading: { kind: 'Art', party_id: 'Kunde', reader_id: 'Gelesen von', read_at: 'Gelesen am' },
    },
    value: { reading: { kind: { sheet: 'Blatt', search: 'Suche', export: 'Liste' } } },
    act: { reading: { note: 'Lesezugriff festhalten' } },
  },
} as const;
