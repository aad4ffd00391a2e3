import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNewId, pooled } from './ids.ts';
import { idSchema } from './ref.ts';

const LATEST = 2 ** 48 - 1;
const ms = fc.integer({ min: 0, max: LATEST });
const random = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('a new id', () => {
  it('is a UUIDv7 for any time and any random bytes', () => {
    fc.assert(
      fc.property(ms, random, (now, bytes) => {
        const id = createNewId({ now: () => now }, () => bytes.slice())();
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(idSchema.safeParse(id).success).toBe(true);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now);
      }),
    );
  });

  it('sorts after every id of an earlier millisecond, whatever the random bytes', () => {
    fc.assert(
      fc.property(ms, ms, random, random, (a, b, one, other) => {
        fc.pre(a < b);
        const early = createNewId({ now: () => a }, () => one.slice())();
        const late = createNewId({ now: () => b }, () => other.slice())();
        expect(early < late).toBe(true);
      }),
    );
  });

  it('keeps 74 random bits', () => {
    const ids = [0x00, 0xff].map((byte) =>
      createNewId({ now: () => 0 }, (length) => new Uint8Array(length).fill(byte))(),
    );
    expect(ids).toEqual(['00000000-0000-7000-8000-000000000000', '00000000-0000-7fff-bfff-ffffffffffff']);
  });

  it('is made of bytes nobody else has had, though many are asked for at a time', () => {
    let next = 0;
    const counted = pooled((length) => Uint8Array.from({ length }, () => next++ % 251));
    let expected = 0;
    for (let i = 0; i < 3_000; i += 1) {
      // What is left of a pool and too short is thrown away.
      const bytes = counted(16);
      if (i % 256 === 0) expected = bytes[0] ?? -1;
      expect([...bytes]).toEqual(Array.from({ length: 16 }, (_, at) => (expected + at) % 251));
      expected += 16;
      // Whoever has them may write to them.
      bytes.fill(0);
    }
    expect(counted(10_000)).toHaveLength(10_000);
  });
});
