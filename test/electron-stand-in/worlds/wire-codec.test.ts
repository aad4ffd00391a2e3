import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wireCodec } from './wire-codec.ts';

const { encode, decode } = wireCodec();

it('brings back what structured clone does', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: false,
    withTypedArray: false,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect(decode(encode(value))).toEqual(structuredClone(value));
    }),
    { examples: [[new Date(Number.NaN)]] },
  );
  expect(decode(encode(new Uint8Array([1, 255])))).toEqual(new Uint8Array([1, 255]));
  expect(decode(encode(new TypeError('x')))).toMatchObject({ name: 'TypeError', message: 'x' });
});

it.each([[() => 1], [Symbol('x')], [{ deep: [() => 1] }], [new WeakMap()], [new Float64Array(1)]])(
  'refuses %s',
  (value) => {
    expect(() => encode(value)).toThrow('could not be cloned');
  },
);

it('refuses a cycle', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(() => encode(cycle)).toThrow('cycles');
});
