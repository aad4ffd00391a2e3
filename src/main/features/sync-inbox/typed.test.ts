import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '#test/support/memory-rows.ts';
import { idsIn, typedIn } from './typed.ts';

describe('what was typed into a command', () => {
  it('is its texts, the longest first, without ids and without what is empty', () => {
    const args = {
      id: idOf(1),
      body: 'Rückruf ab 14 Uhr',
      contact: { label: 'privat', raw: '' },
      tags: ['neu'],
    };
    expect(typedIn(args)).toEqual(['Rückruf ab 14 Uhr', 'privat', 'neu']);
    expect(idsIn(args)).toEqual([idOf(1)]);
  });

  it('is found in whatever the arguments are, and nothing of it is lost', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (args) => {
        const found = typedIn(args);
        expect(found).toEqual([...new Set(found)]);
        const texts: string[] = [];
        JSON.stringify(args, (_key, value: unknown) => {
          if (typeof value === 'string') texts.push(value);
          return value;
        });
        for (const text of texts)
          if (text.trim() !== '' && idsIn(text).length === 0) expect(found).toContain(text);
      }),
    );
  });
});
