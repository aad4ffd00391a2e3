import { defineFeature } from '../shared-feature.ts';
import { partyCreate, partyEdit, partyRename } from './commands.ts';
import { contactAdd, contactEdit, contactMark, contactMove, contactRemove } from './contact-commands.ts';
import { contactCorrect, contactUncorrect } from './correct-commands.ts';
import { partiesContract } from './contract.ts';
import { partyImport, partyImportUndo } from './import-commands.ts';
import { contactPointTable, partyTable } from './model.ts';
import { contactRepair } from './repair-commands.ts';

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
    contactRepair,
    contactCorrect,
    contactUncorrect,
    partyImport,
    partyImportUndo,
  ],
  contract: partiesContract,
});
