import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#shared/calls/call-event.ts';
import { emptyMonitor, loseSight, MOST_CALLS, stepMonitor } from './monitor.ts';
import type { Monitor } from './monitor.ts';
import { parseMonitorLine } from './monitor-line.ts';
import type { OwnLines } from './own-lines.ts';

const SECOND = Date.UTC(2026, 10, 21, 20, 15) / 1000;
/** Of the call that began with this line. */
const callOf = (id: number, line: number): string => `fritz-${id}-${SECOND}.${line}`;

const nadine: OwnLines = { numbers: ['0221 4710-121'], extensions: ['**610', '611'] };
const everybody: OwnLines = { numbers: [], extensions: [] };

function run(
  rows: readonly string[],
  lines: OwnLines = nadine,
): { monitor: Monitor; events: readonly CallEvent[] } {
  let monitor = emptyMonitor;
  const events: CallEvent[] = [];
  for (const [at, row] of rows.entries()) {
    const line = parseMonitorLine(`21.11.26 20:15:00;${row}`);
    if (!line) throw new Error(`not a line: ${row}`);
    const step = stepMonitor(monitor, line, { lines, at });
    monitor = step.monitor;
    events.push(...step.events);
  }
  return { monitor, events };
}

const told = (rows: readonly string[], lines?: OwnLines): readonly CallEvent[] => run(rows, lines).events;
const brief = (rows: readonly string[], lines?: OwnLines): readonly string[] =>
  told(rows, lines).map((event) => ('reason' in event ? event.reason : event.type));

const ring = 'RING;0;02214710612;4710121;SIP0;';

describe('the call monitor’s calls', () => {
  it('incoming, answered by the agent', () => {
    expect(told([ring, 'CONNECT;0;10;02214710612;', 'DISCONNECT;0;72;'])).toEqual([
      {
        type: 'ringing',
        call: callOf(0, 1),
        device: 'FRITZ/4710121',
        at: 0,
        from: { number: '02214710612' },
        dialled: '4710121',
      },
      { type: 'answered', call: callOf(0, 1), device: 'FRITZ/4710121', at: 1 },
      { type: 'ended', call: callOf(0, 1), device: 'FRITZ/4710121', at: 2, reason: 'completed' },
    ]);
  });

  it('incoming, missed', () => {
    expect(brief([ring, 'DISCONNECT;0;0;'])).toEqual(['ringing', 'missed-caller']);
  });

  it('answered by a colleague, whose end of it is no concern', () => {
    const events = told([ring, 'CONNECT;0;21;02214710612;', 'DISCONNECT;0;72;']);
    expect(events.slice(1)).toMatchObject([{ type: 'ended', reason: 'answered-elsewhere', to: '621' }]);
  });

  it('taken by the answering machine: still missed', () => {
    const events = told([ring, 'CONNECT;0;40;02214710612;', 'DISCONNECT;0;30;'], everybody);
    expect(events.slice(1)).toMatchObject([{ type: 'ended', reason: 'missed-no-answer', to: '600' }]);
  });

  it('fetched from a colleague’s phone, or from the answering machine', () => {
    const foreign = 'RING;0;02214710612;4710122;SIP1;';
    expect(told([foreign, 'CONNECT;0;11;02214710612;', 'DISCONNECT;0;5;'])).toMatchObject([
      { type: 'answered', device: 'FRITZ/611' },
      { type: 'remote-changed', from: { number: '02214710612' } },
      { type: 'ended', reason: 'completed' },
    ]);
    expect(brief([ring, 'CONNECT;0;40;0221;', 'CONNECT;0;10;0221;', 'DISCONNECT;0;5;'])).toEqual([
      'ringing',
      'missed-no-answer',
      'answered',
      'remote-changed',
      'completed',
    ]);
  });

  it('handed on to a colleague', () => {
    const events = told([
      ring,
      'CONNECT;0;10;0221;',
      'CONNECT;0;10;0221;',
      'CONNECT;0;21;0221;',
      'DISCONNECT;0;9;',
    ]);
    expect(events.slice(1)).toMatchObject([
      { type: 'answered' },
      { type: 'ended', reason: 'transferred', to: '621' },
    ]);
  });

  it('outgoing, answered and not', () => {
    expect(
      told(['CALL;1;10;4710199;0893302580#;SIP0;', 'CONNECT;1;10;0893302580#;', 'DISCONNECT;1;8;']),
    ).toMatchObject([
      { type: 'dialling', device: 'FRITZ/610', to: '0893302580' },
      { type: 'answered' },
      { type: 'ended', reason: 'completed' },
    ]);
    expect(brief(['CALL;1;10;4710121;0893302580#;SIP0;', 'DISCONNECT;1;0;'])).toEqual(['dialling', 'failed']);
  });

  it('several at once are kept apart by the box’s id, which is used again', () => {
    const events = told([
      ring,
      'RING;1;030231250;4710121;SIP0;',
      'DISCONNECT;0;0;',
      'RING;0;040669690;4710121;SIP0;',
      'CONNECT;1;10;030231250;',
      'DISCONNECT;1;4;',
      'DISCONNECT;0;0;',
    ]);
    expect(events.map(({ call, type }) => `${call} ${type}`)).toEqual([
      `${callOf(0, 1)} ringing`,
      `${callOf(1, 2)} ringing`,
      `${callOf(0, 1)} ended`,
      `${callOf(0, 4)} ringing`,
      `${callOf(1, 2)} answered`,
      `${callOf(1, 2)} ended`,
      `${callOf(0, 4)} ended`,
    ]);
  });

  it('of others are none', () => {
    expect(
      told([
        'RING;0;02214710612;4710122;SIP1;',
        'CONNECT;0;21;02214710612;',
        'DISCONNECT;0;8;',
        'CALL;1;21;4710121;089#;SIP0;',
        'DISCONNECT;1;0;',
        'CONNECT;7;21;0221;',
        'DISCONNECT;9;1;',
      ]),
    ).toEqual([]);
  });

  it('of nobody in particular are everybody’s', () => {
    expect(brief(['RING;0;0221;4710122;SIP1;', 'CONNECT;0;21;0221;', 'DISCONNECT;0;8;'], everybody)).toEqual([
      'ringing',
      'answered',
      'completed',
    ]);
    expect(brief(['CALL;0;36;4710122;0221;SIP1;'], everybody)).toEqual(['dialling']);
  });

  it('met in the midst are the agent’s where the phone is', () => {
    expect(told(['CONNECT;3;10;02214710612;'])).toMatchObject([
      { type: 'answered' },
      { type: 'remote-changed', from: { number: '02214710612' } },
    ]);
    expect(told(['CONNECT;3;10;02214710612;'], everybody)).toEqual([]);
  });

  it('from nobody are withheld', () => {
    for (const from of ['', 'anonymous', 'anonymous@anonymous.invalid'])
      expect(told([`RING;0;${from};4710121;SIP0;`])).toMatchObject([
        { type: 'ringing', from: { withheld: true } },
      ]);
    expect(told(['RING;0;Müller;4710121;SIP0;'])).toMatchObject([{ from: { name: 'Müller' } }]);
  });

  it('whose end went by unheard end when the id comes again', () => {
    expect(brief([ring, 'RING;0;030231250;4710121;SIP0;'])).toEqual(['ringing', 'unobserved', 'ringing']);
  });

  it('end unobserved when the link breaks', () => {
    const { monitor } = run([ring, 'RING;1;030;4710122;SIP1;', 'CALL;2;10;4710121;089#;SIP0;']);
    const after = loseSight(monitor, { lines: nadine, at: 9 });
    expect(after.monitor.calls.size).toBe(0);
    expect(after.events).toMatchObject([
      { type: 'ended', call: callOf(0, 1), reason: 'unobserved' },
      { type: 'ended', call: callOf(2, 3), reason: 'unobserved' },
    ]);
  });

  it('whatever the lines: each begins once, ends once, says nothing afterwards, and there are never many', () => {
    const id = fc.integer({ min: 0, max: 200 });
    const number = fc.constantFrom('', '02214710612', 'anonymous', '089#');
    const own = fc.constantFrom('4710121', '4710122', '');
    const extension = fc.constantFrom(0, 4, 10, 11, 21, 40);
    const row = fc.oneof(
      fc.tuple(id, number, own).map(([i, from, to]) => `RING;${i};${from};${to};SIP0;`),
      fc
        .tuple(id, extension, own, number)
        .map(([i, ext, from, to]) => `CALL;${i};${ext};${from};${to};SIP0;`),
      fc.tuple(id, extension, number).map(([i, ext, to]) => `CONNECT;${i};${ext};${to};`),
      id.map((i) => `DISCONNECT;${i};1;`),
    );
    const few = fc.integer({ min: 0, max: 2 });
    const busy = fc
      .array(fc.tuple(few, row), { maxLength: 300 })
      .map((rows) => rows.map(([i, text]) => (i === 2 ? text : text.replace(/;\d+;/, `;${i};`))));
    fc.assert(
      fc.property(busy, fc.constantFrom(nadine, everybody), (rows, lines) => {
        const { monitor, events } = run(rows, lines);
        expect(monitor.calls.size).toBeLessThanOrEqual(MOST_CALLS);
        const all = [...events, ...loseSight(monitor, { lines, at: 0 }).events];
        for (const [call, of] of Map.groupBy(all, (event) => event.call)) {
          const types = of.map(({ type }) => type);
          expect(['ringing', 'dialling', 'answered'], call).toContain(types[0]);
          expect(types.indexOf('ended'), call).toBe(types.length - 1);
          expect(
            types.filter((type) => type === 'ringing' || type === 'dialling').length,
          ).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
