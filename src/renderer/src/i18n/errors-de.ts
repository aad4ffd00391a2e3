const tellAdmin = 'Bitte der Verwaltung melden; die Einzelheiten stehen im Protokoll dieses Desks.';

/** By code of the AppError: why it did not work, and what to do now. */
export const errorsDe = {
  internal: {
    cause: 'Das hat nicht geklappt: Im Programm ist ein Fehler aufgetreten.',
    next: `Ihre Daten sind unverändert. ${tellAdmin}`,
  },
  access: {
    denied: { cause: 'Dafür fehlt Ihnen die Berechtigung.', next: 'Bitte an die Verwaltung wenden.' },
  },
  device: {
    unknown: { cause: 'Dieses Gerät ist schon abgemeldet.', next: 'Es ist nichts weiter zu tun.' },
  },
  field: {
    forbidden: {
      cause: 'Dieses Feld ist nicht für Sie bestimmt ({{field}}).',
      next: 'Bitte an die Verwaltung wenden.',
    },
  },
  outgoing: {
    'bad-address': { cause: 'Das ist keine Adresse im Netz.', next: 'Sie beginnt mit https://.' },
    insecure: {
      cause: 'Die Adresse {{host}} ist nicht verschlüsselt.',
      next: 'Sie muss mit https:// beginnen.',
    },
    private: {
      cause: '{{host}} liegt im eigenen Netz.',
      next: 'Die Verwaltung kann das ausdrücklich erlauben.',
    },
    unreachable: { cause: '{{host}} ist nicht erreichbar.', next: 'Später noch einmal versuchen.' },
    'too-large': { cause: '{{host}} antwortet mit zu viel.', next: 'Die Adresse prüfen.' },
  },
  provider: {
    none: {
      cause: 'Diese Organisation meldet sich mit Kennwort an.',
      next: 'Anmeldename und Kennwort eingeben.',
    },
    failed: { cause: 'Die Anmeldung beim anderen Dienst ist nicht gelungen.', next: 'Noch einmal beginnen.' },
    unreachable: { cause: 'Der andere Dienst ist nicht erreichbar.', next: 'Später noch einmal versuchen.' },
  },
  'second-factor': {
    on: { cause: 'Es gibt schon einen zweiten Faktor.', next: 'Ihn zuerst abschalten.' },
    required: { cause: 'Ihre Organisation verlangt einen zweiten Faktor.', next: 'Er bleibt eingeschaltet.' },
  },
  secrets: {
    unreadable: {
      cause: 'Die Zentrale kann eines ihrer Geheimnisse nicht öffnen: Es wurde in der Datenbank verändert.',
      next: 'Der Verwaltung melden; ein Wiederherstellungscode lässt Sie trotzdem hinein.',
    },
    'wrong-key': {
      cause: 'Der Zentrale fehlt der Schlüssel zu ihren Geheimnissen.',
      next: 'Der Verwaltung melden: Die Schlüsseldatei der Zentrale muss zurückgelegt werden.',
    },
    'key-file': {
      cause: 'Die Zentrale kann ihre Schlüsseldatei nicht verwenden.',
      next: 'Der Verwaltung melden: Die Schlüsseldatei der Zentrale muss zurückgelegt werden.',
    },
    unconfirmed: {
      cause: 'Was kein Schlüssel mehr öffnet, würde endgültig entfernt.',
      next: 'Mit --yes bestätigen.',
    },
  },
  setting: {
    unknown: { cause: 'Diese Einstellung gibt es nicht ({{name}}).', next: 'Die Schreibweise prüfen.' },
    bad: { cause: 'So kann {{name}} nicht eingestellt werden.', next: 'docs/security.md nennt die Werte.' },
  },
  'policy-paper': {
    unknown: {
      cause: 'Diese Fassung der Richtlinie gibt es nicht.',
      next: 'Neu öffnen und noch einmal lesen.',
    },
    raced: {
      cause: 'Gerade hat jemand anderes eine Fassung veröffentlicht.',
      next: 'Die neue Fassung ansehen, dann entscheiden.',
    },
  },
  account: {
    'login-taken': { cause: 'Den Anmeldenamen „{{login}}“ gibt es schon.', next: 'Einen anderen wählen.' },
    unknown: { cause: 'Den Anmeldenamen „{{login}}“ gibt es nicht.', next: 'Die Schreibweise prüfen.' },
  },
  call: {
    gone: { cause: 'Dieser Anruf ist schon länger vorbei.', next: 'Er steht in der Liste der Anrufe.' },
    'not-a-party': { cause: 'So jemand kann nicht der Anrufer sein.', next: 'Einen Kunden auswählen.' },
  },
  flags: {
    bad: {
      cause: 'Eine Startangabe ist falsch ({{flag}}).',
      next: 'Mit --help starten; dort stehen alle Angaben.',
    },
  },
  login: {
    'code-needed': {
      cause: 'Der Code der Authenticator-App fehlt.',
      next: 'Den sechsstelligen Code oder einen Wiederherstellungscode eingeben.',
    },
    'code-refused': {
      cause: 'Der Code stimmt nicht, oder er wurde schon benutzt.',
      next: 'Den nächsten Code abwarten und die Uhr des Telefons prüfen.',
    },
    'not-linked': {
      cause: 'Dieses Konto ist hier mit niemandem verbunden.',
      next: 'Bitte an die Verwaltung wenden.',
    },
    refused: {
      cause: 'Organisation, Anmeldename oder Kennwort stimmt nicht.',
      next: 'Alle drei prüfen – auch Groß- und Kleinschreibung. Das Kennwort setzt die Verwaltung zurück.',
    },
    'too-many': {
      cause: 'Zu viele Fehlversuche.',
      next: 'In {{seconds}} Sekunden noch einmal versuchen.',
    },
  },
  password: {
    'too-common': {
      cause: 'Dieses Kennwort wird als eines der ersten geraten.',
      next: 'Etwas Eigenes wählen; ein kurzer Satz ist leicht zu merken.',
    },
    wrong: { cause: 'Das bisherige Kennwort stimmt nicht.', next: 'Auch Groß- und Kleinschreibung prüfen.' },
    same: { cause: 'Das neue Kennwort ist das alte.', next: 'Ein anderes wählen.' },
    'too-short': {
      cause: 'Das Kennwort ist zu kurz.',
      next: 'Mindestens acht Zeichen; ein kurzer Satz ist leicht zu merken.',
    },
  },
  request: {
    invalid: {
      cause: 'Die Zentrale hat eine Angabe nicht angenommen ({{where}}).',
      next: 'Die Angabe prüfen und wiederholen.',
    },
    malformed: {
      cause: 'Die Zentrale hat die Anfrage nicht verstanden.',
      next: 'Rufblatt aktualisieren; sonst der Verwaltung melden.',
    },
    'media-type': {
      cause: 'Die Zentrale hat die Anfrage nicht verstanden.',
      next: 'Rufblatt aktualisieren; sonst der Verwaltung melden.',
    },
    'not-found': {
      cause: 'Die Zentrale kennt diese Anfrage nicht.',
      next: 'Adresse und Version der Zentrale prüfen.',
    },
    timeout: { cause: 'Die Zentrale hat zu lange gebraucht.', next: 'Gleich noch einmal versuchen.' },
    'too-large': {
      cause: 'Das ist der Zentrale zu viel auf einmal.',
      next: 'Den Text kürzen und wiederholen.',
    },
    'too-many': {
      cause: 'Zu viele Anfragen in kurzer Zeit.',
      next: 'In {{seconds}} Sekunden noch einmal versuchen.',
    },
  },
  settings: {
    'bad-certificate': {
      cause: 'Dieses Zertifikat lässt sich nicht lesen; es ist beschädigt oder unvollständig.',
      next: 'Die Datei der Zertifizierungsstelle neu holen, im PEM-Format.',
    },
    'no-authority': {
      cause: '{{name}} ist keine Zertifizierungsstelle, sondern nur das Zertifikat eines Servers.',
      next: 'Das Zertifikat der Stelle eintragen, die es unterschrieben hat.',
    },
  },
  tenant: {
    unknown: { cause: 'Diese Organisation gibt es in der Zentrale nicht.', next: 'Den Kurznamen prüfen.' },
    exists: { cause: 'Diese Organisation gibt es schon.', next: 'Einen anderen Kurznamen wählen.' },
    'bad-slug': {
      cause: 'Das ist kein Kurzname.',
      next: 'Kleinbuchstaben, Ziffern und Bindestriche verwenden.',
    },
  },
  bridge: {
    lost: {
      cause: 'Der Desk ist gerade nicht erreichbar.',
      next: 'Die Verbindung wird von selbst wieder aufgebaut; danach bitte wiederholen.',
    },
  },
  ipc: {
    'untrusted-sender': {
      cause: 'Diese Seite darf den Desk nicht benutzen.',
      next: 'Rufblatt über sein eigenes Fenster öffnen.',
    },
    'unknown-channel': { cause: 'Seite und Desk sind verschieden alt.', next: 'Die Seite neu laden.' },
    'unknown-call': { cause: 'Seite und Desk sind verschieden alt.', next: 'Die Seite neu laden.' },
    'bad-arguments': {
      cause: 'Der Desk hat eine Angabe nicht angenommen ({{where}}).',
      next: 'Die Angabe prüfen und wiederholen.',
    },
  },
  session: {
    revoked: {
      cause: 'Dieses Gerät wurde abgemeldet.',
      next: 'Neu anmelden; ungesendete Arbeit bleibt erhalten.',
    },
    disabled: { cause: 'Dieses Konto ist geschlossen.', next: 'Bitte an die Verwaltung wenden.' },
    unfinished: {
      cause: 'Vorher ist noch etwas zu tun.',
      next: 'Das Kennwort ändern oder den zweiten Faktor einrichten.',
    },
    'weak-keychain': {
      cause: 'Ihre Organisation verlangt einen Schlüsselbund, der hier fehlt.',
      next: 'Den Schlüsselbund des Systems einrichten oder an die Verwaltung wenden.',
    },
    none: { cause: 'Es ist niemand angemeldet.', next: 'Bitte anmelden und wiederholen.' },
    ended: {
      cause: 'Ihre Anmeldung ist abgelaufen.',
      next: 'Neu anmelden; ungesendete Arbeit bleibt erhalten.',
    },
  },
  filter: { unknown: { cause: 'Diesen Filter gibt es nicht.', next: 'Die Liste neu öffnen.' } },
  command: {
    'centre-only': {
      cause: 'Das schreibt nur die Zentrale selbst.',
      next: 'Nichts zu tun: Es geschieht von allein.',
    },
    unknown: {
      cause: 'Dieser Desk kennt die Handlung nicht.',
      next: 'Die Seite neu laden; sonst Rufblatt aktualisieren.',
    },
    'bad-arguments': {
      cause: 'Eine Angabe passt nicht ({{where}}).',
      next: 'Die Angabe prüfen und wiederholen.',
    },
    'too-large': {
      cause: 'Der Text ist zu lang, um gespeichert zu werden.',
      next: 'Bitte kürzen und wiederholen.',
    },
  },
  row: {
    changed: {
      cause: 'Jemand anderes hat den Eintrag inzwischen geändert.',
      next: 'Den neuen Stand ansehen und, wenn nötig, noch einmal ändern.',
    },
    conflict: {
      cause: 'Jemand anderes hat inzwischen geändert, was dies ändern würde.',
      next: 'Den neuen Stand ansehen und, wenn nötig, noch einmal ändern.',
    },
    exists: { cause: 'Das gibt es schon.', next: 'Nichts weiter zu tun; die Anzeige wird gleich stimmen.' },
    gone: { cause: 'Der Eintrag wurde inzwischen gelöscht.', next: 'Die Seite neu öffnen.' },
    missing: {
      cause: 'Der Eintrag ist auf diesem Desk nicht vorhanden.',
      next: 'Warten, bis der Stand vollständig ist, und wiederholen.',
    },
    refused: { cause: 'Die Änderung wurde nicht angenommen.', next: tellAdmin },
    'bad-column': { cause: 'Die Änderung passt nicht zu den Daten.', next: tellAdmin },
    'bad-id': { cause: 'Die Änderung passt nicht zu den Daten.', next: tellAdmin },
    'bad-value': {
      cause: 'Eine Angabe passt nicht zu ihrem Feld.',
      next: 'Die Angabe prüfen und wiederholen.',
    },
  },
  scope: {
    forbidden: {
      cause: 'Dieser Bereich gehört nicht zu Ihrem Konto.',
      next: 'Bei der Verwaltung den Zugang erbitten.',
    },
  },
  centre: {
    'bad-address': {
      cause: '„{{url}}“ ist keine Adresse einer Zentrale.',
      next: 'Eine vollständige Adresse eingeben, zum Beispiel https://zentrale.example.',
    },
    insecure: {
      cause: 'Die Verbindung zu {{url}} wäre nicht verschlüsselt.',
      next: 'Die Adresse mit https:// beginnen lassen; unverschlüsselt geht es nur auf diesem Rechner.',
    },
    plaintext: {
      cause: 'Die Zentrale wäre unverschlüsselt erreichbar.',
      next: 'TLS einrichten oder nur auf diesem Rechner lauschen.',
    },
    refused: {
      cause: 'Die Zentrale hat abgelehnt (HTTP {{status}}).',
      next: 'Adresse prüfen; sonst der Verwaltung melden.',
    },
    busy: {
      cause: 'Die Zentrale ist gerade ausgelastet.',
      next: 'Gleich noch einmal versuchen; Ihre Arbeit ist gespeichert.',
    },
    stopping: {
      cause: 'Die Zentrale wird gerade angehalten.',
      next: 'Weiterarbeiten; gesendet wird, sobald sie wieder da ist.',
    },
    'not-migrated': {
      cause: 'Die Datenbank der Zentrale ist noch nicht auf dem Stand dieser Version.',
      next: 'Einen Knoten der neuen Version starten; er bringt sie auf den Stand.',
    },
    'not-ready': {
      cause: 'Die Datenbank der Zentrale antwortet nicht.',
      next: 'Weiterarbeiten; gesendet wird, sobald sie wieder da ist.',
    },
    'certificate-self-signed': {
      cause: 'Das Zertifikat von {{host}} ist von niemandem beglaubigt. Es wurde nichts gesendet.',
      next: 'Ist es das Ihrer Zentrale? Dann von der Verwaltung geben lassen und bei „Zertifikat der Zentrale“ hinterlegen.',
    },
    'certificate-unknown-ca': {
      cause:
        'Das Zertifikat von {{host}} hat eine Stelle beglaubigt, die hier niemand kennt. Es wurde nichts gesendet.',
      next: 'Das Zertifikat dieser Stelle von der Verwaltung geben lassen und bei „Zertifikat der Zentrale“ hinterlegen.',
    },
    'certificate-expired': {
      cause: 'Das Zertifikat von {{host}} ist abgelaufen. Es wurde nichts gesendet.',
      next: 'Die Verwaltung muss es erneuern. Stimmt sonst die Uhr dieses Rechners nicht?',
    },
    'certificate-early': {
      cause:
        'Das Zertifikat von {{host}} gilt nach der Uhr dieses Rechners noch nicht. Es wurde nichts gesendet.',
      next: 'Datum und Uhrzeit dieses Rechners prüfen; stimmen sie, der Verwaltung melden.',
    },
    'certificate-wrong-host': {
      cause:
        'Das Zertifikat gilt nicht für {{host}}: Dort antwortet ein anderer Rechner. Es wurde nichts gesendet.',
      next: 'Die Adresse der Zentrale prüfen; stimmt sie, der Verwaltung melden.',
    },
    'certificate-bad': {
      cause: 'Das Zertifikat von {{host}} ist ungültig. Es wurde nichts gesendet.',
      next: 'Der Verwaltung melden.',
    },
    offline: {
      cause: 'Die Zentrale ist nicht erreichbar.',
      next: 'Netz und Adresse prüfen; gearbeitet werden kann weiter, gesendet wird später.',
    },
    'bad-reply': {
      cause: 'Die Zentrale antwortet unverständlich.',
      next: 'Adresse prüfen: Dort läuft vielleicht etwas anderes.',
    },
  },
  control: {
    'not-ready': {
      cause: 'Die Telefonanlage ist nicht verbunden.',
      next: 'Am Telefon selbst auflegen oder weiterleiten.',
    },
    'bad-number': {
      cause: '„{{target}}“ lässt sich nicht wählen.',
      next: 'Eine Nebenstelle oder Nummer eingeben.',
    },
    'no-call': { cause: 'Dieses Gespräch gibt es nicht mehr.', next: 'Nichts weiter zu tun.' },
    'no-target': {
      cause: 'Die Telefonanlage kennt „{{target}}“ nicht. Das Gespräch läuft weiter.',
      next: 'Nebenstelle prüfen.',
    },
    'not-permitted': {
      cause: 'Rufblatt darf an dieser Anlage nicht auflegen und nicht weiterleiten.',
      next: 'Die Verwaltung muss dem Manager-Benutzer in manager.conf das Recht „call“ geben: write = originate,reporting,call. Bis dahin am Telefon selbst.',
    },
    failed: {
      cause: 'Die Telefonanlage hat das abgelehnt. Das Gespräch läuft weiter.',
      next: 'Weiterleiten geht nur, wenn jemand in der Leitung ist. Sonst am Telefon selbst.',
    },
    timeout: {
      cause: 'Die Telefonanlage hat nicht rechtzeitig geantwortet.',
      next: 'Auf das Telefon sehen, bevor Sie es noch einmal versuchen.',
    },
    unsupported: {
      cause: 'Diese Anlage meldet Anrufe nur, auflegen und weiterleiten kann Rufblatt mit ihr nicht.',
      next: 'Am Telefon selbst auflegen oder weiterleiten.',
    },
  },
  dial: {
    'bad-number': {
      cause: '„{{number}}“ lässt sich nicht wählen.',
      next: 'Genau eine Nummer eingeben, mit Vorwahl.',
    },
    'not-ready': {
      cause: 'Die Telefonanlage ist nicht verbunden.',
      next: 'Am Telefon selbst wählen, oder in den Einstellungen die Anlage prüfen.',
    },
    failed: {
      cause: 'Die Telefonanlage hat den Anruf nicht begonnen.',
      next: 'Prüfen, ob das eigene Telefon angemeldet und frei ist.',
    },
    timeout: {
      cause: 'Die Telefonanlage hat nicht rechtzeitig geantwortet.',
      next: 'Auf das Telefon sehen, bevor Sie noch einmal wählen.',
    },
    unsupported: {
      cause: 'Diese Anlage meldet Anrufe nur, wählen kann Rufblatt mit ihr nicht.',
      next: 'Am Telefon selbst wählen.',
    },
    'no-device': {
      cause: 'Für diesen Platz ist kein Telefon eingetragen.',
      next: 'In den Einstellungen unter „Meine Telefone“ eintragen.',
    },
  },
  key: {
    unwritable: {
      cause: 'Der Schlüssel der lokalen Daten lässt sich nicht speichern.',
      next: 'Prüfen, ob der Datenordner beschreibbar und Platz auf der Platte ist.',
    },
    unreadable: { cause: 'Der Schlüssel der lokalen Daten ist nicht lesbar.', next: tellAdmin },
  },
  'key-vault': {
    unavailable: {
      cause: 'Der Schlüsselbund des Systems ist nicht erreichbar.',
      next: 'Den Schlüsselbund entsperren und Rufblatt neu starten.',
    },
    unreadable: {
      cause: 'Der Schlüsselbund hat den Schlüssel nicht herausgegeben.',
      next: 'Mit demselben Systemkonto anmelden wie zuvor; sonst der Verwaltung melden.',
    },
  },
  options: {
    bad: {
      cause: 'Eine Startangabe ist falsch.',
      next: 'Rufblatt mit --help starten; dort stehen alle Angaben.',
    },
  },
  replica: {
    damaged: {
      cause: 'Die lokale Datenbank ist beschädigt.',
      next: 'Rufblatt neu starten: Ungesendete Arbeit wird gerettet, der Rest neu geholt.',
    },
    'disk-error': {
      cause: 'Die Platte nimmt nichts mehr an.',
      next: 'Platz schaffen oder den Datenträger prüfen; die Eingabe danach wiederholen.',
    },
    'disk-full': {
      cause: 'Die Platte ist voll; nichts wurde gespeichert.',
      next: 'Platz schaffen und die Eingabe wiederholen.',
    },
    'migration-failed': { cause: 'Die lokale Datenbank ließ sich nicht aktualisieren.', next: tellAdmin },
    newer: { cause: 'Die lokalen Daten stammen von einer neueren Version.', next: 'Rufblatt aktualisieren.' },
    'other-tenant': {
      cause: 'Auf diesem Desk liegen Daten einer anderen Organisation.',
      next: 'Mit einem anderen Profil starten (--profile).',
    },
    'unsent-work': {
      cause: 'Auf diesem Desk liegt noch ungesendete Arbeit eines anderen Kontos.',
      next: 'Mit jenem Konto anmelden und senden lassen, oder ein anderes Profil verwenden.',
    },
    'wrong-key': { cause: 'Der Schlüssel passt nicht zu den lokalen Daten.', next: tellAdmin },
  },
  shell: {
    'port-taken': {
      cause: 'Der Anschluss ist schon belegt.',
      next: 'Einen anderen wählen (--port) oder das andere Programm beenden.',
    },
  },
  sync: {
    'bad-row': {
      cause: 'Die Zentrale hat Daten gesendet, die hier nicht passen.',
      next: 'Rufblatt aktualisieren; sonst der Verwaltung melden.',
    },
    clone: {
      cause: 'Zwei Kopien dieses Desks senden gleichzeitig.',
      next: 'Rufblatt aktualisieren; nichts geht verloren.',
    },
    'foreign-client': {
      cause: 'Die Zentrale kennt diesen Desk nicht mehr.',
      next: 'Abmelden und neu anmelden; ungesendete Arbeit bleibt erhalten.',
    },
  },
} as const;
