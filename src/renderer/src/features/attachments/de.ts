export const de = {
  title: 'Dateien',
  none: 'Noch keine Datei',
  noneHint: 'Eine Datei hierher ziehen, ein Bild einfügen oder „Datei anhängen“ wählen.',
  add: 'Datei anhängen',
  also: 'Anhang Scan Brief Foto Dokument hochladen',
  dropHere: 'Hier ablegen',
  most: 'bis {{mb}} MB je Datei',
  pasted: 'Bild {{when}}',
  coming: '{{name}} wird übernommen: {{percent}} %',
  added: '{{name}} angehängt',
  size: { b: '{{n}} Byte', kb: '{{n}} KB', mb: '{{n}} MB' },
  by: '{{name}}, {{when}}',
  state: {
    draft: 'wird mit dem Eintrag gespeichert',
    waiting: 'noch nicht hochgeladen',
    waitingHint:
      'Liegt bisher nur auf diesem Desk und wird von selbst hochgeladen, sobald die Zentrale erreichbar ist.',
    up: 'wird hochgeladen: {{percent}} %',
    down: 'wird geholt: {{percent}} %',
    away: 'nicht auf diesem Desk',
    awayHint: 'Wird beim Öffnen von der Zentrale geholt.',
  },
  open: '{{name}} öffnen',
  save: '{{name}} speichern unter …',
  stop: 'Holen von {{name}} abbrechen',
  rename: '{{name}} umbenennen',
  renameTitle: 'Datei umbenennen',
  fileName: 'Dateiname',
  keep: 'Speichern',
  renamed: 'Die Datei heißt jetzt {{name}}.',
  remove: '{{name}} entfernen',
  removed: '{{name}} entfernt',
  savedTo: 'Gespeichert: {{path}}',
  openedFrom: 'Geöffnet: {{path}}',
  notOpened: 'Gespeichert, aber kein Programm zum Öffnen gefunden: {{path}}',
  offered: '{{name}} ist an den Browser übergeben.',
  error: {
    attachment: {
      empty: { cause: 'Die Datei ist leer.', next: 'Eine Datei mit Inhalt wählen.' },
      'over-limit': {
        cause: 'Die Datei ist größer, als die Zentrale inzwischen annimmt.',
        next: 'Verkleinert oder geteilt neu anhängen, oder die Verwaltung fragen.',
      },
      'too-large': {
        cause: 'Die Datei hat {{mb}} MB; mehr als {{most}} MB gehen nicht.',
        next: 'Die Datei verkleinern oder teilen, etwa mit geringerer Auflösung scannen.',
      },
      twice: { cause: 'Diese Datei hängt schon hier: {{name}}.', next: 'Es ist nichts weiter zu tun.' },
      interrupted: {
        cause: 'Die Datei ist nicht ganz angekommen.',
        next: 'Die Datei noch einmal anhängen.',
      },
      gone: { cause: 'Diese Datei gibt es nicht mehr.', next: 'Die Liste neu ansehen.' },
      'subject-gone': {
        cause: 'Den Eintrag, zu dem die Datei gehört, gibt es nicht mehr.',
        next: 'Die Datei an einen anderen Eintrag hängen.',
      },
      'not-yours': {
        cause: 'Diese Datei hat jemand anderes angehängt.',
        next: 'Entfernen kann sie, wer sie angehängt hat, oder die Leitung.',
      },
      'not-uploaded': {
        cause:
          'Die Datei ist noch nicht hochgeladen: Sie liegt nur auf dem Desk, an dem sie angehängt wurde.',
        next: 'Sobald jener Desk wieder mit der Zentrale verbunden ist, lässt sie sich öffnen.',
      },
      'not-here': {
        cause: 'Der Inhalt der Datei liegt nicht auf diesem Desk.',
        next: 'Mit Verbindung zur Zentrale noch einmal öffnen.',
      },
      'not-openable': {
        cause: 'Dateien dieser Art werden von hier aus nicht geöffnet.',
        next: 'Die Datei speichern und mit dem passenden Programm öffnen, wenn die Herkunft klar ist.',
      },
      stopped: { cause: 'Das Holen wurde abgebrochen.', next: 'Es geht später dort weiter.' },
      'bad-chunk': {
        cause: 'Ein Teil der Datei passt nicht zu ihr.',
        next: 'Die Datei entfernen und noch einmal anhängen.',
      },
      'wrong-hash': {
        cause: 'Der Inhalt der Datei ist ein anderer als angegeben.',
        next: 'Die Datei entfernen und noch einmal anhängen.',
      },
    },
    files: {
      'no-way': {
        cause: 'Von hier aus lässt sich keine Datei speichern.',
        next: 'Rufblatt in seinem Fenster oder im Browser öffnen.',
      },
      'not-written': {
        cause: 'Die Datei konnte nicht gespeichert werden ({{detail}}).',
        next: 'Einen anderen Ordner wählen; vielleicht ist der Datenträger voll oder schreibgeschützt.',
      },
    },
  },
  words: {
    thing: { attachment: 'Datei' },
    field: {
      attachment: {
        subject_type: 'Gehört zu (Art)',
        subject_id: 'Gehört zu',
        file_name: 'Dateiname',
        media_type: 'Dateiart',
        bytes: 'Größe',
        sha256: 'Prüfsumme',
        added_by: 'Angehängt von',
        added_at: 'Angehängt am',
      },
    },
    value: { attachment: { subject_type: { interaction: 'Kontakt', ticket: 'Ticket' } } },
    act: { attachment: { add: 'Datei anhängen', rename: 'Datei umbenennen', remove: 'Datei entfernen' } },
  },
} as const;
