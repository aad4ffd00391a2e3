import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMonitorLine } from './monitor-line.ts';

const time = '21.11.26 20:15:00';
const second = Date.UTC(2026, 10, 21, 20, 15) / 1000;

describe('a line of the call monitor', () => {
  it.each([
    [
      `${time};RING;0;02214710612;4710121;SIP0;`,
      { type: 'ring', second, id: 0, from: '02214710612', own: '4710121' },
    ],
    [`${time};RING;0;;4710121;SIP0;`, { type: 'ring', second, id: 0, from: '', own: '4710121' }],
    [
      `${time};CALL;1;10;4710121;0893302580#;SIP0;`,
      { type: 'call', second, id: 1, extension: 10, own: '4710121', to: '0893302580' },
    ],
    [
      `${time};CALL;1;10;4710121;**1#*#;SIP0;`,
      { type: 'call', second, id: 1, extension: 10, own: '4710121', to: '**1#*' },
    ],
    [
      `${time};CONNECT;0;10;02214710612;`,
      { type: 'connect', second, id: 0, extension: 10, number: '02214710612' },
    ],
    [`${time};CONNECT;0;10;;`, { type: 'connect', second, id: 0, extension: 10, number: '' }],
    [`${time};DISCONNECT;0;72;`, { type: 'disconnect', second, id: 0, seconds: 72 }],
    [`${time};DISCONNECT;0;0;later;fields;`, { type: 'disconnect', second, id: 0, seconds: 0 }],
  ])('%s', (line, parsed) => {
    expect(parseMonitorLine(line)).toEqual(parsed);
  });

  it.each([
    '',
    'SSH-2.0-OpenSSH_9.2',
    `${time};RING;0`,
    `${time};RING;-1;0221;4710121;`,
    `${time};RING;99999;0221;4710121;`,
    `${time};CALL;1;x;4710121;0893;SIP0;`,
    `${time};CONNECT;0;;0221;`,
    `${time};DISCONNECT;0;x;`,
    `${time};__proto__;0;1;2;3;`,
    'yesterday;RING;0;02214710612;4710121;SIP0;',
  ])('%j is none', (line) => {
    expect(parseMonitorLine(line)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom('RING', 'CALL', 'CONNECT', 'DISCONNECT', '0', '10', ''),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, isTimed) => {
        const line = parseMonitorLine([...(isTimed ? [time] : []), ...pieces].join(';'));
        if (line) expect(Number.isSafeInteger(line.id)).toBe(true);
      }),
    );
  });
});
