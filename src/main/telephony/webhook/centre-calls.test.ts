import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { CentreCall } from '#shared/calls/centre-call.ts';
import { noCentreCalls, stepCentreCalls } from './centre-calls.ts';

const ringing: CentreCall = {
  id: 'a',
  direction: 'in',
  phase: 'ringing',
  line: 'w0',
  number: '492214710612',
  withheld: false,
  dialled: '4922147101',
  end: null,
  takenBy: null,
};
const answered: CentreCall = { ...ringing, phase: 'answered' };
const over = (end: CentreCall['end'], takenBy: string | null = null): CentreCall => ({
  ...ringing,
  phase: 'ended',
  end,
  takenBy,
});

function told(...lists: readonly (readonly CentreCall[])[]): readonly CallEvent[] {
  let state = noCentreCalls;
  return lists.flatMap((list, at) => {
    const step = stepCentreCalls(state, list, at);
    state = step.state;
    return step.events;
  });
}

const brief = (...lists: readonly (readonly CentreCall[])[]): readonly string[] =>
  told(...lists).map((event) => ('reason' in event ? event.reason : event.type));

describe('the centre’s calls', () => {
  it('ring, are answered, and end', () => {
    expect(told([ringing], [ringing], [answered], [over('completed')], [])).toEqual([
      {
        type: 'ringing',
        group: 'a',
        call: 'a',
        device: 'Webhook/w0',
        at: 0,
        from: { number: '492214710612' },
        dialled: '4922147101',
      },
      { type: 'answered', call: 'a', device: 'Webhook/w0', at: 2 },
      { type: 'ended', call: 'a', device: 'Webhook/w0', at: 3, reason: 'completed' },
    ]);
  });

  it('answered elsewhere tell by whom; one that was talked in was handed on', () => {
    expect(told([ringing], [over('answered-elsewhere', 'Mehmet')]).at(-1)).toMatchObject({
      reason: 'answered-elsewhere',
      by: 'Mehmet',
    });
    expect(brief([answered], [over('answered-elsewhere', 'Mehmet')])).toEqual([
      'answered',
      'remote-changed',
      'transferred',
    ]);
  });

  it('that go out are dialled', () => {
    const out: CentreCall = { ...ringing, direction: 'out', dialled: null };
    expect(told([out], [{ ...out, phase: 'answered' }])).toMatchObject([
      { type: 'dialling', to: '492214710612' },
      { type: 'answered' },
    ]);
    expect(brief([{ ...out, phase: 'answered' }])).toEqual(['dialling', 'answered']);
  });

  it('that came and went between two lists were missed; of the time before the start nobody asks', () => {
    expect(brief([], [over('missed-caller')], [over('missed-caller')])).toEqual(['ringing', 'missed-caller']);
    expect(brief([over('missed-caller')], [over('missed-caller')])).toEqual([]);
    expect(brief([], [answered])).toEqual(['ringing', 'answered']);
  });

  it('no longer listed ended out of sight', () => {
    expect(brief([answered], [])).toEqual(['answered', 'remote-changed', 'unobserved']);
  });

  it('withheld have no number', () => {
    expect(told([{ ...ringing, number: null, withheld: true }])).toMatchObject([
      { from: { withheld: true } },
    ]);
    expect(JSON.stringify(told([{ ...ringing, withheld: true }]))).not.toContain('0612');
  });

  it('whatever is listed: each begins once, ends once, and says nothing afterwards', () => {
    const call: fc.Arbitrary<CentreCall> = fc
      .record({
        id: fc.constantFrom('a', 'b'),
        direction: fc.constantFrom('in', 'out'),
        phase: fc.constantFrom('ringing', 'answered', 'ended'),
        withheld: fc.boolean(),
      })
      .map((fields) => ({ ...ringing, ...fields, end: fields.phase === 'ended' ? 'completed' : null }));
    fc.assert(
      fc.property(fc.array(fc.array(call, { maxLength: 4 }), { maxLength: 20 }), (lists) => {
        let state = noCentreCalls;
        const open = new Set<string>();
        for (const list of [...lists, []]) {
          const step = stepCentreCalls(state, list, 0);
          state = step.state;
          for (const { call: id, type } of step.events) {
            if (type === 'ringing' || type === 'dialling') expect(open.has(id)).toBe(false);
            if (type === 'ended') expect(open.delete(id)).toBe(true);
            else open.add(id);
          }
          expect(state.calls.size).toBeLessThanOrEqual(list.length);
        }
        expect(open.size).toBe(0);
      }),
    );
  });
});
