import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#server/http/refusal.ts';
import { readCursor, writeCursor } from './cursor.ts';

describe('a cursor', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), fc.uuid(), (epoch, ver, id) => {
        expect(readCursor(writeCursor({ epoch, ver, id }), epoch)).toEqual({ epoch, ver, id });
      }),
    );
  });

  it('of another history is gone', () => {
    const cursor = writeCursor({ epoch: 'before', ver: 1, id: 'x' });
    expect(() => readCursor(cursor, 'after')).toThrow(
      expect.objectContaining({ status: 410, code: 'cursor.gone' }),
    );
  });

  it('that is none is refused, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          try {
            readCursor(text, 'epoch');
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
          }
        },
      ),
    );
  });
});
