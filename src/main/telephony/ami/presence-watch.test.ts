import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESENCES } from '#shared/calls/presence.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import { parseFrames } from '#test/support/ami-client.ts';
import type { AmiFrame } from './frame.ts';
import { noPresence, stepPresence } from './presence-watch.ts';

const frameOf = (event: string, fields: Readonly<Record<string, string>>): AmiFrame => ({
  event,
  fields,
  variables: {},
});

const hint = (status: string, more: Readonly<Record<string, string>> = {}): AmiFrame =>
  frameOf('extensionstatus', { exten: '201', hint: 'PJSIP/201', status, ...more });

function told(...frames: readonly AmiFrame[]): readonly ExtensionPresence[] {
  let watch = noPresence;
  return frames.flatMap((frame) => {
    const step = stepPresence(watch, frame);
    watch = step.watch;
    return step.changed ?? [];
  });
}

const presences = (...frames: readonly AmiFrame[]): readonly string[] =>
  told(...frames).map(({ presence }) => presence);

describe('what hints say of extensions', () => {
  it.each([
    ['0', 'free'],
    ['1', 'talking'],
    ['2', 'talking'],
    ['4', 'unknown'],
    ['8', 'ringing'],
    ['9', 'talking'],
    ['16', 'talking'],
    ['-1', 'unknown'],
    ['-2', 'unknown'],
    ['', 'unknown'],
    ['1e3', 'unknown'],
  ])('status %s is %s', (status, presence) => {
    expect(presences(hint(status))).toEqual([presence]);
  });

  it('is told once for each change', () => {
    expect(presences(hint('0'), hint('0'), hint('8'), hint('1'), hint('17'), hint('0'))).toEqual([
      ...['free', 'ringing', 'talking', 'free'],
    ]);
  });

  it('shows who asked not to be disturbed, by provider, by hint and by the switch; a call goes before it', () => {
    const quiet = (status: string): AmiFrame =>
      frameOf('presencestatechange', { presentity: 'CustomPresence:201', status });
    expect(presences(hint('0'), quiet('dnd'), hint('1'), hint('0'), quiet('available'))).toEqual([
      ...['free', 'do-not-disturb', 'talking', 'do-not-disturb', 'free'],
    ]);
    expect(presences(hint('0'), frameOf('presencestatus', { exten: '201', status: 'dnd' }))).toEqual([
      ...['free', 'do-not-disturb'],
    ]);
    expect(presences(hint('2', { hint: 'PJSIP/201&Custom:DND201' }))).toEqual(['do-not-disturb']);
  });

  it('keeps to extensions of digits, and to hints', () => {
    expect(
      told(
        ...[hint('0', { exten: '*76201' }), hint('0', { exten: '' }), hint('0', { exten: '123456789' })],
        ...[frameOf('newchannel', { exten: '201', status: '0' })],
        frameOf('presencestatechange', { presentity: 'Other:201', status: 'dnd' }),
      ),
    ).toEqual([]);
  });

  it('reads a real Asterisk 22: rings, talks, is free again', () => {
    const path = join(import.meta.dirname, '../../../../test/fixtures/ami/ast22-direct-answered.ami');
    const frames = parseFrames(readFileSync(path, 'utf8')).map((frame) =>
      frameOf(
        (frame.get('Event') ?? '').toLowerCase(),
        Object.fromEntries([...frame].map(([name, value]) => [name.toLowerCase(), value])),
      ),
    );
    expect(told(...frames)).toEqual(
      ['ringing', 'talking', 'free'].map((presence) => ({ extension: '201', presence })),
    );
  });

  it('whatever comes: never with whom, only the fact', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('201', '202', '0', '1', '8', 'dnd', 'CustomPresence:201'),
    );
    const frames = fc.array(
      fc.record({
        event: fc.constantFrom('extensionstatus', 'presencestatus', 'presencestatechange', 'hangup'),
        fields: fc.record({ exten: text, status: text, hint: text, presentity: text, calleridnum: text }),
        variables: fc.constant({}),
      }),
    );
    fc.assert(
      fc.property(frames, (all) => {
        for (const change of told(...all)) {
          expect(Object.keys(change)).toEqual(['extension', 'presence']);
          expect(change.extension).toMatch(/^\d{1,8}$/);
          expect(PRESENCES).toContain(change.presence);
        }
      }),
    );
  });
});
