/** Of the stories' tickets, whose numbers are known by heart. */
export const TICKET_YEAR = 2026;

/** The crowd's tickets follow this one. */
export const LAST_TICKET_SERIAL = 5_120;
