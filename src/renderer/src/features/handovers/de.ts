export const de = {
  from: 'Weitergeleitet von {{who}}',
  party: '{{who}}: {{party}}',
  note: '– {{note}}',
  ticket: 'Ticket {{number}}: {{title}}',
  why: {
    number: 'Dieselbe Nummer hat {{who}} um {{time}} an diesen Platz weitergeleitet.',
    sender: 'Ohne Nummer; der Anruf kam um {{time}} vom Telefon von {{who}}.',
  },
  gone: 'Das Blatt dazu ist noch nicht auf diesem Platz.',
  open: 'Blatt von {{party}} öffnen',
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      handover: 'Weitergabe',
    },
    field: {
      handover: {
        number: 'Rufnummer',
        target: 'Ziel',
        from_user: 'Von',
        from_extension: 'Von Nebenstelle',
        party_id: 'Kunde',
        note: 'Notiz',
        ticket_id: 'Ticket',
        sent_at: 'Gesendet',
      },
    },
    act: {
      handover: {
        create: 'Anruf weitergeben',
      },
    },
  },
} as const;
