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
} as const;
