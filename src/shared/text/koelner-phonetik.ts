/**
 * Kölner Phonetik (Hans Joachim Postel, 1969): German words that sound alike get the same digits. `Meier`, `Mayr` and
 * `Maier` are all 67. Of a text with several words each is coded by itself. Words without a letter have none.
 */
export function koelnerPhonetik(text: string): string {
  return text
    .replace(/ı/g, 'i')
    .replace(/ẞ/g, 'ß')
    .normalize('NFKD')
    .toUpperCase()
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'SS')
    .split(/[^A-Z]+/)
    .map(codeOf)
    .filter(Boolean)
    .join(' ');
}

function codeOf(word: string): string {
  let code = '';
  let last = '';
  for (let i = 0; i < word.length; i++) {
    for (const digit of digitsOf(word[i] ?? '', word[i - 1] ?? '', word[i + 1] ?? '')) {
      // The same digit twice in a row is one, also across an H; a vowel between makes it two. Vowels count in front only.
      if (digit !== last && (digit !== '0' || code === '')) code += digit;
      last = digit;
    }
  }
  return code;
}

function digitsOf(letter: string, before: string, after: string): string {
  if ('AEIJOUY'.includes(letter)) return '0';
  if (letter === 'B') return '1';
  if (letter === 'P') return after === 'H' ? '3' : '1';
  if (letter === 'D' || letter === 'T') return after !== '' && 'CSZ'.includes(after) ? '8' : '2';
  if ('FVW'.includes(letter)) return '3';
  if ('GKQ'.includes(letter)) return '4';
  if (letter === 'C') return hardC(before, after) ? '4' : '8';
  if (letter === 'X') return before !== '' && 'CKQ'.includes(before) ? '8' : '48';
  if (letter === 'L') return '5';
  if (letter === 'M' || letter === 'N') return '6';
  if (letter === 'R') return '7';
  if (letter === 'S' || letter === 'Z') return '8';
  return '';
}

function hardC(before: string, after: string): boolean {
  if (before === '') return after !== '' && 'AHKLOQRUX'.includes(after);
  return !'SZ'.includes(before) && after !== '' && 'AHKOQUX'.includes(after);
}
