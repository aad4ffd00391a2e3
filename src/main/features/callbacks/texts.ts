/** What the system's notification says; everything else of this feature is in the renderer's catalogue. */
export const texts = {
  de: { reminderTitle: 'Rückruf fällig' },
  en: { reminderTitle: 'Callback due' },
} as const;
