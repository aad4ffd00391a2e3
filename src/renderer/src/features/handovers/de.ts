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
} as const;
