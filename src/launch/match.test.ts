import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const GOOD = JSON.stringify([{ party: 'Brandt', kind: 'person', numbers: ['030 23125620'] }]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-match-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, [join(ROOT, 'src/launch/match.ts'), ...args], {
    ...{ cwd: ROOT, encoding: 'utf8', input },
  });

function file(content: string | Buffer): string {
  const path = join(folder, 'set.json');
  writeFileSync(path, content);
  return path;
}

describe('npm run match, at the command line', () => {
  it('answers each line of stdin by the profile of its flags', () => {
    const profile = ['--country', '+49', '--area', '030', '--outside-line', '0', '--internal-length', '2'];
    const { status, stdout } = run(['--data', file(GOOD), ...profile], '023125620\n\n  \r\n21\nanonymous');
    expect(status).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { rule: string; parties: string[] });
    expect(lines.map(({ rule, parties }) => [rule, ...parties].join(' '))).toEqual([
      'exact Brandt',
      'own-extension',
      'withheld',
    ]);
  });

  it.each([
    ['a set that is no JSON', '[{', [], /set\.json: not JSON: .*; wanted is \[\{"party"/],
    ['a set of other things', '[{"party":"A"}]', [], /set\.json: \[0\]\.kind: .*; wanted is \[\{"party"/],
    ['a set in Latin-1', Buffer.from(GOOD.replace('Brandt', 'Bührle'), 'latin1'), [], /save it as UTF-8/],
    ['a country', GOOD, ['--country', 'de'], /--country is "de"; wanted is .* such as 49/],
    ['no length', GOOD, ['--internal-length', ''], /--internal-length is ""; wanted is .* such as 3/],
  ])('refuses %s, and says what is wanted', (_, content, flags, message) => {
    const { status, stdout, stderr } = run(['--data', file(content), ...flags, '030 23125620']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/See --help\.\n$/);
  });
});
