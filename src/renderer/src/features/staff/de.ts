export const de = {
  colleagues: 'Im Haus',
  error: {
    staff: {
      'admin-only': {
        cause: 'Mitarbeiter legt nur die Verwaltung an.',
        next: 'Bei der Verwaltung darum bitten.',
      },
    },
  },
} as const;
