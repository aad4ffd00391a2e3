/** What the system's notification says; everything else of this feature is in the renderer's catalogue. */
export const texts = {
  de: {
    reminderTitle: 'Wiedervorlage fällig',
    standingIn: (name: string) => `in Vertretung für ${name}`,
    expects: (time: string, who: string) => `${time} erwartet ${who} Anruf`,
    expectedTitle: 'Heute erwartete Anrufe',
  },
  en: {
    reminderTitle: 'Follow-up due',
    standingIn: (name: string) => `standing in for ${name}`,
    expects: (time: string, who: string) => `${time}: ${who} expects a call`,
    expectedTitle: 'Calls expected today',
  },
} as const;
