export const de = {
  help: {
    ticket: {
      what: 'Ein Ticket und alle Gespräche, die dazu gehören, in ihrer Reihenfolge. Die Nummer im Suchfeld führt hierher.',
      data: 'Tickets und Protokolle Ihrer Organisation auf diesem Desk; die Prüfziffer erkennt Tippfehler.',
    },
  },
  panel: 'Offene Tickets',
  none: 'Kein offenes Ticket',
  noneHint:
    'Im Anruf oder danach legen Sie eines in der Nachbereitung an; die Nummer gilt sofort, auch ohne Netz.',
  deputy: { mine: 'in Vertretung für {{name}}', other: 'Vertretung: {{name}}' },
  kind: {
    enquiry: 'Anfrage',
    complaint: 'Beschwerde',
    support: 'Störung',
    order: 'Bestellung',
    other: 'Sonstiges',
  },
  kinds: {
    title: 'Ticketarten',
    lead: 'Was beim Anlegen zur Wahl steht. Eine Art verschwindet nie: Tickets behalten ihren Namen.',
    name: 'Name der Ticketart {{kind}}',
    own: 'eigene',
    retired: 'nicht mehr zur Wahl',
    tickets_one: '{{count}} Ticket',
    tickets_other: '{{count}} Tickets',
    noTickets: 'kein Ticket',
    retire: '{{kind}} nicht mehr anbieten',
    revive: '{{kind}} wieder anbieten',
    retiredDone: '„{{kind}}“ steht nicht mehr zur Wahl.',
    revivedDone: '„{{kind}}“ steht wieder zur Wahl.',
    renamed: 'Die Ticketart heißt jetzt „{{kind}}“.',
    rename: '{{kind}} umbenennen',
    save: 'Speichern',
    cancel: 'Abbrechen',
    newName: 'Neue Ticketart',
    add: 'Ticketart anlegen',
    added: 'Ticketart „{{kind}}“ angelegt.',
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
    'ticket-kind': {
      gone: { cause: 'Diese Ticketart gibt es nicht.', next: 'Eine andere wählen.' },
      exists: { cause: 'Jemand hat diese Ticketart gerade geändert.', next: 'Die Liste neu ansehen.' },
      nameless: { cause: 'Eine eigene Ticketart braucht einen Namen.', next: 'Einen Namen eintragen.' },
      'not-allowed': {
        cause: 'Ticketarten ändern nur Leitung, Datenpflege und Verwaltung.',
        next: 'Die Leitung darum bitten.',
      },
    },
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
      ticket_kind: 'Ticketart',
      ticket: 'Ticket',
    },
    field: {
      ticket_kind: { name: 'Name', built_in: 'Vorgegebene Art', retired: 'Nicht mehr zur Wahl' },
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
      ticket_kind: {
        built_in: {
          enquiry: 'Anfrage',
          complaint: 'Beschwerde',
          support: 'Störung',
          order: 'Bestellung',
          other: 'Sonstiges',
        },
      },
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
      'ticket-kind': { add: 'Ticketart anlegen', change: 'Ticketart ändern' },
      ticket: {
        assign: 'Zuständigkeit ändern',
        create: 'Ticket anlegen',
        'set-state': 'Zustand des Tickets ändern',
      },
    },
  },
} as const;
