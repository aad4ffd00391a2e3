/** Shown where the app cannot be: bilingual, as nobody's language is known yet. */
export function refusalPage(reason: 'spent' | 'no-session'): string {
  const { de, en } = TEXTS[reason];
  return `<!doctype html><html lang="de"><meta charset="utf-8"><title>Rufblatt</title>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem">
<h1 style="font-size:1.25rem">Rufblatt</h1><p>${de}</p><p lang="en" style="opacity:.7">${en}</p></body></html>`;
}

const TEXTS = {
  spent: {
    de: 'Diese Startadresse gehört schon einem anderen Browserfenster. Starten Sie Rufblatt neu, um eine neue zu erhalten.',
    en: 'This start address already belongs to another browser. Start Rufblatt again to get a new one.',
  },
  'no-session': {
    de: 'Öffnen Sie Rufblatt mit der Adresse, die beim Start ausgegeben wurde; sie enthält den Schlüssel für diesen Browser.',
    en: 'Open Rufblatt with the address printed at its start; it carries the key for this browser.',
  },
} as const;
