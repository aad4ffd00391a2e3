/** A list as one bound parameter: `… WHERE id IN (SELECT value FROM json_each(?))`, one statement for any length. */
export function jsonIds(ids: readonly string[]): string {
  return JSON.stringify(ids);
}
