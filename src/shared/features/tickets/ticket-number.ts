/**
 * Ticket numbers can be spoken and typed: `YY-NNNNNN-C`, two digits of the year, a running number leased from the
 * centre, and a Damm check digit, which catches every single wrong digit and every swap of neighbours.
 */

/** Damm's weakly totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004). */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

export function checkDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim]?.[Number(digit)]);
  return interim;
}

export function formatTicketNumber(year: number, serial: number): string {
  const payload = `${String(year % 100).padStart(2, '0')}${String(serial).padStart(6, '0')}`;
  return `${payload.slice(0, 2)}-${payload.slice(2)}-${checkDigit(payload)}`;
}

/** Accepts it with or without dashes (of any length) and spaces; undefined when it is no ticket number or the check digit refuses. */
export function parseTicketNumber(typed: string): string | undefined {
  const digits = typed.replace(/[\s\p{Pd}]/gu, '');
  if (!/^\d{9,12}$/.test(digits) || checkDigit(digits) !== 0) return undefined;
  return `${digits.slice(0, 2)}-${digits.slice(2, -1)}-${digits.slice(-1)}`;
}
