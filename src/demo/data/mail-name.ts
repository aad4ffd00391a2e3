/** "Öztürk" → `oeztuerk` */
export function mailName(name: string): string {
  const letters: Readonly<Record<string, string>> = {
    ä: 'ae',
    ö: 'oe',
    ü: 'ue',
    ß: 'ss',
    ı: 'i',
    ş: 's',
    ç: 'c',
    ğ: 'g',
  };
  return name
    .toLowerCase()
    .replace(/[äöüßışçğ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
}
