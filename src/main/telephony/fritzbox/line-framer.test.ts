import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineFramer, MAX_LINE_BYTES } from './line-framer.ts';

function framed(bytes: Uint8Array, cuts: readonly number[] = []): readonly (string | undefined)[] {
  const framer = createLineFramer();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].flatMap((from, index) =>
    framer.push(bytes.subarray(from, places[index] ?? bytes.length)),
  );
}

describe('the framer', () => {
  it('makes the same lines of the same bytes, however they are cut', () => {
    const cuts = fc.array(fc.nat(), { maxLength: 20 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), cuts, (bytes, places) => {
        expect(framed(bytes, places)).toEqual(framed(bytes));
      }),
    );
  });

  it('takes LF and CR LF, and waits for the end of a line', () => {
    const framer = createLineFramer();
    expect(framer.push(Buffer.from('eins\r\nzwei\ndr'))).toEqual(['eins', 'zwei']);
    expect(framer.push(Buffer.from('ei\r'))).toEqual([]);
    expect(framer.push(Buffer.from('\n'))).toEqual(['drei']);
  });

  it('reads UTF-8 and Latin-1', () => {
    expect(framed(Buffer.from('Müller\n'))).toEqual(['Müller']);
    expect(framed(Buffer.from('Müller\n', 'latin1'))).toEqual(['Müller']);
  });

  it('tells of an overlong line once, and reads the next one', () => {
    const flood = Buffer.alloc(3_000_000, 'x');
    const framer = createLineFramer();
    for (let at = 0; at < flood.length; at += 65_536)
      expect(framer.push(flood.subarray(at, at + 65_536))).toEqual([]);
    expect(framer.push(Buffer.from('\nweiter\n'))).toEqual([undefined, 'weiter']);
    const longest = 'y'.repeat(MAX_LINE_BYTES);
    expect(framed(Buffer.from(`${longest}\n${longest}y\n`))).toEqual([longest, undefined]);
  });
});
