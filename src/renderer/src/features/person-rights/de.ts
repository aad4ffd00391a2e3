export const de = {
  help: {
    rights: {
      what: 'Wessen Daten eingeschränkt sind und was wann gelöscht wurde. Auskunft und Löschung beginnen auf dem Blatt der Person.',
      data: 'Von der Zentrale; vom Gelöschten bleibt nur, dass, wann und von wem.',
    },
  },
  panel: 'Betroffenenrechte',
  panelHint:
    'Auskunft, Einschränkung und Löschung nach DSGVO. Nur Datenpflege und Verwaltung sehen dieses Feld.',
  list: 'Eingeschränkt und gelöscht',
  file: {
    html: 'Auskunft zum Lesen',
    json: 'Auskunft als Daten',
    done: 'Die Auskunft über {{name}} ist gespeichert.',
  },
  archive: {
    title: 'Auskunft mit Dateien',
    lead_one:
      'Über diese Person ist eine Datei aufgehoben. Die Auskunft ist ein Archiv (ZIP): die Seite zum Lesen, die Daten und die Datei selbst.',
    lead_other:
      'Über diese Person sind {{count}} Dateien aufgehoben. Die Auskunft ist ein Archiv (ZIP): die Seite zum Lesen, die Daten und die Dateien selbst.',
    progress: '{{done}} von {{total}} MB geholt',
    missing_one: 'Eine Datei fehlt. Wird ohne sie gespeichert, steht das in der Auskunft.',
    missing_other: '{{count}} Dateien fehlen. Wird ohne sie gespeichert, steht das in der Auskunft.',
    again: 'Noch einmal versuchen',
    without_one: 'Ohne diese Datei speichern',
    without_other: 'Ohne diese Dateien speichern',
    doneWithout_one: 'Die Auskunft über {{name}} ist gespeichert; eine Datei fehlt darin.',
    doneWithout_other: 'Die Auskunft über {{name}} ist gespeichert; {{count}} Dateien fehlen darin.',
  },
  restrict: {
    open: 'Einschränken',
    title: 'Verarbeitung einschränken',
    lead: 'Die Daten von {{name}} bleiben erhalten, werden aber nicht mehr benutzt: Das Blatt ist gesperrt, Anrufe erscheinen ohne Namen.',
    reason: 'Warum?',
    until: 'Aufbewahren bis (wenn bekannt)',
    submit: 'Einschränken',
    done: 'Die Verarbeitung ist eingeschränkt.',
    lift: 'Einschränkung aufheben',
    lifted: 'Die Einschränkung ist aufgehoben.',
  },
  restricted: {
    alert: 'Verarbeitung eingeschränkt seit {{day}} ({{reason}}). Nur aufbewahren, nicht benutzen.',
    alertUntil:
      'Verarbeitung eingeschränkt seit {{day}} ({{reason}}), aufzubewahren bis {{until}}. Nicht benutzen.',
    locked: 'Dieses Blatt ist gesperrt',
    lockedHint: 'Die Verarbeitung dieser Daten ist eingeschränkt. Fragen beantwortet die Datenpflege.',
    pop: 'Daten eingeschränkt: bitte an die Datenpflege geben.',
  },
  erase: {
    open: 'Löschen',
    title: '{{name}} endgültig löschen',
    lead: 'Alles über diese Person wird überall gelöscht: in der Zentrale, an jedem Arbeitsplatz, auch aus wiederhergestellten Sicherungen. Das lässt sich nicht rückgängig machen.',
    law: 'Muss etwas aufbewahrt werden (Rechnungen, Verträge)? Dann die Verarbeitung einschränken statt löschen.',
    goes: 'Was gelöscht wird',
    stays: 'bleibt anonym für die Statistik',
    rows_one: '{{count}} Eintrag',
    rows_other: '{{count}} Einträge',
    mentions: 'Der Name steht noch in diesen Einträgen anderer',
    mentionsHint:
      'Bitte lesen: Meint der Text diese Person, ihn dort ändern. Das Programm ändert fremde Einträge nicht.',
    reason: 'Warum?',
    confirm: 'Zur Bestätigung den Namen eintippen: {{name}}',
    confirmNo: 'Zur Bestätigung den Namen oder die Kundennummer eintippen: {{name}} oder {{number}}',
    submit: 'Endgültig löschen',
    done: 'Die Person ist gelöscht. Die anderen Arbeitsplätze folgen, sobald sie sich melden.',
  },
  cancel: 'Abbrechen',
  reason: {
    request: 'Die Person verlangt es',
    purpose: 'Die Daten werden nicht mehr gebraucht',
    consent: 'Die Einwilligung ist widerrufen',
    objection: 'Die Person widerspricht',
    unlawful: 'Die Daten durften nie verarbeitet werden',
  },
  why: {
    'kept-by-law': 'Aufbewahrungspflicht',
    disputed: 'Richtigkeit bestritten',
    claims: 'für Rechtsansprüche gebraucht',
    objection: 'Widerspruch wird geprüft',
    unlawful: 'statt Löschung verlangt',
  },
  screen: {
    notYours: 'Nur für Datenpflege und Verwaltung',
    notYoursHint: 'Fragen zu gespeicherten Daten beantwortet die Datenpflege.',
    title: 'Betroffenenrechte',
    restricted: 'Eingeschränkt',
    noneRestricted: 'Zurzeit ist nichts eingeschränkt',
    noneRestrictedHint: 'Auf dem Blatt eines Kunden: „Einschränken“.',
    until: 'aufzubewahren bis {{until}}',
    by: 'von {{name}}',
    erased: 'Gelöscht',
    noneErased: 'Noch niemand ist gelöscht worden',
    noneErasedHint: 'Wer gelöscht wurde, steht hier ohne Namen: wann, von wem, warum.',
    centre: 'nach einer Wiederherstellung',
  },
  paper: {
    title: 'Auskunft über gespeicherte Daten',
    about: 'Über',
    controller: 'Gespeichert bei',
    made: 'Stand',
    intro:
      'Diese Seite enthält alles, was über Sie gespeichert ist (Art. 15 DSGVO). Dieselben Angaben gibt es als Datei zur Weitergabe an andere (Art. 20 DSGVO).',
    hidden: 'Nicht enthalten, weil die Rechte der ausstellenden Person dafür nicht reichen',
    history: 'Frühere Angaben',
    when: 'Wann',
    what: 'Angabe',
    before: 'Vorher',
    after: 'Danach',
    who: 'Von',
    whole: 'ganzer Eintrag',
    deleted: 'gelöscht',
    yes: 'ja',
    no: 'nein',
    files: 'Dateien',
    filesIntro:
      'Diese Dateien sind über Sie aufgehoben. Sie liegen im Ordner „attachments“ neben dieser Seite.',
    bytes: 'Größe (Bytes)',
    lies: 'Liegt bei als',
    notEnclosed: 'Liegt nicht bei.',
    missing: {
      offline:
        'Die Zentrale war nicht erreichbar, als diese Auskunft gemacht wurde. Mit Verbindung eine neue anfordern.',
      'not-uploaded':
        'Der Arbeitsplatz, an dem die Datei angehängt wurde, hat sie noch nicht hochgeladen. Ihn verbinden, dann eine neue Auskunft anfordern.',
      removed: 'Die Datei wurde entfernt, ihr Inhalt ist nicht mehr aufgehoben.',
      damaged: 'Der Inhalt ist beschädigt. Bitte bei der Stelle nachfragen, die die Daten speichert.',
      'no-room': 'Das Archiv wäre zu groß. Die Datei wird vom Blatt aus einzeln gespeichert.',
    },
  },
  error: {
    'person-rights': {
      'not-yours': {
        cause: 'Das darf nur, wer Daten pflegt oder das Haus verwaltet.',
        next: 'Die Datenpflege bitten.',
      },
      'not-confirmed': {
        cause: 'Das ist weder der Name noch die Kundennummer.',
        next: 'Genau so eintippen, wie es darüber steht.',
      },
      'restricted-already': {
        cause: 'Die Verarbeitung ist schon eingeschränkt.',
        next: 'Erst die bestehende Einschränkung aufheben.',
      },
      'no-contents': {
        cause: 'Die Zentrale hat den Inhalt dieser Datei nicht.',
        next: 'Den Arbeitsplatz verbinden, an dem sie angehängt wurde.',
      },
      'bad-contents': {
        cause: 'Der Inhalt dieser Datei ist beschädigt.',
        next: 'Noch einmal versuchen; bleibt es dabei, hilft die Verwaltung.',
      },
      'restriction-gone': {
        cause: 'Diese Einschränkung gibt es nicht mehr.',
        next: 'Das Blatt neu ansehen.',
      },
    },
    party: {
      erased: {
        cause: 'Es ging um jemanden, dessen Daten gelöscht sind. Der Inhalt wurde nicht aufgehoben.',
        next: 'Nichts weiter tun.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: { erasure: 'Löschung', party_restriction: 'Einschränkung' },
    field: {
      erasure: {
        marks: 'Gelöschte Einträge',
        reason: 'Grund',
        erased_by: 'Gelöscht von',
        erased_at: 'Gelöscht am',
      },
      party_restriction: {
        party_id: 'Kunde',
        reason: 'Grund',
        until: 'Aufbewahren bis',
        numbers: 'Nummern',
        set_by: 'Eingeschränkt von',
        set_at: 'Eingeschränkt am',
        lifted_by: 'Aufgehoben von',
        lifted_at: 'Aufgehoben am',
      },
    },
    value: {
      erasure: {
        reason: {
          request: 'Verlangen der Person',
          purpose: 'Zweck erfüllt',
          consent: 'Einwilligung widerrufen',
          objection: 'Widerspruch',
          unlawful: 'unrechtmäßig',
        },
      },
      party_restriction: {
        reason: {
          'kept-by-law': 'Aufbewahrungspflicht',
          disputed: 'Richtigkeit bestritten',
          claims: 'Rechtsansprüche',
          objection: 'Widerspruch',
          unlawful: 'statt Löschung',
        },
      },
    },
    act: {
      party: {
        erase: 'Person löschen',
        restrict: 'Verarbeitung einschränken',
        unrestrict: 'Einschränkung aufheben',
      },
      erasure: { record: 'Löschung nachtragen' },
      restriction: { 'carry-out': 'Einschränkung nachholen' },
    },
  },
} as const;
