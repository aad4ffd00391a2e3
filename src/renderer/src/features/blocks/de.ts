export const de = {
  panel: 'Sperren',
  none: 'Nicht gesperrt',
  banner: {
    until: 'Gesperrt bis {{day}}, {{why}}',
    open: 'Gesperrt, {{why}}',
  },
  mark: { until: 'gesperrt bis {{day}}', open: 'gesperrt' },
  /** Entries of the history. */
  past: {
    set: { until: 'Gesperrt bis {{day}}', open: 'Gesperrt, bis jemand die Sperre aufhebt' },
    lifted: 'Sperre aufgehoben',
    over: 'Sperre abgelaufen',
    from: 'ab {{day}}',
  },
  kind: {
    'house-rules': 'Hausordnung',
    payment: 'Zahlungsrückstand',
    safety: 'Sicherheit',
    contract: 'Vertrag',
    other: 'sonstiger Grund',
  },
  state: {
    coming: 'kommt noch',
    active: 'gesperrt',
    over: 'abgelaufen',
    lifted: 'aufgehoben',
  },
  line: {
    from: 'ab {{day}}',
    between: '{{from}} bis {{until}}',
    setBy: 'gesetzt von {{name}}',
    liftedBy: 'aufgehoben am {{day}} von {{name}}',
    lifted: 'aufgehoben am {{day}}',
  },
  set: {
    open: 'Sperren',
    heading: 'Kunden sperren',
    change: 'Sperre ändern',
    kind: 'Grund',
    note: 'Was ist vorgefallen?',
    noteHint: 'Steht rot auf dem Blatt und im Anruffenster.',
    since: 'Ab',
    until: 'Bis einschließlich',
    untilHint: 'Leer: bis jemand die Sperre aufhebt. Sonst endet sie von selbst.',
    submit: 'Sperren',
    save: 'Speichern',
    done: 'Gesperrt, {{why}}.',
    changed: 'Sperre geändert.',
  },
  lift: 'Sperre aufheben',
  lifted: 'Die Sperre ist aufgehoben.',
  error: {
    block: {
      gone: { cause: 'Diese Sperre gibt es nicht mehr.', next: 'Das Blatt neu ansehen.' },
      backwards: { cause: 'Die Sperre endet vor ihrem Beginn.', next: 'Einen späteren letzten Tag wählen.' },
      'not-allowed': {
        cause: 'Sperren und entsperren dürfen nur Leitung, Datenpflege und Verwaltung.',
        next: 'Die Leitung darum bitten.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: { block: 'Sperre' },
    field: {
      block: {
        party_id: 'Kunde',
        kind: 'Grund',
        note: 'Anmerkung',
        since: 'Ab',
        until: 'Bis',
        set_by: 'Gesetzt von',
        set_at: 'Gesetzt am',
        lifted_at: 'Aufgehoben am',
        lifted_by: 'Aufgehoben von',
        ended_with: 'Abgelaufen am',
      },
    },
    value: {
      block: {
        kind: {
          'house-rules': 'Hausordnung',
          payment: 'Zahlungsrückstand',
          safety: 'Sicherheit',
          contract: 'Vertrag',
          other: 'sonstiger Grund',
        },
      },
    },
    act: {
      block: {
        set: 'Sperren',
        change: 'Sperre ändern',
        lift: 'Sperre aufheben',
        reinstate: 'Sperre wieder einsetzen',
        withdraw: 'Sperre zurücknehmen',
        end: 'Ablauf einer Sperre festhalten',
      },
    },
  },
} as const;
