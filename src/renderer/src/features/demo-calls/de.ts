export const de = {
  title: 'Demo-Anrufe',
  ring: 'Anrufen lassen: {{name}} – {{hint}}',
  scenario: {
    known: {
      name: 'Bekannte Kundin',
      hint: 'Erika Brandt ruft an: ihr Blatt mit offenem Ticket und zugesagtem Rückruf.',
    },
    family: { name: 'Familiennummer', hint: 'Mehrere teilen die Nummer: wählen, wer spricht.' },
    extension: {
      name: 'Unbekannte Durchwahl',
      hint: 'Die Hauptnummer der Firma passt, die Durchwahl ist neu.',
    },
    withheld: { name: 'Unterdrückt', hint: 'Keine Nummer: nach der Ticketnummer fragen.' },
    'ring-group': { name: 'Kollege nimmt an', hint: 'Drei Telefone klingeln, Mehmet ist schneller.' },
    missed: { name: 'Verpasst', hint: 'Der Anrufer legt auf; er steht dann unter „Heute“.' },
  },
  phone: {
    title: 'Tischtelefon der Demo',
    idle: 'bereit',
    ringing: 'klingelt',
    talking: 'im Gespräch',
    held: 'gehalten',
    answer: 'Abnehmen',
    hangUp: 'Auflegen',
    hold: 'Halten',
    resume: 'Zurückholen',
  },
  error: {
    demo: {
      'no-pbx': { cause: 'Die Demo-Anlage läuft nicht.', next: 'Die Demo mit „npm run demo“ neu starten.' },
    },
  },
} as const;
