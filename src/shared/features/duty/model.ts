import { defineTable, integer, optionalInteger, optionalText, text } from '../../rows/table.ts';

export const DUTY_ENDS = ['checked-out', 'handed-over', 'locked'] as const;
export type DutyEnd = (typeof DUTY_ENDS)[number];

/** Who sat at which shared desk from when to when: that every entry made there has its author. */
export const dutySessionTable = defineTable(
  'duty_session',
  {
    /** A user id. */
    staff_id: text(),
    /** The desk's own id and the name of its machine; not the centre's device, which each person has there. */
    desk_id: text(),
    desk_name: text(),
    began_at: integer(),
    /** null: still there, or the desk was switched off under them. */
    ended_at: optionalInteger(),
    ended_how: optionalText<DutyEnd>(),
  },
  { owners: ['staff_id'] },
);
