import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replay } from '#main/telephony/ami/replay/replay.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { TraceFile } from '#shared/calls/trace-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEVICE = 'PJSIP/201';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-replay-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'src/launch/replay.ts'), ...args], { cwd: ROOT, encoding: 'utf8' });

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The lines without the file they are of. */
const lines = (stdout: string): readonly unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { file: _file, ...rest } = JSON.parse(line) as { file: string };
      return rest;
    });

async function traceOf(transcript: string): Promise<TraceFile> {
  const records: SourceTrace[] = [];
  await replay(readFileSync(transcript), {
    devices: [DEVICE],
    chunking: { by: 'whole' },
    presentation: 'recorded',
    onTrace: (record) => records.push(record),
  });
  const frames = records.flatMap((record) => (record.kind === 'frame' ? [record] : []));
  return {
    format: 'rufblatt-call-trace',
    version: 1,
    device: DEVICE,
    rule: null,
    stages: [],
    frames: frames.map(({ at, event, fields }) => ({ at, event, fields })),
  };
}

describe('npm run replay', () => {
  it('prints for a call trace what it prints for the bytes it was made of', async () => {
    const transcript = join(ROOT, 'test/fixtures/ami/ast22-queue-ringall.ami');
    const bytes = run('--device', DEVICE, transcript);
    const trace = run('--device', DEVICE, file('trace.json', JSON.stringify(await traceOf(transcript))));
    expect([trace.status, trace.stderr]).toEqual([0, '']);
    expect(lines(trace.stdout).length).toBeGreaterThan(2);
    expect(lines(trace.stdout)).toEqual(lines(bytes.stdout));
  });

  it.each([
    ['{"format":"other"}', 'not a call trace: format'],
    ['{', 'not a call trace: no JSON'],
    ['{"format":"rufblatt-call-trace","version":2}', 'not a call trace: version'],
  ])('refuses %s in one line', (content, reason) => {
    const { status, stderr, stdout } = run('--device', DEVICE, file('bad.json', content));
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
    expect(stdout).toBe('');
  });

  it('makes no frame of a line break in a trace', async () => {
    const trace: TraceFile = {
      format: 'rufblatt-call-trace',
      version: 1,
      device: DEVICE,
      rule: null,
      stages: [],
      frames: [
        {
          at: 0,
          event: 'newexten',
          fields: {
            uniqueid: '1.1',
            channel: `x\r\n\r\nEvent: Newchannel\r\nChannel: ${DEVICE}-1\r\nUniqueid: 2.2\r\nChannelState: 4\r\nExten: 030`,
          },
        },
      ],
    };
    const { status, stdout } = run('--device', DEVICE, file('hostile.json', JSON.stringify(trace)));
    expect([status, stdout]).toEqual([0, '']);
  });
});
