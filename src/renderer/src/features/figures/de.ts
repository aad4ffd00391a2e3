export const de = {
  help: {
    team: {
      what: 'Anrufe und verpasste Anrufe nach Stunde und Leitung, offene Tickets nach Alter: vom ganzen Team, nie von einzelnen.',
      data: 'Gezählt auf diesem Desk, aus den letzten 28 Tagen. Von weniger als fünf Personen wird nichts gezeigt.',
    },
  },
  nav: 'Zahlen',
  title: 'Zahlen des Teams',
  span: 'Letzte 28 Tage, ganzes Team',
  hours: 'Anrufe nach Stunde',
  lines: 'Anrufe nach Leitung',
  ages: 'Offene Tickets nach Alter',
  answered: 'angenommen',
  missed: 'verpasst',
  tickets: 'Tickets',
  hour: 'Stunde',
  hourOf: '{{hour}} Uhr',
  line: 'Leitung',
  otherLines: 'übrige Leitungen',
  age: 'Alter',
  ageOf: {
    day: 'bis 1 Tag',
    week: '2 bis 7 Tage',
    month: '8 bis 30 Tage',
    older: 'älter',
  },
  asTable: 'Als Tabelle',
  tooFew: 'Zu wenige Personen',
  tooFewHint: 'Zahlen gibt es nur von fünf und mehr Personen zusammen, damit sie niemanden einzeln zeigen.',
  none: 'Noch nichts zu zählen',
  leadOnly: 'Die Zahlen nach Leitung sieht nur die Teamleitung.',
  error: {
    figures: {
      'lead-only': {
        cause: 'Die Zahlen nach Leitung sieht nur die Teamleitung.',
        next: 'Die Zahlen des Teams stehen auf „Heute“.',
      },
    },
  },
} as const;
