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
  screen: {
    title: 'Ticket {{number}}',
    unknownHint: 'Vielleicht ist die Nummer noch unterwegs hierher; sonst gehört sie einer anderen Stelle.',
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
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      ticket: 'Ticket',
    },
    field: {
      ticket: {
        number: 'Nummer',
        title: 'Titel',
        kind: 'Art',
        state: 'Zustand',
        party_id: 'Kunde',
        owner_id: 'Zuständig',
        opened_by: 'Eröffnet von',
        opened_at: 'Eröffnet',
        due_at: 'Fällig',
        closed_at: 'Geschlossen',
        result: 'Ergebnis',
      },
    },
    value: {
      ticket: {
        state: {
          open: 'offen',
          pending: 'wartet',
          closed: 'geschlossen',
        },
        kind: {
          enquiry: 'Anfrage',
          complaint: 'Reklamation',
          support: 'Störung',
          order: 'Auftrag',
          other: 'Sonstiges',
        },
      },
    },
    act: {
      ticket: {
        assign: 'Zuständigkeit ändern',
        create: 'Ticket anlegen',
        'set-state': 'Zustand des Tickets ändern',
      },
    },
  },
} as const;
