import { defineFeature } from '../shared-feature.ts';
import { partyCreate, partyEdit, partyRename } from './commands.ts';
import { contactAdd, contactEdit, contactMark, contactMove, contactRemove } from './contact-commands.ts';
import { partiesContract } from './contract.ts';
import { partyImport, partyImportUndo } from './import-commands.ts';
import { contactPointTable, partyTable } from './model.ts';

export const parties = defineFeature({
  name: 'parties',
  tables: [partyTable, contactPointTable],
  commands: [
    partyCreate,
    partyEdit,
    partyRename,
    contactAdd,
    contactEdit,
    contactMark,
    contactMove,
    contactRemove,
    partyImport,
    partyImportUndo,
  ],
  contract: partiesContract,
});
