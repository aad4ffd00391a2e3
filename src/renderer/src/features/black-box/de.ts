export const de = {
  help: {
    health: {
      what: 'Ob Telefon, Desk und Zentrale arbeiten, eine Ampel je Stufe. Steht eine auf Rot, steht daneben der Grund und was zu tun ist.',
      data: 'Der Desk misst sich selbst, laufend. Es verlässt ihn nur, was Sie ausgeben.',
    },
    boxes: {
      what: 'Die letzten Anrufe, wie die Anlage sie gemeldet hat: zum Nachsehen, warum etwas anders kam als erwartet.',
      data: 'Aufgezeichnet auf diesem Desk, 14 Tage lang. Die Ausgabe enthält keine Namen und Nummern.',
    },
    why: {
      what: 'Warum dieser Anruf so zugeordnet wurde: welche Lesarten der Nummer versucht wurden, welche Regel galt, wer gefunden wurde.',
      data: 'Die Aufzeichnung dieses einen Anrufs auf diesem Desk.',
    },
  },
  nav: 'Zustand',
  status: 'Zustand prüfen',
  health: {
    title: 'Zustand',
    lead: 'Der Weg eines Anrufs, Stufe für Stufe.',
    stages: 'Stufen',
    boxes: 'Anrufspuren ansehen',
    light: {
      good: 'in Ordnung',
      busy: 'im Aufbau',
      warn: 'eingeschränkt',
      bad: 'gestört',
      off: 'noch nichts zu sagen',
    },
  },
  compare: {
    title: 'Datenstand',
    act: 'Mit der Zentrale vergleichen',
    never: 'Noch nicht mit der Zentrale verglichen.',
    underWay: 'Wird verglichen, sobald alles übertragen ist …',
    same: 'Hier ist alles wie in der Zentrale.',
    repaired_one: 'Ein Bereich war anders und wurde neu geholt.',
    repaired_other: '{{count}} Bereiche waren anders und wurden neu geholt.',
    differing_one: 'Ein Bereich weicht noch ab. Bitte der Verwaltung melden.',
    differing_other: '{{count}} Bereiche weichen noch ab. Bitte der Verwaltung melden.',
  },
  stage: {
    network: {
      name: 'Netz',
      good: { cause: 'Die Anlage ist erreichbar.' },
      off: {
        cause: 'Es ist keine Anlage eingerichtet.',
        next: 'In den Einstellungen Adresse und Benutzer der Anlage eintragen.',
      },
      connecting: { cause: 'Die Verbindung wird aufgebaut.' },
      waiting: { cause: 'Wird versucht, sobald die Angaben vollständig sind.' },
      unreachable: {
        cause: 'Unter dieser Adresse antwortet niemand.',
        next: 'Adresse und Port prüfen; eine Firewall kann den Port 5038 sperren.',
      },
      'not-a-pbx': {
        cause: 'Dort antwortet etwas anderes als eine Telefonanlage.',
        next: 'Den Port prüfen: AMI liegt meist auf 5038, nicht auf 5060 oder 80.',
      },
      'no-answer': {
        cause: 'Die Anlage nimmt an, antwortet aber nicht.',
        next: 'Anlage und Netz prüfen; bei TLS den richtigen Port angeben.',
      },
      closed: {
        cause: 'Die Anlage hat die Verbindung beendet.',
        next: 'Wird von selbst neu versucht. Geschieht es oft, „permit“ in manager.conf prüfen.',
      },
    },
    login: {
      name: 'Anmeldung',
      good: { cause: 'An der Anlage angemeldet.' },
      waiting: { cause: 'Folgt, wenn das Netz steht.' },
      'wrong-secret': {
        cause: 'Die Anlage kennt Benutzer oder Geheimnis nicht.',
        next: 'Beides in den Einstellungen neu eingeben. Es wird nicht von selbst wieder versucht.',
      },
      'bad-settings': {
        cause: 'Die Angaben zur Anlage sind unvollständig.',
        next: 'In den Einstellungen ergänzen, vor allem das eigene Telefon.',
      },
    },
    events: {
      name: 'Ereignisse',
      good: { cause: 'Die Anlage meldet die Anrufe des eigenen Telefons.' },
      waiting: { cause: 'Folgt nach der Anmeldung.' },
      'none-yet': {
        cause: 'Seit der Anmeldung kam noch kein Anruf des eigenen Telefons.',
        next: 'Testanruf machen. Kommt dabei nichts an: Einrichtung prüfen und den Gerätenamen vergleichen.',
      },
    },
    presentation: {
      name: 'Anzeige der Nummer',
      good: { cause: 'Die Anlage sagt, ob eine Nummer gezeigt werden darf.' },
      'no-call': { cause: 'Noch kein Anruf von außen, an dem es sich zeigt.' },
      'never-told': {
        cause:
          'Alle letzten Anrufer gelten als unterdrückt: Die Anlage sagt nicht, ob ihre Nummer gezeigt werden darf.',
        next: 'Einrichtung prüfen: In manager.conf fehlt „channelvars“ oder das Recht „reporting“.',
      },
    },
    matcher: {
      name: 'Zuordnung',
      good: { cause: 'Nummern werden gefunden.' },
      'no-numbers': {
        cause: 'Auf diesem Platz liegt noch keine Rufnummer, nach der gesucht werden könnte.',
        next: 'Anmelden und den ersten Abgleich mit der Zentrale abwarten.',
      },
      slow: {
        cause: 'Das Nachschlagen dauert länger, als man warten möchte.',
        next: 'Laufen andere Programme auf der Platte? Eine Anrufspur exportieren und melden.',
      },
    },
    replica: {
      name: 'Daten auf diesem Platz',
      good: { cause: 'Verschlüsselt, der Schlüssel liegt im Schlüsselbund.' },
      'key-weak': {
        cause: 'Verschlüsselt, aber der Schlüsselbund dieses Systems schützt schwach.',
        next: 'Für echte Kundendaten ein System mit Schlüsselbund verwenden.',
      },
      'key-file': {
        cause: 'Verschlüsselt, aber der Schlüssel liegt als Datei daneben.',
        next: 'Für echte Kundendaten die App mit Schlüsselbund verwenden.',
      },
      'write-failed': {
        cause: 'Die letzte Anrufspur konnte nicht geschrieben werden.',
        next: 'Freien Platz auf der Platte prüfen.',
      },
      disk: {
        cause: 'Die Platte ist voll oder gestört.',
        next: 'Platz schaffen; nichts Ungesendetes geht verloren.',
      },
    },
    centre: {
      name: 'Zentrale',
      good: { cause: 'Verbunden und auf dem Stand.' },
      'signed-out': { cause: 'Niemand ist angemeldet.', next: 'Anmelden.' },
      connecting: { cause: 'Die Verbindung wird aufgebaut.' },
      offline: {
        cause: 'Die Zentrale ist nicht erreichbar. Anrufe werden trotzdem erkannt.',
        next: 'Weiterarbeiten; alles wird übertragen, sobald die Leitung wieder da ist.',
      },
      untrusted: {
        cause: 'Das Zertifikat der Zentrale ist nicht vertrauenswürdig; es wird nichts gesendet.',
        next: 'Die Statuszeile nennt den Grund und was zu tun ist.',
      },
      refused: {
        cause: 'Die Zentrale weist diesen Platz ab.',
        next: 'Neu anmelden; sonst die Verwaltung fragen.',
      },
      rejected: {
        cause: 'Verbunden, aber die Zentrale hat Eingaben abgelehnt.',
        next: 'Die abgelehnten Eingaben ansehen.',
      },
    },
  },
  pop: {
    title: 'Vom Klingeln zum Blatt',
    of_one: 'aus {{count}} Anruf',
    of_other: 'aus den letzten {{count}} Anrufen',
    none: 'Noch kein Anruf gemessen.',
    stage: 'Stufe',
    half: 'die Hälfte unter',
    most: '95 % unter',
    tracked: 'Anlage → Anruf erkannt',
    matched: 'Nachgeschlagen',
    told: 'An die Anzeige gegeben',
    total: 'Zusammen',
    ms: '{{ms}} ms',
  },
  test: {
    title: 'Testanruf',
    lead: 'Das eigene Telefon klingeln lassen oder von außen anrufen: Jede Stufe leuchtet, sobald der Anruf sie passiert.',
    number: 'Dabei gewählt wird',
    numberHint: 'Zuerst klingelt das eigene Telefon. Wer abhebt, wird mit dieser Nummer verbunden.',
    dial: 'Eigenes Telefon klingeln lassen',
    ring: 'Auf den nächsten Anruf warten',
    stop: 'Abbrechen',
    left_one: 'noch {{count}} Sekunde',
    left_other: 'noch {{count}} Sekunden',
    passed: 'Der Anruf ist angekommen.',
    after: 'nach {{seconds}} s',
    open: '–',
    trace: 'Anrufspuren ansehen',
    stage: {
      asked: 'Anlage hat den Auftrag angenommen',
      event: 'Erstes Ereignis der Anlage',
      told: 'Anruf erkannt',
      matched: 'Nummer nachgeschlagen',
      screen: 'In diesem Fenster angekommen',
      ended: 'Ende gemeldet',
    },
    failed: {
      asked: 'Die Anlage hat den Auftrag nicht angenommen. Recht „originate“ und Gerätenamen prüfen.',
      event:
        'In dieser Minute kam kein Ereignis an. Gerätenamen in den Einstellungen und das Recht „call“ prüfen.',
      told: 'Ereignisse kamen an, aber kein Klingeln. Hat das Telefon abgelehnt oder ist es besetzt?',
      matched: 'Der Anruf wurde erkannt, aber nichts nachgeschlagen. Den Anruf in den Anrufspuren ansehen.',
    },
    refused: 'Die Anlage hat nicht gewählt ({{code}}). Es wird auf einen Anruf gewartet.',
  },
  doors: {
    title: 'Zugänge zur Telefonanlage',
    settings: 'Einstellungen',
    onlyListens: 'meldet Anrufe nur; Wählen am Telefon',
  },
  setup: {
    title: 'Einrichtung der Anlage',
    lead: 'Prüft über die laufende Verbindung, welche Rechte fehlen. Es klingelt nichts.',
    check: 'Einrichtung prüfen',
    fine: 'Nichts fehlt.',
    none: 'An dieser Anlage gibt es nichts zu prüfen.',
    add: 'In manager.conf, Abschnitt {{section}}:',
    reload: 'Danach in Asterisk „manager reload“ ausführen und neu verbinden.',
    state: {
      ok: 'vorhanden',
      missing: 'fehlt',
      unproved: 'zeigt erst ein Anruf',
      optional: 'nicht erlaubt, nur für diesen Zweck nötig: write = originate,reporting,call',
    },
    how: {
      sip: {
        login:
          'In pjsip.conf das Konto dieses Platzes; Benutzer und Geheimnis in den Einstellungen müssen dazu passen:',
        hint: 'In extensions.conf, im Kontext aus subscribe_context des Kontos; danach „dialplan reload“:',
        account:
          'Unter diesem Konto ist auch ein Telefon angemeldet, oder es ist das des Tischtelefons. In pjsip.conf ein eigenes Konto mit eigenem Eintrag vom Typ aor anlegen:',
        identity:
          'Die Anlage meldet Anrufe, nennt aber den Anrufer nicht. Asterisk auf 16.19, 18.5 oder neuer bringen.',
      },
      fritzbox: { monitor: 'An einem Telefon der FRITZ!Box wählen und den Ton abwarten:' },
      webhook: {
        address:
          'An der Zentrale gibt es keine Adresse für eine Cloud-Anlage. Die Verwaltung legt sie unter „Cloud-Anlage“ an.',
        line: 'Die Zentrale kennt keinen Namen, unter dem die Anlage Sie führt. Die Verwaltung trägt ihn unter „Cloud-Anlage“ ein.',
      },
    },
    item: {
      sip: {
        login: 'SIP: eigenes Konto angemeldet',
        hint: 'SIP: Hint der Nebenstelle',
        account: 'SIP: Konto gehört nur diesem Platz',
        identity: 'SIP: Anlage nennt den Anrufer',
      },
      fritzbox: {
        monitor: 'FRITZ!Box: Anrufmonitor eingeschaltet',
        own: 'FRITZ!Box: eigene Nummern und Nebenstellen eingetragen',
      },
      webhook: {
        address: 'Webhook: Adresse an der Zentrale',
        line: 'Webhook: Ihr Name bei der Anlage',
      },
      read: {
        call: 'Anrufe mitlesen (read call)',
        agent: 'Warteschlangen mitlesen (read agent)',
      },
      write: {
        originate: 'Wählen (write originate)',
        reporting: 'Laufende Anrufe abfragen (write reporting)',
        call: 'Auflegen und Weiterleiten vom Desk (write call)',
      },
      channelvars: {
        did: 'Gewählte Nummer (DID)',
        presentation: 'Darf die Nummer gezeigt werden? (CALLERID(pres))',
        dnid: 'Angerufene Nummer (CALLERID(dnid))',
      },
    },
  },
  boxes: {
    title: 'Anrufspuren',
    lead: 'Was die Anlage sagte und was Rufblatt daraus machte. Bleibt auf diesem Platz.',
    keep: 'Aufbewahren',
    days_one: '{{count}} Tag',
    days_other: '{{count}} Tage',
    off: 'nichts aufbewahren',
    none: 'Noch keine Anrufspur',
    noneHint: 'Mit dem nächsten Anruf erscheint hier die erste.',
    when: 'Wann',
    who: 'Gegenstelle',
    rule: 'Treffer',
    end: 'Ende',
    pop: 'Bis zum Blatt',
    noCall: 'kein Anruf daraus geworden',
    running: 'läuft',
    withheld: 'Unterdrückt',
    unknown: 'Unbekannt',
  },
  box: {
    title: 'Anrufspur',
    gone: 'Diese Anrufspur gibt es nicht mehr.',
    back: 'Alle Anrufspuren',
    export: 'Ohne personenbezogene Daten exportieren',
    exported: 'Gespeichert. Nummern und Namen darin sind ersetzt.',
    cut: 'Die Spur war voll; ihr Ende fehlt.',
    device: 'Telefon',
    why: 'Warum dieser Treffer?',
    timeline: 'Verlauf',
    timelineHint: 'Sekunden seit dem ersten Ereignis',
    desk: 'Rufblatt',
    took: 'erkannt {{tracked}} ms · nachgeschlagen {{matched}} ms · gezeigt {{told}} ms',
    tookUnmatched: 'erkannt {{tracked}} ms · gezeigt {{told}} ms',
    fields: 'Felder von {{event}}',
  },
  rung: {
    withheld: {
      name: 'Unterdrückt',
      hit: 'Die Nummer ist unterdrückt oder nicht bestätigt. Es wurde nichts nachgeschlagen.',
    },
    'own-extension': { name: 'Eigene Nebenstelle', hit: 'Die Nummer ist eine Nebenstelle des Hauses.' },
    ignored: { name: 'Nummernregel', hit: 'Eine Nummernregel des Hauses sagt: kein Fenster.' },
    rejected: { name: 'Nummernregel', hit: 'Eine Nummernregel des Hauses sagt: niemandem zuordnen.' },
    'internal-rule': { name: 'Nummernregel', hit: 'Eine Nummernregel des Hauses sagt: eine eigene.' },
    exact: { name: 'Genau diese Nummer', hit: 'Genau ein Eintrag hat {{digits}}.' },
    shared: {
      name: 'Mehrere mit dieser Nummer',
      hit: 'Mehrere Einträge haben {{digits}}; es wurde nachgefragt.',
    },
    stem: {
      name: 'Hauptnummer',
      hit: 'Die Hauptnummer passt, die Durchwahl {{extension}} ist nicht hinterlegt.',
    },
    unknown: { name: 'Unbekannt', hit: 'Keine Stufe davor traf zu: Die Nummer gehört zu keinem Eintrag.' },
  },
  why: {
    readings: 'Gelesen als, in dieser Reihenfolge',
    hit: 'Treffer',
    outsideLine: 'ohne Amtskennzahl',
    rule: {
      internal: 'interne Nummer',
      plus: 'international, wie gesendet',
      'international-00': 'international mit 00',
      'national-0': 'national mit 0',
      'with-country-code': 'mit Landeskennzahl ohne +',
      local: 'Ortsnummer, Vorwahl ergänzt',
      'national-without-0': 'national ohne 0',
      other: 'andere Lesart',
    },
    presentation: {
      shown: 'Die Rufnummer durfte gezeigt werden.',
      withheld: 'Die Rufnummer ist unterdrückt oder nicht bestätigt: nichts wurde nachgeschlagen.',
      none: 'Die Telefonanlage hat keine Rufnummer gesendet.',
    },
    ladder: 'Stufen der Zuordnung',
    candidates: 'Einträge: {{names}}',
    chosen: 'Zugeordnet: {{name}}',
    dialled: 'Gewählt wurde {{number}}',
    none: 'Zu diesem Vorgang gab es keinen Treffer zu suchen.',
  },
  event: {
    ringing: 'klingelt',
    answered: 'angenommen',
    held: 'gehalten',
    resumed: 'zurückgeholt',
    dialling: 'wählt',
    'agent-phone-ringing': 'eigenes Telefon klingelt',
    'remote-ringing': 'Gegenstelle klingelt',
    'remote-changed': 'Gegenstelle wechselt',
    'remote-held': 'Gegenstelle hält',
    'remote-resumed': 'Gegenstelle ist zurück',
    announced: 'angekündigt',
    transferred: 'verbunden',
    ended: 'beendet',
  },
  error: {
    pbx: {
      'not-ready': {
        cause: 'Die Verbindung zur Anlage steht gerade nicht.',
        next: 'Erst die Stufen Netz und Anmeldung in Ordnung bringen.',
      },
    },
    trace: {
      'bad-file': {
        cause: 'Diese Datei ist keine Anrufspur.',
        next: 'Eine exportierte Anrufspur (JSON) wählen.',
      },
    },
    'black-box': {
      gone: { cause: 'Diese Anrufspur gibt es nicht mehr.', next: 'Die Aufbewahrungszeit ist abgelaufen.' },
      'export-failed': {
        cause: 'Aus dieser Spur ließ sich kein Export ohne personenbezogene Daten machen.',
        next: 'Einen kürzeren Anruf exportieren.',
      },
    },
  },
} as const;
