/* What a spreadsheet would take for a formula, behind any number of apostrophes. */
const ESCAPABLE = /^'*[=+\-@\t\r]/;
const ESCAPED = /^'+[=+\-@\t\r]/;

/** So that no spreadsheet runs a cell: one apostrophe in front. {@link unescapeFormula} takes it away. */
export const escapeFormula = (cell: string): string => (ESCAPABLE.test(cell) ? `'${cell}` : cell);

/** `'+49 221 …` → `+49 221 …`; what was never escaped stays: `'s-Hertogenbosch`. */
export const unescapeFormula = (cell: string): string => (ESCAPED.test(cell) ? cell.slice(1) : cell);
