import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handoverRule, NUMBER_FOR_MS, SENDER_FOR_MS } from './match.ts';
import type { Handover, OwnDesk, RingingCall } from './match.ts';

const sent: Handover = {
  number: '492214710612',
  target: '202',
  fromUser: 'nadine',
  fromExtension: '201',
  heardAt: 1_000_000,
};
const call: RingingCall = { number: '492214710612', transferredBy: '201', startedAt: 1_000_000 };
const mehmet: OwnDesk = {
  userId: 'mehmet',
  extensions: ['202'],
  isSomebodys: (target) => ['201', '202', '203'].includes(target),
};
const ruleOf = (
  handover: Partial<Handover> = {},
  ringing: Partial<RingingCall> = {},
  desk: Partial<OwnDesk> = {},
) => handoverRule({ ...sent, ...handover }, { ...call, ...ringing }, { ...mehmet, ...desk });

describe('a caller who was passed on', () => {
  it('is known by the number, whichever is heard of first, for three minutes', () => {
    expect(ruleOf()).toBe('number');
    expect(ruleOf({}, { transferredBy: undefined })).toBe('number');
    for (const sign of [-1, 1]) {
      expect(ruleOf({}, { startedAt: 1_000_000 + sign * NUMBER_FOR_MS })).toBe('number');
      expect(ruleOf({}, { startedAt: 1_000_000 + sign * (NUMBER_FOR_MS + 1) })).toBeUndefined();
    }
    expect(ruleOf({}, { number: '492214710613' })).toBeUndefined();
  });

  it('without a number is known by who sent them, for a minute', () => {
    const none = { number: null };
    expect(ruleOf(none, none)).toBe('sender');
    expect(ruleOf(none, { ...none, startedAt: 1_000_000 + SENDER_FOR_MS + 1 })).toBeUndefined();
    expect(ruleOf(none, { ...none, transferredBy: '203' })).toBeUndefined();
    // A door that does not tell who sent them.
    expect(ruleOf(none, { ...none, transferredBy: undefined })).toBeUndefined();
    expect(ruleOf({ ...none, fromExtension: null }, { ...none, transferredBy: undefined })).toBeUndefined();
  });

  it('is never mistaken for one whose number is known', () => {
    expect(ruleOf({ number: null })).toBeUndefined();
    expect(ruleOf({}, { number: null })).toBeUndefined();
  });

  it('is shown where they were sent, and to a whole group', () => {
    expect(ruleOf({ target: '203' })).toBeUndefined();
    expect(ruleOf({ target: '600' })).toBe('number');
    expect(ruleOf({ target: '203' }, {}, { extensions: ['202', '203'] })).toBe('number');
  });

  it('is not shown to who sent them', () => {
    expect(ruleOf({}, {}, { userId: 'nadine' })).toBeUndefined();
  });

  it('needs a sameness that is there, whatever comes', () => {
    const text = fc.constantFrom('1', '2', '201', '202');
    const some = fc.option(text, { nil: null });
    fc.assert(
      fc.property(some, text, some, some, fc.option(text, { nil: undefined }), (a, target, from, b, by) => {
        const rule = ruleOf({ number: a, target, fromExtension: from }, { number: b, transferredBy: by });
        if (rule === 'number') expect([a, a]).toEqual([b, b ?? 'none']);
        if (rule === 'sender') expect([a, b, from]).toEqual([null, null, by]);
      }),
    );
  });
});
