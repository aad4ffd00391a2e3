import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceFile } from '#shared/calls/trace-file.ts';
import { doorTraceLines, isDoorTrace, playDoor } from './replay-doors.ts';

const dialog = (version: number, state: string): string => `<?xml version="1.0"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="full" entity="sip:201@pbx">
<dialog id="201" direction="recipient"><state>${state}</state>
<remote><identity display="Erika">sip:+49301@pbx</identity></remote></dialog></dialog-info>`;

describe('a replay of another door', () => {
  it('plays the lines of a call monitor', () => {
    const lines = [
      '21.11.26 20:15:00;RING;0;02214710612;4710121;SIP0;',
      '21.11.26 20:15:07;CONNECT;0;10;02214710612;',
      '21.11.26 20:16:19;DISCONNECT;0;72;',
    ];
    expect(playDoor('f', lines.join('\r\n'), [])).toEqual([
      { file: 'f', call: 1, type: 'ringing', number: '02214710612' },
      { file: 'f', call: 1, type: 'answered' },
      { file: 'f', call: 1, type: 'ended', reason: 'completed' },
    ]);
  });

  it('plays NOTIFY bodies', () => {
    const idle = dialog(0, 'terminated');
    expect(
      playDoor(
        's',
        [idle, dialog(1, 'early'), dialog(2, 'confirmed'), dialog(3, 'terminated')].join('\n'),
        [],
      ),
    ).toEqual([
      { file: 's', call: 1, type: 'ringing', number: '+49301', name: 'Erika' },
      { file: 's', call: 1, type: 'answered' },
      { file: 's', call: 1, type: 'ended', reason: 'completed' },
    ]);
  });

  it('prints the trace of a door, and leaves that of AMI to the player', () => {
    const trace: TraceFile = {
      format: 'rufblatt-call-trace',
      version: 1,
      device: 'SIP/201',
      rule: null,
      stages: [],
      frames: [{ at: 0.5, event: 'dialog', fields: { state: 'early' } }],
    };
    expect(isDoorTrace(trace)).toBe(true);
    expect(doorTraceLines('t', trace)).toEqual([{ file: 't', at: 0.5, event: 'dialog', state: 'early' }]);
    expect(isDoorTrace({ ...trace, frames: [{ at: 0, event: 'newchannel', fields: {} }] })).toBe(false);
  });

  it('is none of anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(playDoor('x', `Asterisk Call Manager/11\r\n${text}`, [])).toBeUndefined();
      }),
    );
  });
});
