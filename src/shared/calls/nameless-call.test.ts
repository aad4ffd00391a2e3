import { describe, expect, it } from 'vitest';
import { liveCall } from '#test/support/live-call.ts';
import { namelessCall } from './nameless-call.ts';

describe('a call while nobody is signed in', () => {
  it('tells the number, and nothing of who it is', () => {
    const call = liveCall({
      remote: { number: '+492214710612', name: 'Brandt, Erika' },
      match: {
        rule: 'exact',
        digits: '492214710612',
        note: 'Erika mag keine Anrufe',
        candidates: [{ ref: { type: 'party', id: 'erika' }, name: 'Erika Brandt', detail: 'Lindental' }],
      },
      party: { type: 'party', id: 'erika' },
      phase: 'ended',
      end: { reason: 'answered-elsewhere', to: '22', by: 'Mehmet Yıldız' },
    });
    const told = namelessCall(call);
    expect(told).toMatchObject({
      id: call.id,
      display: '0221 4710612',
      remote: { number: '+492214710612' },
      match: { rule: 'unknown', candidates: [] },
      party: null,
      end: { reason: 'answered-elsewhere' },
    });
    expect(JSON.stringify(told)).not.toMatch(/Erika|erika|Mehmet|Lindental/);
  });

  it.each(['withheld', 'ignored'] as const)('stays %s', (rule) => {
    expect(namelessCall(liveCall({ match: { rule, candidates: [], note: 'x' } })).match).toEqual({
      rule,
      candidates: [],
    });
  });
});
