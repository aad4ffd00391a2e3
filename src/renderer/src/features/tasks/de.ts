export const de = {
  kind: {
    callback: 'Rückruf',
    'follow-up': 'Wiedervorlage',
    appointment: 'Termin',
    'reminder-mail': 'Erinnerung',
  },
  panel: 'Wiedervorlagen',
  done: 'Erledigt: {{title}}',
  complete: '{{title}} erledigen',
  promised: 'zugesagt',
  overdue: 'überfällig',
  promise: {
    more_one: 'und {{count}} weitere Zusage',
    more_other: 'und {{count}} weitere Zusagen',
    callback: 'Rückruf zugesagt bis {{when}} von {{who}}',
    other: 'Zugesagt bis {{when}} von {{who}}: {{title}}',
    late: 'überfällig {{since}}',
    complete: 'Erledigt',
  },
  part: {
    title: 'Wiedervorlage',
    what: 'Was ist zu tun?',
    promised: 'dem Kunden zugesagt',
    hour: 'in 1 Stunde',
    other: 'Anderer Zeitpunkt',
    time: 'Uhrzeit',
    take: 'Übernehmen',
    previousMonth: 'Voriger Monat',
    nextMonth: 'Nächster Monat',
    created: 'Wiedervorlage {{when}}',
    withdraw: 'Zurücknehmen',
    withdrawn: 'Wiedervorlage zurückgenommen',
    needsParty: 'Erst den Anruf einem Kunden zuordnen.',
  },
  today: {
    title: 'Heute zu tun',
    none: 'Für heute ist alles getan',
    noneHint:
      'Wiedervorlagen und zugesagte Rückrufe stehen hier, sobald sie fällig werden. Sie entstehen in der Nachbereitung eines Anrufs.',
  },
  reminder: {
    region: 'Erinnerungen',
    due: 'Fällig {{when}}',
    snooze: '10 min später',
    open: 'Blatt öffnen',
    done: 'Erledigt',
    dismiss: 'Nicht mehr erinnern',
  },
  error: {
    task: {
      gone: { cause: 'Diese Wiedervorlage wurde inzwischen gelöscht.', next: 'Nichts weiter zu tun.' },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      task: 'Wiedervorlage',
    },
    field: {
      task: {
        kind: 'Art',
        title: 'Titel',
        state: 'Zustand',
        party_id: 'Kunde',
        assignee_id: 'Zuständig',
        created_by: 'Angelegt von',
        created_at: 'Angelegt',
        due_at: 'Fällig',
        due_has_time: 'Mit Uhrzeit',
        promised: 'Zugesagt',
        done_at: 'Erledigt',
      },
    },
    value: {
      task: {
        state: {
          open: 'offen',
          done: 'erledigt',
        },
        kind: {
          callback: 'Rückruf',
          'follow-up': 'Wiedervorlage',
          appointment: 'Termin',
          'reminder-mail': 'Erinnerung',
        },
      },
    },
    act: {
      task: {
        assign: 'Zuständigkeit ändern',
        complete: 'Wiedervorlage erledigen',
        create: 'Wiedervorlage anlegen',
        reopen: 'Wiedervorlage wieder öffnen',
        reschedule: 'Wiedervorlage verschieben',
        withdraw: 'Wiedervorlage zurücknehmen',
      },
    },
  },
} as const;
