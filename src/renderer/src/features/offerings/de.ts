export const de = {
  panel: 'Leistungen',
  none: 'Noch keine Leistungen',
  noneHint: 'Was der Kunde bezieht oder bezogen hat, mit dem Anbieter dahinter.',
  unknown: 'Angebot nicht auf diesem Desk',
  since: 'seit {{day}}',
  between: '{{from}} bis {{until}}',
  over: 'beendet',
  withdrawn: 'nicht mehr angeboten',
  end: '{{name}} beenden',
  ended: '{{name}} ist ab heute beendet.',
  add: {
    open: 'Leistung eintragen',
    offering: 'Welche Leistung?',
    search: 'Name, Anbieter oder Ort',
    nothing: 'Kein Angebot passt.',
    since: 'Ab',
    until: 'Bis',
    source: 'Woher wissen wir es?',
    submit: 'Eintragen',
    cancel: 'Abbrechen',
    done: '{{name}} ist eingetragen.',
  },
  card: {
    provider: 'Anbieter',
    contacts: 'Ansprechpartner',
    description: 'Beschreibung',
    openingHours: 'Öffnungszeiten',
    reachability: 'Erreichbarkeit',
    costs: 'Kosten',
    place: 'Ort',
    directions: 'Wegbeschreibung',
    offerings: 'Angebote',
    unknown: 'nicht angegeben',
    missing: 'Dieser Eintrag liegt nicht auf diesem Desk.',
  },
  error: {
    directory: {
      'not-allowed': {
        cause: 'Das Anbieterverzeichnis pflegen nur Leitung, Datenpflege und Verwaltung.',
        next: 'Die Datenpflege darum bitten.',
      },
      elsewhere: {
        cause: 'Dieser Eintrag wird in einem anderen Haus gepflegt.',
        next: 'Dort um die Änderung bitten.',
      },
    },
    provider: {
      gone: {
        cause: 'Diesen Anbieter gibt es hier nicht.',
        next: 'Einen anderen wählen.',
      },
    },
    offering: {
      gone: {
        cause: 'Dieses Angebot gibt es nicht mehr.',
        next: 'Ein anderes wählen.',
      },
    },
    service: {
      gone: {
        cause: 'Diese Leistung gibt es nicht mehr.',
        next: 'Das Blatt neu ansehen.',
      },
      backwards: {
        cause: 'Die Leistung endet vor ihrem Beginn.',
        next: 'Einen späteren letzten Tag wählen.',
      },
    },
  },
  /** What this feature’s things, fields, values and commands are called in lists of whatever feature. */
  words: {
    thing: {
      federation_person: 'Ansprechpartner',
      provider: 'Anbieter',
      offering: 'Angebot',
      provider_contact: 'Zuordnung eines Ansprechpartners',
      service_use: 'Leistung',
    },
    field: {
      federation_person: {
        origin: 'Gepflegt von (Kürzel)',
        origin_name: 'Gepflegt von',
        listed: 'Steht im Verzeichnis',
        name: 'Name',
        extension: 'Durchwahl',
        mail: 'E-Mail',
      },
      provider: {
        origin: 'Gepflegt von (Kürzel)',
        origin_name: 'Gepflegt von',
        listed: 'Steht im Verzeichnis',
        name: 'Name',
        description: 'Beschreibung',
        opening_hours: 'Öffnungszeiten',
        reachability: 'Erreichbarkeit',
        costs: 'Kosten',
        place: 'Ort',
        directions: 'Wegbeschreibung',
      },
      offering: {
        origin: 'Gepflegt von (Kürzel)',
        origin_name: 'Gepflegt von',
        listed: 'Steht im Verzeichnis',
        name: 'Name',
        description: 'Beschreibung',
        opening_hours: 'Öffnungszeiten',
        reachability: 'Erreichbarkeit',
        costs: 'Kosten',
        provider_id: 'Anbieter',
        place: 'Ort',
      },
      provider_contact: {
        origin: 'Gepflegt von (Kürzel)',
        origin_name: 'Gepflegt von',
        listed: 'Steht im Verzeichnis',
        provider_id: 'Anbieter',
        offering_id: 'Angebot',
        staff_id: 'Person',
        job: 'Aufgabe',
      },
      service_use: {
        party_id: 'Kunde',
        offering_id: 'Angebot',
        since: 'Ab',
        until: 'Bis',
        source: 'Quelle',
      },
    },
    act: {
      provider: {
        put: 'Anbieter pflegen',
      },
      offering: {
        put: 'Angebot pflegen',
      },
      'provider-contact': {
        put: 'Ansprechpartner zuordnen',
      },
      directory: {
        receive: 'Verzeichnis eines anderen Hauses übernehmen',
      },
      service: {
        add: 'Leistung eintragen',
        end: 'Leistung beenden',
        undo: 'Leistung zurücknehmen',
      },
    },
  },
} as const;
