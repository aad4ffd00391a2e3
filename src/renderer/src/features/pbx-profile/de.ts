export const de = {
  nav: 'Telefonanlage',
  title: 'Telefonanlage des Hauses',
  lead: 'Was an allen Arbeitsplätzen gleich ist. Jeder übernimmt es, solange dort nichts anderes steht.',
  link: 'Telefonanlage des Hauses',
  linkHint: 'Weg der Anrufe, Adresse und Schreibweise der Nummern, für alle Arbeitsplätze auf einmal.',
  forbidden: 'Die Telefonanlage des Hauses tragen nur Personen mit der Rolle Verwaltung ein.',
  help: {
    profile: {
      what: 'Wie dieses Haus telefoniert: der Weg der Anrufe, die Adresse der Anlage, wie sie Nummern schreibt. Neue Arbeitsplätze finden es ausgefüllt vor.',
      data: 'Liegt auf jedem Desk und kommt dort von selbst an, auch mitten am Tag. Kennwörter gehören nicht dazu: Jeder Arbeitsplatz hat seines.',
    },
  },
  door: {
    title: 'Weg der Anrufe',
    label: 'Anrufe kommen über',
    hint: 'Dieser Weg ist an jedem Arbeitsplatz eingeschaltet, der ihn nicht selbst ausschaltet.',
    ami: 'Asterisk (AMI)',
    sip: 'SIP',
    fritzbox: 'FRITZ!Box',
    webhook: 'Cloud-Anlage (Webhook)',
  },
  own: {
    ami: 'Am Arbeitsplatz selbst stehen das Geheimnis, die eigenen Telefone und Warteschlangen. Das Geheimnis wird nie abgeglichen.',
    sip: 'Am Arbeitsplatz selbst stehen Konto, Geheimnis und Nebenstelle. Das Geheimnis wird nie abgeglichen.',
    fritzbox: 'Am Arbeitsplatz selbst stehen die eigenen Nummern und Nebenstellen.',
    webhook: 'Mehr braucht es hier nicht: Wer welche Anrufe bekommt, steht unter „Cloud-Anlage“.',
  },
  numbers: 'Nummern',
  nothingSaid: 'keine Vorgabe',
  sayNothing: '{{field}}: keine Vorgabe',
  missing: 'Ohne diese Angabe lässt sich der Weg nicht öffnen.',
  rule: {
    host: 'Nur der Name oder die IP-Adresse: ohne Port, ohne http://',
    user: 'Höchstens 80 Zeichen, ohne Zeilenumbruch',
  },
  choice: { tls: 'ja, mit TLS', tcp: 'nein' },
  save: 'Für alle speichern',
  reaches: 'Offene Arbeitsplätze übernehmen es sofort und verbinden neu.',
  saved: 'Gespeichert; alle Arbeitsplätze übernehmen es.',
  error: {
    'pbx-profile': {
      'not-allowed': {
        cause: 'Die Telefonanlage des Hauses ändert nur die Verwaltung.',
        next: 'Die Verwaltung darum bitten.',
      },
      'bad-value': {
        cause: 'Das Feld „$t(pbx-profile:words.field.pbx_profile.{{field}})“ nimmt diesen Wert nicht.',
        next: 'Den Wert an diesem Feld ändern und noch einmal speichern.',
      },
      incomplete: {
        cause:
          'Für diesen Weg der Anrufe fehlt das Feld „$t(pbx-profile:words.field.pbx_profile.{{field}})“.',
        next: 'Es ausfüllen oder einen anderen Weg wählen.',
      },
    },
  },
  words: {
    thing: { pbx_profile: 'Telefonanlage des Hauses' },
    field: {
      pbx_profile: {
        door: 'Weg der Anrufe',
        ami_host: 'Adresse (AMI)',
        ami_port: 'Port (AMI)',
        ami_transport: 'Verschlüsselung (AMI)',
        ami_user: 'Benutzer (AMI)',
        ami_context: 'Kontext zum Wählen',
        sip_server: 'Server (SIP)',
        sip_transport: 'Übertragung (SIP)',
        sip_mode: 'Verfahren (SIP)',
        sip_ca: 'Zertifizierungsstelle (SIP)',
        fritzbox_host: 'Adresse (FRITZ!Box)',
        fritzbox_port: 'Port (FRITZ!Box)',
        inbound: 'Schreibweise der Anrufer',
        outside_line: 'Amtsholung',
        country: 'Landesvorwahl',
        area: 'Ortsvorwahl',
        internal_length: 'Stellen der Nebenstellen',
      },
    },
    value: {
      pbx_profile: {
        door: { ami: 'Asterisk (AMI)', sip: 'SIP', fritzbox: 'FRITZ!Box', webhook: 'Cloud-Anlage (Webhook)' },
        ami_transport: { tls: 'mit TLS', tcp: 'unverschlüsselt' },
        sip_transport: { wss: 'wss', ws: 'ws – unverschlüsselt', tcp: 'tcp – unverschlüsselt' },
        sip_mode: { dialog: 'Tischtelefon beobachten', endpoint: 'eigener Anschluss' },
        inbound: {
          auto: 'automatisch erkennen',
          e164: '+49221…',
          'e164-without-plus': '49221…',
          'international-00': '0049221…',
          national: '0221…',
        },
      },
    },
    act: { 'pbx-profile': { set: 'Telefonanlage des Hauses ändern' } },
  },
} as const;
