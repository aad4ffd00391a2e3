/** What stands for something else between quotes in a list of PostgreSQL. */
const SPECIAL = /["\\]/;
const EVERY_SPECIAL = /["\\]/g;

/**
 * A list of texts, numbers, booleans and nulls as PostgreSQL reads it: `{"Erika \"Eri\" Brandt",3,NULL}`. The driver makes
 * the same, value by value in a general way, which for the thousands of values of an import is an eighth of the node's time.
 *
 * @returns undefined: something else is in it, which the driver knows to write
 */
export function listLiteral(values: readonly unknown[]): string | undefined {
  let list = '';
  for (const value of values) {
    if (list !== '') list += ',';
    if (typeof value === 'string')
      list += SPECIAL.test(value) ? `"${value.replace(EVERY_SPECIAL, String.raw`\$&`)}"` : `"${value}"`;
    else if (typeof value === 'number' || typeof value === 'boolean') list += String(value);
    else if (value === null || value === undefined) list += 'NULL';
    else return undefined;
  }
  return `{${list}}`;
}
