export const startDe = {
  title: 'Diesen Arbeitsplatz einrichten',
  lead: 'Fünf Schritte bis zum ersten Anruf. Sie können jederzeit aufhören und später weitermachen.',
  ready: 'Bereit für Anrufe.',
  steps: 'Schritte',
  toWork: 'Zu „Heute“',
  later: 'Später weitermachen',
  goOn: 'Weiter einrichten',
  notNow: 'Nicht jetzt',
  card: '{{done}} von {{all}} Schritten sind getan. Als Nächstes: {{step}}.',
  fromHouse:
    'Was das Haus vorgibt, steht unten schon da. Es fehlen das eigene Telefon und das Geheimnis; die Verwaltung kennt es.',
  state: { done: 'erledigt', open: 'offen', busy: 'läuft', fault: 'gestört' },
  step: {
    centre: {
      name: 'Zentrale erreichen',
      next: 'Die Adresse der Zentrale und das Netz dieses Rechners prüfen.',
    },
    'sign-in': {
      name: 'Anmelden',
      next: 'Mit Organisation, Anmeldename und Kennwort anmelden; der zweite Faktor wird dabei eingerichtet.',
    },
    pbx: {
      name: 'Telefonanlage verbinden',
      next: 'Unten Adresse, Benutzer und das eigene Telefon eintragen; die Verwaltung kennt sie.',
    },
    'test-call': {
      name: 'Testanruf',
      next: 'Unten das eigene Telefon klingeln lassen: Man sieht, wie weit der Anruf kommt.',
    },
    sync: {
      name: 'Erster Abgleich',
      next: 'Die Daten kommen von selbst, sobald die Zentrale erreichbar ist. Weiterarbeiten geht schon.',
    },
  },
  help: {
    what: 'Führt von einem leeren Arbeitsplatz zum ersten Anruf; was schon eingerichtet ist, ist erledigt.',
    data: 'Der Desk sieht selbst nach, wie weit er ist; nichts davon wird gespeichert.',
  },
};
