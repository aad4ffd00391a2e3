export const de = {
  panel: 'Offene Tickets',
  none: 'Kein offenes Ticket',
  noneHint:
    'Im Anruf oder danach legen Sie eines in der Nachbereitung an; die Nummer gilt sofort, auch ohne Netz.',
  kind: {
    enquiry: 'Anfrage',
    complaint: 'Beschwerde',
    support: 'Störung',
    order: 'Bestellung',
    other: 'Sonstiges',
  },
  state: { open: 'offen', pending: 'wartet', closed: 'erledigt' },
  overdue: 'überfällig',
  due: 'fällig {{when}}',
  opened: 'seit {{when}}',
  close: 'Ticket {{number}} erledigen',
  closed: 'Ticket {{number}} erledigt',
  count_one: '{{count}} offenes Ticket',
  count_other: '{{count}} offene Tickets',
  hit: {
    invalid: 'Die Prüfziffer passt nicht – eine Ziffer ist falsch oder vertauscht.',
    unknown: 'Dieses Ticket liegt nicht auf diesem Desk.',
  },
  part: {
    title: 'Ticket',
    belongs: 'Gehört zu',
    linked: 'gehört dazu',
    new: 'Neues Ticket',
    subject: 'Worum geht es?',
    kind: 'Art',
    create: 'Anlegen',
    created: 'Ticket {{number}} angelegt',
    linkedDone: 'Anruf gehört zu {{number}}',
    needsParty: 'Erst den Anruf einem Kunden zuordnen.',
  },
  today: {
    title: 'Offene Tickets des Teams',
    more_one: 'und {{count}} weiteres',
    more_other: 'und {{count}} weitere',
  },
  error: {
    ticket: {
      gone: { cause: 'Dieses Ticket wurde inzwischen gelöscht.', next: 'Im Kundenblatt nachsehen.' },
      'no-numbers': {
        cause: 'Die Ticketnummern dieses Desks sind aufgebraucht.',
        next: 'Sobald die Zentrale erreichbar ist, kommen neue; bis dahin die Notiz im Anruf festhalten.',
      },
    },
  },
} as const;
