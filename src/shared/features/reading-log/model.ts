import { defineTable, integer, optionalText, text, toldRef } from '../../rows/table.ts';

/** A sheet that was opened, a search, a list saved as a file. */
export type ReadingKind = 'sheet' | 'search' | 'export';

/**
 * That somebody read something of customers: who, whom, when; not what was found or typed. It is written on a desk and
 * lies in a scope that no replica may hold, so it is the centre's alone once it is there.
 */
export const readingTable = defineTable(
  'reading',
  {
    kind: text<ReadingKind>(),
    /** Whose sheet; null: a search, an export. */
    party_id: toldRef('party', optionalText()),
    /** A user. */
    reader_id: text(),
    /** By the desk's clock, ms. */
    read_at: integer(),
  },
  { readers: ['reader_id'] },
);

/** Nobody is a member of it. */
export const readingScope = (scopeId: string): string => `${scopeId}/read`;
