import { defineFeature } from '../shared-feature.ts';
import {
  affiliationAdd,
  affiliationEdit,
  affiliationEnd,
  relationshipAdd,
  relationshipEdit,
} from './commands.ts';
import { relationsContract } from './contract.ts';
import { affiliationTable, relationshipTable } from './model.ts';

export const relations = defineFeature({
  name: 'relations',
  tables: [affiliationTable, relationshipTable],
  commands: [affiliationAdd, affiliationEdit, affiliationEnd, relationshipAdd, relationshipEdit],
  contract: relationsContract,
});
