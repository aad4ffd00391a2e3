/** What the system's notification says; everything else of this feature is in the renderer's catalogue. */
export const texts = {
  de: { reminderTitle: 'Wiedervorlage fällig' },
  en: { reminderTitle: 'Follow-up due' },
} as const;
