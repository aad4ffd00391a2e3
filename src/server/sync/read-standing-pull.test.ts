import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingPull } from '#shared/sync/protocol.ts';
import { readStandingPull } from './read-standing-pull.ts';

const message = {
  seq: 7,
  pull: {
    client: 'c',
    epoch: 'e',
    schema: 1,
    cursor: 12,
    tables: ['party'],
    fed: { ver: 3, scopes: ['north'] },
  },
};
const bytes = Buffer.from(JSON.stringify(message));

describe('a message on the hint socket', () => {
  it('is a pull, in whatever pieces it comes; what a later version adds is left out', () => {
    expect(readStandingPull(bytes)).toEqual(message);
    expect(readStandingPull([bytes.subarray(0, 9), bytes.subarray(9)])).toEqual(message);
    expect(readStandingPull(new Uint8Array(bytes).buffer)).toEqual(message);
    expect(readStandingPull(Buffer.from(JSON.stringify({ ...message, later: 1 })))).toEqual(message);
  });

  it('is none where it is damaged, of another shape or no text', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (place, value) => {
        const damaged = Buffer.from(bytes);
        damaged[place] = value;
        const read = readStandingPull(damaged);
        expect(read === undefined || standingPull.safeParse(read).success).toBe(true);
        expect(readStandingPull(bytes.subarray(0, place))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        expect(readStandingPull(Buffer.from(any))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        expect(readStandingPull(Buffer.from(text))).toBeUndefined();
      }),
    );
    for (const pull of [
      { ...message.pull, cursor: -1 },
      { ...message.pull, cursor: 1.5 },
      { ...message.pull, client: 'x'.repeat(65) },
      { ...message.pull, tables: Array.from({ length: 501 }, () => 'party') },
      { ...message.pull, fed: { ver: 1, scopes: [''] } },
    ])
      expect(readStandingPull(Buffer.from(JSON.stringify({ seq: 1, pull })))).toBeUndefined();
  });
});
