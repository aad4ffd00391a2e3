import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createFrameFilter, defaultLimits, NotAPbxError } from './frame-filter.ts';

const greeting = 'Asterisk Call Manager/11.0.0\r\n';
const id = '0f0f0f0f-1111-4222-8333-444444444444';

function filtered(...chunks: (string | Uint8Array)[]): string {
  const filter = createFrameFilter();
  return [greeting, ...chunks].map((chunk) => filter.push(Buffer.from(chunk))).join('');
}

describe('the frame filter', () => {
  it('passes events it knows and answers to our actions, cleaned', () => {
    expect(filtered('Event: Hangup\r\nUniqueid:  1.1\r\nCause:16\r\n\r\n')).toBe(
      'Event: Hangup\r\nUniqueid: 1.1\r\nCause: 16\r\n\r\n',
    );
    expect(filtered(`Response: Success\r\nActionID: ${id}\r\nValue: x\r\n\r\n`)).toBe(
      `Value: x\r\nResponse: Success\r\nActionID: ${id}\r\n\r\n`,
    );
  });

  it.each([
    'Event: VarSet\r\nVariable: A',
    'Event: rawevent',
    'Response: Success\r\nActionID: rawevent',
    'Response: Follows\r\nActionID: 0f0f0f0f-1111-4222-8333-444444444444',
    'Message: nothing',
    'no header at all',
  ])('stops %j', (frame) => {
    expect(filtered(`${frame}\r\n\r\n`)).toBe('');
  });

  it('takes a foreign action id off an event, and everything that names a prototype', () => {
    expect(
      filtered('Event: Hangup\r\nActionID: close\r\n__proto__: 1\r\nChanVariable: __proto__=1\r\n\r\n'),
    ).toBe('Event: Hangup\r\n\r\n');
  });

  it('understands the same, however the bytes are cut', () => {
    const bytes = Buffer.from('Event: Newstate\r\nCallerIDName: Söhne ☎\r\n\r\nEvent: Hangup\nCause: 16\n\n');
    const whole = filtered(bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
        expect(filtered(...chunks)).toBe(whole);
      }),
    );
  });

  it('takes any bytes at all after the greeting, and keeps understanding', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
        const out = filtered(...chunks, '\r\n\r\n\r\n', 'Event: Hangup\r\nCause: 16\r\n\r\n');
        expect(out.endsWith('Event: Hangup\r\nCause: 16\r\n\r\n')).toBe(true);
      }),
    );
  });

  it('keeps no more than a frame in memory, and counts what it left out', () => {
    const filter = createFrameFilter();
    filter.push(Buffer.from(greeting));
    const block = Buffer.alloc(65_536, 'x');
    let passed = '';
    for (let sent = 0; sent < 200; sent += 1) passed += filter.push(block);
    passed += filter.push(Buffer.from('\r\nEvent: Hangup\r\nCause: 16\r\n\r\n'));
    for (let line = 0; line < 100_000; line += 1) passed += filter.push(Buffer.from('Event: Hangup\r\n'));
    passed += filter.push(Buffer.from('\r\n'));
    expect(passed).toBe('Event: Hangup\r\nCause: 16\r\n\r\n');
    expect(filter.dropped).toBe(2);
  });

  it('passes a frame up to its limit and not beyond', () => {
    const line = `H: ${'x'.repeat(100)}\r\n`;
    const frame = (lines: number): string => `Event: Hangup\r\n${line.repeat(lines)}\r\n`;
    expect(filtered(frame(defaultLimits.lines - 1))).not.toBe('');
    expect(filtered(frame(defaultLimits.lines))).toBe('');
  });

  it('knows at the first line that this is no PBX', () => {
    for (const first of ['HTTP/1.1 400 Bad Request\r\n', '\r\n', 'x'.repeat(10_000), 'SSH-2.0-OpenSSH\r\n']) {
      expect(() => createFrameFilter().push(Buffer.from(first))).toThrow(NotAPbxError);
    }
    expect(createFrameFilter().push(Buffer.from('Aster'))).toBe('');
  });
});
