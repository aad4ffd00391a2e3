/** What the providers of a Red Cross association and of a chain of studios offer, with what it costs. */
export const SERVICES = [
  ['Hausnotruf', 'Funkfinger und Basisgerät mit Bereitschaft', 'ab 25,50 € im Monat'],
  ['Menüservice', 'Warmes Mittagessen, täglich geliefert', '7,90 € je Menü'],
  ['Fahrdienst', 'Begleitete Fahrten zum Arzt und zur Behandlung', '12 € Anfahrt, 1,40 € je km'],
  ['Ambulante Pflege', 'Grund- und Behandlungspflege zu Hause', 'nach Pflegegrad'],
  ['Tagespflege', 'Betreuung am Tag, Fahrt inbegriffen', '68 € am Tag, Zuschuss der Pflegekasse'],
  ['Erste-Hilfe-Kurs', 'Neun Unterrichtseinheiten, für Führerschein und Betrieb', '55 €'],
  ['Seniorengymnastik', 'Eine Stunde in der Woche, im Sitzen möglich', '4 € je Stunde'],
  ['Kleiderkammer', 'Kleidung für alle, ohne Nachweis', 'gegen Spende'],
  ['Pflegeberatung', 'Anträge, Pflegegrad, Entlastungsbetrag', 'kostenfrei'],
  ['Schwimmgruppe', 'Wassergymnastik in kleinen Gruppen', '6 € je Termin'],
  ['Besuchsdienst', 'Eine Stunde Gesellschaft in der Woche', 'kostenfrei'],
  ['Hauswirtschaftshilfe', 'Reinigung, Einkauf, Wäsche', '32 € je Stunde'],
] as const;

export const VARIANTS = ['', ' Basis', ' Plus', ' am Wochenende'] as const;
export const HOURS = [
  'Mo–Fr 8–16 Uhr',
  'Mo–Do 9–17 Uhr, Fr 9–13 Uhr',
  'Di und Do 14–18 Uhr',
  'rund um die Uhr',
] as const;
export const JOBS = ['Leitung', 'Einsatzplanung', 'Beratung', 'Anmeldung'] as const;
export const DIRECTIONS = [
  'Bus 12 bis Marktplatz, dann zwei Minuten zu Fuß',
  'Eingang im Hof, Rampe vorhanden',
  'Parkplätze vor dem Haus',
] as const;

export const TAGS = [
  'Fördermitglied',
  'Ehrenamt',
  'Stammkunde',
  'Presse',
  'Beschwerdefall',
  'Altvertrag',
] as const;
export const INTERESTS = ['Erste Hilfe', 'Hausnotruf', 'Pflege', 'Blutspende', 'Reisen', 'Sport'] as const;

export const EVIDENCE = [
  'Anmeldebogen, im Archiv abgelegt',
  'Formular der Website mit Bestätigung',
  'Mündlich am Telefon, Protokoll liegt vor',
  'Vertragsanlage',
] as const;
export const BLOCK_NOTES = ['', '', 'zweite Abmahnung', 'Hausverbot ausgesprochen'] as const;
