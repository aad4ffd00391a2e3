import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { unescapeName } from './unescape.ts';

describe('names on the wire', () => {
  it.each([
    [String.raw`O\'Brien & \"Söhne\" GmbH\?`, `O'Brien & "Söhne" GmbH?`],
    [String.raw`C:\\Keller`, String.raw`C:\Keller`],
    [String.raw`a\nb\r\nc`, 'a b c'],
    [String.raw`Raw\Backslash`, String.raw`Raw\Backslash`],
    [String.raw`end\ `.trim(), String.raw`end\ `.trim()],
    ['', ''],
  ])('%s is %s', (raw, name) => {
    expect(unescapeName(raw)).toBe(name);
  });

  it('give back any printable name that was escaped', () => {
    const printable = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\p{Cc}/gu, '').trim());
    fc.assert(
      fc.property(printable, (name) => {
        expect(unescapeName(name.replace(/["'?\\]/g, String.raw`\$&`))).toBe(name);
      }),
    );
  });

  it('never hold a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        // eslint-disable-next-line no-control-regex -- that is the point
        expect(unescapeName(raw)).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
    );
  });
});
