export const de = {
  help: {
    list: {
      what: 'Wer nicht da ist und wer vertritt. Was in dieser Zeit fällig wird, steht bei der Vertretung und kommt bei der Rückkehr von selbst zurück.',
      data: 'Abwesenheiten Ihrer Organisation auf diesem Desk, ohne Grund: der geht niemanden etwas an.',
    },
  },
  nav: 'Abwesenheit',
  title: 'Abwesenheiten',
  banner: {
    away: 'Sie sind abwesend gemeldet bis {{until}}. Was fällig wird, erledigt {{deputy}}.',
    nobody: 'Sie sind abwesend gemeldet bis {{until}}, und auch Ihre Vertretung ist nicht da.',
    end: 'Ich bin wieder da',
  },
  report: {
    title: 'Abwesenheit melden',
    who: 'Wer',
    from: 'Von',
    last: 'Bis einschließlich',
    deputy: 'Vertretung',
    submit: 'Melden',
    done: 'Abwesenheit gemeldet: {{from}} bis {{last}}',
    wrongDays: 'Der letzte Tag liegt vor dem ersten.',
  },
  list: 'Gemeldete Abwesenheiten',
  none: 'Niemand ist abwesend gemeldet',
  noneHint: 'Wer in Urlaub geht, meldet es hier mit einer Vertretung.',
  days: '{{from}} bis {{last}}',
  now: 'jetzt',
  deputy: 'Vertretung: {{name}}',
  passedOn: 'Vertretung: {{name}}, zurzeit {{doing}}',
  uncovered: 'niemand da',
  change: {
    open: 'Abwesenheit von {{name}} ändern',
    submit: 'Ändern',
    done: 'Abwesenheit von {{name}} geändert',
  },
  cancel: 'Abwesenheit von {{name}} zurücknehmen',
  cancelled: 'Abwesenheit von {{name}} zurückgenommen',
  end: 'Abwesenheit von {{name}} beenden',
  ended: 'Abwesenheit von {{name}} beendet',
  error: {
    absence: {
      'not-yours': {
        cause: 'Abwesenheiten anderer meldet nur die Teamleitung.',
        next: 'Bitte an die Teamleitung wenden.',
      },
      'own-deputy': {
        cause: 'Niemand kann sich selbst vertreten.',
        next: 'Bitte jemand anderen als Vertretung wählen.',
      },
      'no-time': { cause: 'Das Ende liegt vor dem Beginn.', next: 'Bitte die Tage prüfen.' },
      gone: { cause: 'Diese Abwesenheit gibt es nicht mehr.', next: 'Nichts weiter zu tun.' },
    },
  },
  words: {
    thing: { absence: 'Abwesenheit' },
    field: {
      absence: {
        staff_id: 'Wer',
        deputy_id: 'Vertretung',
        from_at: 'Von',
        until_at: 'Bis',
        reported_by: 'Gemeldet von',
        reported_at: 'Gemeldet',
        ended_at: 'Beendet',
      },
    },
    value: {},
    act: {
      absence: {
        report: 'Abwesenheit melden',
        change: 'Abwesenheit ändern',
        end: 'Abwesenheit beenden',
        resume: 'Abwesenheit fortsetzen',
      },
    },
  },
} as const;
