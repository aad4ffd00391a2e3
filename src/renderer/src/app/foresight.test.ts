import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createForesight } from './foresight.ts';

const SHEET = '/customers/:id';

describe('foresight', () => {
  it('is what was asked the last time, of another one', () => {
    const foresight = createForesight();
    expect(foresight.of(SHEET, { id: 'b' })).toEqual([]);
    foresight.learn(SHEET, { id: 'a' }, [
      { channel: 'parties.head', input: { id: 'a' } },
      { channel: 'interactions.timeline', input: { partyId: 'a', text: '', of: [{ id: 'a' }, 'other'] } },
      { channel: 'wrap-up.open', input: {} },
    ]);
    expect(foresight.of(SHEET, { id: 'b' })).toEqual([
      { channel: 'parties.head', input: { id: 'b' } },
      { channel: 'interactions.timeline', input: { partyId: 'b', text: '', of: [{ id: 'b' }, 'other'] } },
      { channel: 'wrap-up.open', input: {} },
    ]);
    expect(foresight.of('/tickets/:id', { id: 'b' })).toEqual([]);
    foresight.learn(SHEET, { id: 'b' }, []);
    expect(foresight.of(SHEET, { id: 'c' })).toEqual([]);
  });

  it('has every question as it was, to the letter, when the way is the same', () => {
    const params = fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 });
    const questions = fc.array(fc.record({ channel: fc.string(), input: fc.jsonValue() }), { maxLength: 5 });
    fc.assert(
      fc.property(params, questions, (given, asked) => {
        const foresight = createForesight();
        foresight.learn(SHEET, given, asked);
        expect(JSON.stringify(foresight.of(SHEET, given))).toBe(JSON.stringify(asked));
      }),
    );
  });
});
