/** No file beyond these is read: see docs/imports.md. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;
export const MAX_ROWS = 1_000_000;
export const MAX_COLUMNS = 500;
/** Characters; the longest that Excel holds. A longer one makes its row faulty. */
export const MAX_CELL = 32_767;
/** Unpacked bytes of an Excel file. */
export const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024;
export const MAX_ZIP_ENTRIES = 10_000;
