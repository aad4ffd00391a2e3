import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CENTRE_FLAGS } from '#server/flags.ts';

/* What can be known of the service and the container without systemd as process 1 and without a container engine. */

const ROOT = join(import.meta.dirname, '../..');
const UNIT = join(ROOT, 'resources/centre/rufblatt-centre.service');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const variables = new Set<string>([
  ...Object.values(CENTRE_FLAGS).map(({ env }) => env),
  'DATABASE_URL',
  'LISTEN_DATABASE_URL',
]);

describe('the systemd unit', () => {
  const lines = readFileSync(UNIT, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const valuesOf = (key: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));

  it('consists of sections and settings', () => {
    for (const line of lines) expect(line).toMatch(/^(?:\[(?:Unit|Service|Install)\]|[A-Z]\w+=.*)$/);
    expect(lines.filter((line) => line.startsWith('['))).toEqual(['[Unit]', '[Service]', '[Install]']);
  });

  it('starts what there is, under nobody’s name, with what the centre knows', () => {
    const [, run = '', script = ''] = /node (\S+) (\S+)$/.exec(valuesOf('ExecStart')[0] ?? '') ?? [];
    expect(existsSync(join(ROOT, run.replace('/opt/rufblatt/', '')))).toBe(true);
    expect(existsSync(join(ROOT, script))).toBe(true);
    expect(valuesOf('DynamicUser')).toEqual(['yes']);
    for (const assignment of valuesOf('Environment')) expect(variables).toContain(assignment.split('=')[0]);
    const stop = Number(valuesOf('TimeoutStopSec')[0]);
    expect(stop).toBeGreaterThan(2 * Number(CENTRE_FLAGS['stop-timeout'].fallback));
  });

  it.each([
    'NoNewPrivileges',
    'PrivateTmp',
    'ProtectHome',
    'PrivateDevices',
    'RestrictNamespaces',
    'RestrictSUIDSGID',
  ])('is walled in: %s', (key) => expect(valuesOf(key)).toEqual(['yes']));

  it('is understood by systemd where that is installed', () => {
    const found = spawnSync('systemd-analyze', ['verify', '--man=no', UNIT], { encoding: 'utf8' });
    if (found.error) {
      // No systemd here: the other tests are what can be said.
      expect(found.error).toMatchObject({ code: 'ENOENT' });
      return;
    }
    // Of this unit only; what else is wrong on the machine, or is not there in it (systemd as process 1), is not ours.
    const complaints = found.stderr.split('\n').filter((line) => /rufblatt-centre\.service:\d+:/.test(line));
    expect(complaints).toEqual([]);
  });
});

describe('the container file', () => {
  const steps = read('resources/centre/Containerfile')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const valuesOf = (step: string): readonly string[] =>
    steps.flatMap((line) => (line.startsWith(`${step} `) ? [line.slice(step.length + 1)] : []));

  it('consists of known steps', () => {
    for (const line of steps)
      expect(line).toMatch(
        /^(?:FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT) /,
      );
  });

  it('copies what there is and starts what it copied, as nobody in particular', () => {
    const sources = valuesOf('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1));
    for (const source of sources) expect(existsSync(join(ROOT, source))).toBe(true);
    const programs = [...valuesOf('ENTRYPOINT'), ...valuesOf('HEALTHCHECK')].map(
      (line) => JSON.parse(/\[.*\]/.exec(line)?.[0] ?? '[]') as string[],
    );
    expect(programs).toHaveLength(2);
    for (const [program, ...args] of programs) {
      expect(program).toBe('node');
      const script = args.find((arg) => arg.endsWith('.ts')) ?? '';
      expect(existsSync(join(ROOT, script))).toBe(true);
      expect(sources).toContain(script.split('/')[0]);
    }
    const user = steps.findLastIndex((line) => line.startsWith('USER '));
    expect(steps[user]).toBe('USER node');
    expect(steps.findLastIndex((line) => line.startsWith('RUN '))).toBeLessThan(user);
    for (const assignment of valuesOf('ENV').flatMap((line) => line.trim().split(/\s+/)))
      expect([...variables, 'NODE_ENV']).toContain(assignment.split('=')[0]);
  });

  it('has a Node of the version that runs the source', () => {
    for (const image of valuesOf('FROM')) expect(image).toMatch(/node:24\b/);
  });
});
