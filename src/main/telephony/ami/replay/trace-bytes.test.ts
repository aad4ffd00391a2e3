import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { SourceTrace, TracedFrame } from '#shared/calls/call-trace.ts';

import { replayLine } from './lines.ts';
import { replay } from './replay.ts';
import type { ReplayResult } from './replay.ts';
import { bytesOfTrace } from './trace-bytes.ts';

const folder = join(import.meta.dirname, '../../../../../test/fixtures/ami');
const names = readdirSync(folder).filter((name) => name.endsWith('.ami'));
const DEVICE = 'PJSIP/201';

async function played(
  bytes: Buffer,
): Promise<ReplayResult & { readonly boxes: ReadonlyMap<string, TracedFrame[]> }> {
  const records: SourceTrace[] = [];
  const result = await replay(bytes, {
    devices: [DEVICE],
    chunking: { by: 'whole' },
    presentation: 'recorded',
    onTrace: (record) => records.push(record),
  });
  const frames = records.filter((record) => record.kind === 'frame');
  return { ...result, boxes: Map.groupBy(frames, ({ leg }) => leg) };
}

const linesOf = ({ events, calls }: ReplayResult, call: string): unknown[] =>
  events
    .filter((event) => event.call === call)
    .map((event) => ({ ...replayLine('', calls, event), call: 0 }));

describe('the black box of a recorded call', () => {
  it.each(names)('%s plays as the call did', async (name) => {
    const original = await played(readFileSync(join(folder, name)));
    expect(original.boxes.size).toBeGreaterThan(0);
    for (const [call, frames] of original.boxes) {
      const bytes = bytesOfTrace({
        format: 'rufblatt-call-trace',
        version: 1,
        device: DEVICE,
        rule: null,
        stages: [],
        frames: frames.map(({ at, event, fields }) => ({ at, event, fields })),
      });
      expect(linesOf(await played(bytes), call), call).toEqual(linesOf(original, call));
    }
  });
});
