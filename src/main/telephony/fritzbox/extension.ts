/** All ISDN phones behind the box have this one count: which of them it was is not told. */
const ISDN = 4;

/**
 * The internal number (without `**`) a phone has in the box's own screens, by what the call monitor counts it as:
 * 0–2 → 1–3 (FON), 10–19 → 610–619 (DECT), 20–29 → 620–629 (IP phones), 40–44 → 600–604 (answering machines).
 * undefined for what has none of its own: ISDN phones, fax, data.
 */
export function internalNumber(counted: number): string | undefined {
  if (counted <= 2) return String(counted + 1);
  if (counted >= 10 && counted <= 29) return String(600 + counted);
  if (isAnsweringMachine(counted)) return String(560 + counted);
  return undefined;
}

export function isAnsweringMachine(counted: number): boolean {
  return counted >= 40 && counted <= 44;
}

/** Whether the phone with that internal number (`610`, `**610`) is what the monitor counts so. */
export function isExtension(internal: string, counted: number): boolean {
  const digits = internal.replace(/^\*\*/, '');
  return counted === ISDN ? /^5[1-8]$/.test(digits) : digits === internalNumber(counted);
}
