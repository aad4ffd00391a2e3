import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const DOC = join(ROOT, 'docs/sync-survival.md');
/** `it('F12 …'`, `describe('F1: …'`, also with options or a table before the name. */
const NAME = /\b(?:it|test|describe)(?:\.\w+\([^)]*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs;

/** What the sync must survive; `*` also with real processes. */
const LINES: readonly (readonly [line: string, what: string])[] = [
  ['F1*', 'two transactions that commit out of order: nobody skips one'],
  ['F2', 'a response lost after the commit: the retry changes nothing, the answer is the same'],
  ['F3', 'a duplicate answer counts as success'],
  ['F4', 'the idempotency key is the command’s, not the batch’s'],
  ['F5', 'poison parks visibly, the next proceeds'],
  ['F6', 'a failed upload is tried again without a new local write'],
  ['F7', 'an expired token loses no work'],
  ['F8', 'two windows never send out of order'],
  ['F9', 'after a rejected push both sides agree on the next id'],
  ['F10*', 'a kill at any statement: the cursor never passes rows that were not applied'],
  ['F11', 'duplicate, late and reordered pages never move a row backwards'],
  ['F12', 'an unacknowledged own write never vanishes from view'],
  ['F13', 'a lost acknowledgement never freezes applying'],
  ['F14', 'old tombstones still arrive'],
  ['F15', 'a checksum mismatch repairs a range, without a loop'],
  ['F16', 'recovery terminates'],
  ['F17', 'a rebase drops nothing'],
  ['F18*', 'the centre restored from a backup: the epoch changes, no silent gap'],
  ['F19', 'the centre wiped: a loud error, never a false acknowledgement'],
  ['F20', 'a replica file restored or cloned: a new client id, no dropped writes'],
  ['F21', 'deletes reach desks that were away'],
  ['F22', 'no resurrection by a stale edit'],
  ['F23', 'created and deleted before the first sync leaves nothing'],
  ['F24', 'a row leaving the scope is gone within one pull'],
  ['F25', 'regained access restores it'],
  ['F26', 'a losing value is always there to see'],
  ['F27', 'a clock wrong by an hour or ten years blocks and decides nothing'],
  ['F28', 'an old desk that meets an unknown table gets those rows after its upgrade'],
  ['F29', 'a three-week-old outbox survives a breaking migration'],
  ['F30', 'a failed schema check leaves the cursor'],
  ['F31*', 'an interrupted bootstrap resumes'],
  ['F32', 'a million tombstones do not slow a new desk'],
  ['F33', 'a restart of the centre with many desks: bounded pulls, jitter after the cap'],
  ['F34', 'a half-open hint channel is noticed'],
  ['F35*', 'killing the app in the middle of a sync never wedges the queue'],
  ['F36*', 'a full disk: refused to the user, nothing partial'],
  ['F37*', 'switching nodes in the middle of a session is harmless'],
];

interface Named {
  readonly file: string;
  readonly name: string;
}

function tests(): readonly Named[] {
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        // There F1 is a key.
        .filter((path) => /\.test\.tsx?$/.test(path) && !path.startsWith('renderer'))
        .map((path) => join(ROOT, folder, path)),
    )
    .filter((path) => path !== import.meta.filename)
    .toSorted()
    .flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(NAME)].map(([, , name = '']) => ({
        file: relative(ROOT, path).replaceAll('\\', '/'),
        name,
      })),
    );
}

const linesOf = ({ name }: Named): readonly string[] => name.match(/\bF\d{1,2}\b/g) ?? [];

it('every line of what the sync must survive is the name of a test', () => {
  const named = new Set(tests().flatMap(linesOf));
  const lines = LINES.map(([line]) => line.replace('*', ''));
  expect(lines.filter((line) => !named.has(line))).toEqual([]);
  expect([...named].filter((line) => !lines.includes(line))).toEqual([]);
});

it('docs/sync-survival.md names them all (`vitest run --project simulation -u` writes it)', async () => {
  const all = tests();
  const rows = LINES.map(([line, what]) => {
    const found = all.filter((test) => linesOf(test).includes(line.replace('*', '')));
    const cells = found.map(({ file, name }) => `\`${file}\`: ${name.replaceAll('|', '\\|')}`);
    return `| ${line.replace('*', '\\*')} | ${what} | ${cells.join('<br>')} |`;
  });
  const text = `# What the sync survives, and the tests that say so

Every line holds in the simulator at every step (\`test/simulation\`), a line with a star with real processes as well.
\`test/simulation/survival-index.test.ts\` writes this table from the names of the tests.

| Line | What happens | Tests |
| ---- | ------------ | ----- |
${rows.join('\n')}
`;
  const config = await resolveConfig(DOC);
  await expect(await format(text, { ...config, parser: 'markdown' })).toMatchFileSnapshot(DOC);
});
