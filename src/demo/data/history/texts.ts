export const NOTES = [
  'Fragt nach den Zeiten des Fahrdienstes.',
  'Möchte den Vertrag auf den Ehepartner umschreiben.',
  'Beschwert sich über zu späte Abholung, Entschuldigung ausgesprochen.',
  'Adresse berichtigt.',
  'Bittet um Zusendung der Preisliste.',
  'Kurs „Erste Hilfe am Kind“ gebucht.',
  'Rechnung erklärt, alles klar.',
  'Schlüssel für den Hausnotruf hinterlegt.',
  'Fragt, wann der Techniker kommt; Rückruf zugesagt.',
  'Menüservice ab Montag, ohne Schweinefleisch.',
  'Kündigung angekündigt, an die Leitung gegeben.',
  'Hausnotruf-Batterie gemeldet, Austausch veranlasst.',
  'Fahrt zur Dialyse auf 7:30 vorgezogen.',
  'Bankverbindung geändert.',
] as const;

export const TITLES = [
  'Adresse prüfen',
  'Rechnung unklar',
  'Termin verschieben',
  'Unterlagen nachsenden',
  'Beschwerde Fahrdienst',
  'Gerät tauschen',
  'Vertrag umschreiben',
  'Kursanmeldung',
  'Angebot nachfassen',
  'Schlüsselübergabe klären',
] as const;

export const RESULTS = [
  'Erledigt, Kunde ist informiert.',
  'Gerät getauscht.',
  'Gutschrift erstellt.',
  'Unterlagen verschickt.',
  'Kein Handlungsbedarf.',
] as const;
