import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readArrivals } from './chunks.ts';
import type { Chunking } from './chunks.ts';
import { replayLine } from './lines.ts';
import { replay } from './replay.ts';

/** Recorded on a live Asterisk 22; beside each what the desk of PJSIP/201 must make of it. */
const folder = join(import.meta.dirname, '../../../../../test/fixtures/ami');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ami'))
  .map((name) => name.slice(0, -'.ami'.length));

async function linesOf(bytes: Buffer, chunking: Chunking): Promise<unknown[]> {
  const { events, calls } = await replay(bytes, {
    devices: ['PJSIP/201'],
    chunking,
    presentation: 'recorded',
  });
  return events.map((event) => {
    const { file: _file, ...line } = replayLine('', calls, event);
    return line;
  });
}

describe('recorded calls', () => {
  it('are all here', () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  it.each(names)('%s', async (name) => {
    const bytes = readFileSync(join(folder, `${name}.ami`));
    const expected = readFileSync(join(folder, `${name}.events.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const arrivals = readArrivals(readFileSync(join(folder, `${name}.ami.arrivals.json`), 'utf8'));
    if (arrivals === undefined) throw new Error('no arrivals');

    const chunkings: Chunking[] = [{ by: 'whole' }, { by: 'arrival', arrivals }];
    for (let seed = 1; seed <= 20; seed += 1) chunkings.push({ by: 'random', seed });
    for (const chunking of chunkings)
      expect(await linesOf(bytes, chunking), JSON.stringify(chunking).slice(0, 40)).toEqual(expected);
  });

  it('show no caller at all when the PBX does not tell the presentation, only own phones', async () => {
    for (const name of names) {
      const bytes = readFileSync(join(folder, `${name}.ami`));
      const { events } = await replay(bytes, {
        devices: ['PJSIP/201'],
        chunking: { by: 'whole' },
        presentation: 'unknown',
      });
      const toldByVariables = bytes.includes('ChanVariable: CALLERID(pres)=');
      for (const event of events) {
        if ('from' in event && !toldByVariables) expect(event.from.number ?? '').toMatch(/^(20[1-3])?$/);
      }
    }
  });
});
