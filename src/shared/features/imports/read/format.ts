import { AppError } from '../../../kernel/app-error.ts';

export type FileFormat = 'csv' | 'xlsx' | 'vcard';

/**
 * By what is in it; a name is no proof. `text` is the beginning, decoded.
 *
 * @throws AppError `import.old-excel`, `import.not-a-table`
 */
export function detectFormat(bytes: Uint8Array, text: string): FileFormat {
  const [a, b, c, d] = bytes;
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return 'xlsx';
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
    throw new AppError('import.old-excel', 'an Excel file of the old format');
  if (/^\s*BEGIN:VCARD\s*$/im.test(text)) return 'vcard';
  // Pictures, archives, documents. A table has no such characters in any encoding.
  if (/^%PDF|\0/.test(text)) throw new AppError('import.not-a-table', 'neither a table nor cards');
  return 'csv';
}
