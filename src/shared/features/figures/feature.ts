import { defineFeature } from '../shared-feature.ts';
import { figuresContract } from './contract.ts';

/** Counts what the other features keep; has nothing of its own. */
export const figures = defineFeature({
  name: 'figures',
  tables: [],
  commands: [],
  contract: figuresContract,
});
