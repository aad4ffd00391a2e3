import { defineFeature } from '../shared-feature.ts';
import { importsContract } from './contract.ts';

/** Files in, files out. What a row means is told by the feature whose rows they are. */
export const imports = defineFeature({
  name: 'imports',
  tables: [],
  commands: [],
  contract: importsContract,
});
