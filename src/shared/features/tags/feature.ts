import { defineFeature } from '../shared-feature.ts';
import {
  rolePut,
  roleTake,
  tagCreate,
  tagMerge,
  tagPut,
  tagRemove,
  tagRename,
  tagTake,
  tagUnmerge,
} from './commands.ts';
import { tagsContract } from './contract.ts';
import { partyRoleTable, partyTagTable, tagTable } from './model.ts';

export const tags = defineFeature({
  name: 'tags',
  tables: [tagTable, partyTagTable, partyRoleTable],
  commands: [tagCreate, tagRename, tagMerge, tagUnmerge, tagRemove, tagPut, tagTake, rolePut, roleTake],
  contract: tagsContract,
});
