const escapes: Readonly<Record<string, string>> = {
  "'": "'",
  '"': '"',
  '?': '?',
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Display names are C-escaped on the wire (`O\'Brien & \"Söhne\" GmbH\?`). An escape Asterisk does not make is
 * kept as it stands: before 13.10 names went out raw. Control characters become blanks, a name is one line.
 */
export function unescapeName(raw: string): string {
  const plain = raw.includes('\\')
    ? raw.replace(/\\(.)/gsu, (whole, letter: string) =>
        Object.hasOwn(escapes, letter) ? (escapes[letter] ?? whole) : whole,
      )
    : raw;
  // eslint-disable-next-line no-control-regex -- they are what is removed
  return plain.replace(/[\u0000-\u001f\u007f]+/gu, ' ').trim();
}
