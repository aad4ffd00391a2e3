import { defineTable, integer, optionalInteger, text } from '../../rows/table.ts';

/**
 * Somebody is not there, and who stands in. Nothing says why: that is nobody's business, and of an illness it would be
 * health data.
 *
 * What the absent one has to do keeps their name; whose desk it shows at is read from here (stand-ins.ts), so that
 * coming back needs no one to give anything back.
 */
export const absenceTable = defineTable(
  'absence',
  {
    /** A staff id. */
    staff_id: text(),
    /** A staff id. */
    deputy_id: text(),
    from_at: integer(),
    /** The first moment they are back. */
    until_at: integer(),
    reported_by: text(),
    reported_at: integer(),
    /** Back before that, or it never came to it; null: holds. */
    ended_at: optionalInteger(),
  },
  { owners: ['staff_id', 'deputy_id'] },
);
