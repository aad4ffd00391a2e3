import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import { createDoorTrace, identityFields } from './door-trace.ts';

const ringing: CallEvent = { type: 'ringing', call: 'a', device: 'SIP/201', at: 5, from: { number: '1' } };
const ended: CallEvent = { type: 'ended', call: 'a', device: 'SIP/201', at: 9, reason: 'completed' };
const said = { leg: 'a', event: 'dialog', fields: { state: 'early', empty: '', none: undefined } };

function recorded() {
  const trace = createDoorTrace();
  const records: SourceTrace[] = [];
  trace.on((record) => records.push(record));
  return { trace, records };
}

describe('the trace of a door', () => {
  it('begins with the call, and has what was said of it, to its end', () => {
    const { trace, records } = recorded();
    trace.step(5, [said], [ringing]);
    trace.step(9, [said], [ended]);
    trace.step(10, [said, { ...said, leg: 'nobody' }], []);
    expect(records).toEqual([
      { kind: 'begun', leg: 'a', device: 'SIP/201', at: 5 },
      { kind: 'frame', leg: 'a', at: 5, event: 'dialog', fields: { state: 'early' } },
      { kind: 'frame', leg: 'a', at: 9, event: 'dialog', fields: { state: 'early' } },
    ]);
  });

  it('is capped: in frames, in legs, in length', () => {
    const { trace, records } = recorded();
    trace.step(5, [{ ...said, fields: { long: 'x'.repeat(5_000) } }], [ringing]);
    for (let n = 0; n < 300; n += 1) trace.step(6, [said], []);
    expect(records).toHaveLength(201);
    expect(JSON.stringify(records[1]).length).toBeLessThan(300);
    for (let n = 0; n < 100; n += 1) trace.step(7, [], [{ ...ringing, call: `b${n}` }]);
    trace.step(8, [{ ...said, leg: 'b0' }], []);
    expect(records.filter((record) => record.kind === 'frame')).toHaveLength(200);
  });

  it('has nothing of somebody withheld', () => {
    expect(identityFields({ number: '0171', name: 'Erika', withheld: true })).toEqual({
      presentation: 'withheld',
    });
    expect(identityFields({ number: '0171' })).toMatchObject({ calleridnum: '0171' });
  });
});
