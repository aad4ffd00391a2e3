import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayLine } from '#main/telephony/ami/replay/lines.ts';
import { replay } from '#main/telephony/ami/replay/replay.ts';
import type { ReplayResult } from '#main/telephony/ami/replay/replay.ts';
import { bytesOfTrace } from '#main/telephony/ami/replay/trace-bytes.ts';
import type { SourceTrace, TracedFrame } from '#shared/calls/call-trace.ts';
import { parseTraceFile } from '#shared/calls/trace-file.ts';
import { seededRandom } from '#test/support/seeded-random.ts';
import { exportCall } from './export-call.ts';
import type { RecordedCall } from './export-call.ts';

const DEVICE = 'PJSIP/201';
const recorded = (frames: readonly TracedFrame[], device = DEVICE): RecordedCall => ({
  device,
  rule: 'exact',
  frames,
  stages: [],
});
const frame = (fields: Readonly<Record<string, string>>): TracedFrame => ({
  at: 1_795_289_006_123,
  event: 'newstate',
  fields,
});
const exported = (frames: readonly TracedFrame[], seed = 1): readonly Readonly<Record<string, string>>[] =>
  exportCall(recorded(frames), { random: seededRandom(seed), country: '49' }).frames.map(
    ({ fields }) => fields,
  );

describe('an exported call', () => {
  it('keeps length, writing, prefix and equality of numbers and names', () => {
    const [fields = {}] = exported([
      frame({
        calleridnum: '+493023125247',
        connectedlinenum: '00493023125247',
        exten: '0003023125247',
        destcalleridnum: '030/23125-247',
        calleridname: 'Ute Sander-Öz',
        connectedlinename: 'SANDER',
        destcalleridname: 'Sander (030 23125247)',
        queue: 'sander-team',
        channel: 'Local/03023125247@out-0000001a;2',
      }),
    ]);
    const subscriber = /^\+49(\d{10})$/.exec(fields['calleridnum'] ?? '')?.[1] ?? 'none';
    expect(fields['connectedlinenum']).toBe(`0049${subscriber}`);
    expect(fields['exten']).toBe(`000${subscriber}`);
    expect(fields['destcalleridnum']).toMatch(/^0\d\d\/\d{5}-\d{3}$/);
    expect(fields['destcalleridnum']?.replace(/\D/g, '')).toBe(`0${subscriber}`);
    expect(fields['channel']).toMatch(new RegExp(`^Local/0${subscriber}@[a-z]{3}-\\d{7}a;2$`));
    const [, family = 'none'] =
      /^[A-Z][a-z]{2} ([A-Z][a-z]{5})-[A-Z][a-z]$/.exec(fields['calleridname'] ?? '') ?? [];
    expect(fields['connectedlinename']).toBe(family.toUpperCase());
    expect(fields['destcalleridname']).toMatch(new RegExp(`^${family} \\(0\\d\\d \\d{8}\\)$`));
    expect(fields['queue']).toBe(`${family.toLowerCase()}-team`);
  });

  it('leaves what a replay needs as it was', () => {
    const technical = {
      channel: 'PJSIP/201-1a',
      channelstate: '5',
      dialstatus: 'ANSWER',
      cause: '16',
      exten: '201',
      calleridnum: '<unknown>',
      calleridname: 'anonymous',
      connectedlinename: 'Answer',
      connectedlinenum: '…',
      bridgetype: 'basic',
    };
    const [fields] = exported([frame(technical)]);
    expect(fields).toEqual({ ...technical, connectedlinename: fields?.['connectedlinename'] });
    expect(fields?.['connectedlinename']).not.toBe('Answer');
  });

  it('renames a device that bears a name, and says so', () => {
    const file = exportCall(
      recorded([frame({ channel: 'SIP/nkroeger-1', calleridname: 'Nadine Kroeger' })], 'SIP/nkroeger'),
      { random: seededRandom(3), country: '49' },
    );
    expect(file.device).toMatch(/^SIP\/[a-z]{8}$/);
    expect(file.frames[0]?.fields['channel']).toBe(`${file.device}-1`);
    expect(JSON.stringify(file).toLowerCase()).not.toContain('kroeger');
  });

  const word = fc
    .stringMatching(/^[A-ZÄÖÜa-zäöüßçıŞé]{3,14}$/)
    .filter((text) => !/^(?:sip|pjsip|iax|local|dahdi|sccp|masq|zombie|anonymous|unknown)$/i.test(text));
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const number = fc
    .tuple(
      fc.constantFrom('', '+49', '0049', '0', '00', '00049', '+44'),
      fc.stringMatching(/^[1-9]\d{4,11}$/),
    )
    .map((parts) => parts.join(''));
  const uniqueid = fc
    .tuple(fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }), fc.nat(999))
    .map((parts) => parts.join('.'));
  const frames = fc.array(
    fc.record({
      calleridnum: number,
      calleridname: name,
      connectedlinenum: number,
      connectedlinename: name,
      exten: number,
      uniqueid,
      channel: fc.tuple(name, number).map(([who, digits]) => `SIP/${who.replaceAll(' ', '.')}-${digits}`),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('has no five digits of a number, no id and no name of the original in it', () => {
    fc.assert(
      fc.property(frames, fc.integer(), (original, seed) => {
        const values = exported(original.map(frame), seed).flatMap((fields) => Object.values(fields));
        const text = values.join('\n');
        for (const fields of original) {
          for (const value of [fields.calleridnum, fields.connectedlinenum]) {
            // The prefix is format: what is somebody's own follows it.
            const digits = value.replace(/\D/g, '').replace(/^(?:0{2,3}(?:49)?|0|49(?=\d{8}))/, '');
            for (let at = 0; at + 5 <= digits.length; at += 1)
              expect(text).not.toContain(digits.slice(at, at + 5));
          }
          for (const run of `${fields.exten} ${fields.uniqueid} ${fields.channel}`.match(/\d{5,}/g) ?? [])
            expect(text.match(/\d{5,}/g)).not.toContain(run);
          const named = `${fields.calleridname} ${fields.connectedlinename} ${fields.channel.slice(4)}`;
          for (const one of named.match(/\p{L}{3,}/gu) ?? [])
            expect(text.replaceAll('SIP/', '').toLowerCase()).not.toContain(one.toLowerCase());
        }
      }),
      { numRuns: 150, endOnFailure: true },
    );
  });

  it('stays equal where it was equal, and different where it was not', () => {
    fc.assert(
      fc.property(frames, fc.integer(), (original, seed) => {
        const out = exported(original.map(frame), seed);
        const pairs = original.flatMap((fields, at) =>
          (['calleridnum', 'connectedlinenum', 'exten', 'uniqueid'] as const).map(
            (header) => [fields[header], out[at]?.[header]] as const,
          ),
        );
        for (const [a, x] of pairs) {
          expect(x).toHaveLength(a.length);
          for (const [b, y] of pairs) expect(x === y).toBe(a === b);
        }
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});

interface Played extends ReplayResult {
  readonly boxes: ReadonlyMap<string, readonly TracedFrame[]>;
}

async function played(bytes: Buffer): Promise<Played> {
  const records: SourceTrace[] = [];
  const onTrace = (record: SourceTrace): void => void records.push(record);
  const result = await replay(bytes, {
    devices: [DEVICE],
    chunking: { by: 'whole' },
    presentation: 'recorded',
    onTrace,
  });
  return {
    ...result,
    boxes: Map.groupBy(
      records.filter((record) => record.kind === 'frame'),
      ({ leg }) => leg,
    ),
  };
}

/** One call's lines, numbers and names as their place among those seen: what must stay is which are the same. */
function shapeOf({ events, calls }: ReplayResult, call: string | undefined): readonly unknown[] {
  const seen: string[] = [];
  const shape = (text: string | undefined): unknown => {
    if (text === undefined || /^\d{1,4}$/.test(text)) return text;
    if (!seen.includes(text)) seen.push(text);
    return [
      seen.indexOf(text),
      text
        .replace(/\d/g, '#')
        .replace(/\p{Lu}/gu, 'X')
        .replace(/\p{Ll}/gu, 'x'),
    ];
  };
  return events
    .filter((event) => event.call === call)
    .map((event) => {
      const { number, name, to, type, queue, kind, reason } = replayLine('', calls, event);
      return { type, queue, kind, reason, number: shape(number), name: shape(name), to: shape(to) };
    });
}

describe('a replay of the export', () => {
  const folder = join(import.meta.dirname, '../../../../test/fixtures/ami');
  it.each(readdirSync(folder).filter((name) => name.endsWith('.ami')))(
    'of %s tells what the call told',
    async (name) => {
      const original = await played(readFileSync(join(folder, name)));
      for (const [call, frames] of original.boxes) {
        const file = exportCall(recorded(frames), { random: seededRandom(7), country: '49' });
        const again = await played(bytesOfTrace(parseTraceFile(JSON.stringify(file))));
        const wanted = JSON.stringify(shapeOf(original, call));
        expect(
          again.calls.map((one) => JSON.stringify(shapeOf(again, one))),
          call,
        ).toContain(wanted);
      }
    },
  );
});
