import { describe, expect, it } from 'vitest';
import { SPELLINGS } from '#test/support/spellings.ts';
import { candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { planOf } from './numbering-plan.ts';
import { parseStored } from './stored.ts';

const all = SPELLINGS.flatMap(({ country, stored, texts }) =>
  texts.map((text) => ({ country, stored, text })),
);
const tokenOf = ({ digits, stem, fault }: ReturnType<typeof parseStored>[number]): string =>
  fault ? `!${fault}` : `${digits}${stem ? `~${stem}` : ''}`;

describe('several hundred spellings', () => {
  it('are several hundred, each once for its country', () => {
    expect(new Set(all.map(({ country, text }) => `${country} ${text}`)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(700);
  });

  it.each(all)('$country: $text', ({ country, stored, text }) => {
    expect(parseStored(text, { country }).map(tokenOf).join(' ')).toBe(stored);
  });

  it('come to numbers a numbering plan has the length for, whatever it has assigned', () => {
    const impossible = SPELLINGS.flatMap(({ stored }) => stored.split(' '))
      .filter((token) => !token.startsWith('!'))
      .map((token) => token.replace(/~.*/, ''))
      .filter((digits) => !planOf(digits)?.isPossible())
      // `00221 4710612` says Senegal, and is what was typed.
      .filter((digits) => digits !== '2214710612');
    expect([...new Set(impossible)]).toEqual([]);
  });

  it('are found by every way a PBX shows the number, and by none that is another number', () => {
    const [profile]: readonly DialProfile[] = [
      { inbound: 'auto', outsideLine: '0', country: '49', area: '621', internalLength: 3 },
    ];
    for (const { stored } of SPELLINGS)
      for (const token of stored.split(' ').filter((one) => one.startsWith('49'))) {
        const digits = token.replace(/~.*/, '');
        const national = digits.slice(2);
        for (const shown of [`+${digits}`, `00${digits}`, `0${national}`, `00${national}`, `000${digits}`]) {
          const found = profile && candidates(shown, profile);
          expect({ shown, found: found?.kind === 'external' && found.digits.includes(digits) }).toEqual({
            ...{ shown, found: true },
          });
        }
      }
  });
});
