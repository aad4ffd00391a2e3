import { defineFeature } from '../shared-feature.ts';
import { absenceChange, absenceEnd, absenceReport, absenceResume } from './commands.ts';
import { absencesContract } from './contract.ts';
import { absenceTable } from './model.ts';

export const absences = defineFeature({
  name: 'absences',
  tables: [absenceTable],
  commands: [absenceReport, absenceChange, absenceEnd, absenceResume],
  contract: absencesContract,
});
