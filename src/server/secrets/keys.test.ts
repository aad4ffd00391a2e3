import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { keyOf, newKey, parseKeys } from './keys.ts';

const hex = (byte: number): string => Buffer.alloc(32, byte).toString('hex');

describe('a key file', () => {
  it('has a key a line, the first of which seals; remarks and empty lines do not count', () => {
    const keys = parseKeys(`# made today\r\n\n${hex(1)} # new\n  ${hex(2).toUpperCase()}  \n`, 'f');
    expect(keys.map(({ id }) => id)).toEqual([keyOf(Buffer.alloc(32, 1)).id, keyOf(Buffer.alloc(32, 2)).id]);
  });

  it('names keys without giving them away', () => {
    const { id, bytes } = newKey();
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(bytes.toString('hex')).not.toContain(id);
  });

  it.each([
    ['', 'holds no key'],
    ['# nothing\n', 'holds no key'],
    [`${hex(1)}\n${hex(2).slice(1)}`, 'line 2'],
    [`${hex(1)} ${hex(2)}`, 'line 1'],
  ])('%j is refused, with where and what to do, and without what it says', (text, where) => {
    const refusal = (() => {
      try {
        return parseKeys(text, '/k');
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ code: 'secrets.key-file', params: { file: '/k' } });
    const { message } = refusal as AppError;
    expect(message).toContain(where);
    expect(message).toContain('--secret-keys');
    expect(message).not.toContain(hex(1));
  });

  it('of any content is keys or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        try {
          expect(parseKeys(text, 'f').every(({ bytes }) => bytes.length === 32)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
