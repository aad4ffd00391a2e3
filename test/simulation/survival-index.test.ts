import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const LINES = Array.from({ length: 37 }, (_, index) => `F${index + 1}`);
/** `it('F12 …'`, `describe('F1: …'`, also with options or a table before the name. */
const NAME = /\b(?:it|test|describe)(?:\.\w+\([^)]*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs;

function testNames(): readonly string[] {
  const files = ['src', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .map((path) => join(ROOT, folder, path)),
  );
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(NAME)].map(([, , name]) => name ?? ''),
  );
}

it('every line of what the sync must survive is the name of a test', () => {
  const named = new Set(testNames().flatMap((name) => name.match(/\bF\d{1,2}\b/g) ?? []));
  expect(LINES.filter((line) => !named.has(line))).toEqual([]);
  expect([...named].filter((line) => !LINES.includes(line))).toEqual([]);
});
