import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../features.ts';
import type { Catalogue } from './catalogue.ts';
import { coreDe } from './core-de.ts';
import { coreEn } from './core-en.ts';

const catalogues: readonly (readonly [string, Catalogue, Catalogue])[] = [
  ['core', coreDe, coreEn],
  ...features.map(({ name, catalogue }) => [name, catalogue.de, catalogue.en] as const),
];

function texts(catalogue: Catalogue, above = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]) =>
      typeof value === 'string' ? [[above + key, value] as const] : [...texts(value, `${above}${key}.`)],
    ),
  );
}

const slotsOf = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();

describe.each(catalogues)('the catalogue of %s', (_name, de, en) => {
  const german = texts(de);
  const english = texts(en);

  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
  });

  it('puts the same values into both languages', () => {
    for (const [key, text] of german)
      expect([key, slotsOf(english.get(key) ?? '')]).toEqual([key, slotsOf(text)]);
  });

  it('has every plural in both its forms', () => {
    for (const key of german.keys()) {
      if (key.endsWith('_one')) expect(german.has(key.replace(/_one$/, '_other'))).toBe(true);
      if (key.endsWith('_other')) expect(german.has(key.replace(/_other$/, '_one'))).toBe(true);
    }
  });
});

const sources = ['shared', 'main', 'server', 'renderer'].flatMap((side) => {
  const folder = join(import.meta.dirname, '../../..', side);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
});

/** Codes written out where an error is thrown or a command forbids; those built at run time are named below. */
function codesIn(source: string): readonly string[] {
  return [
    ...source.matchAll(/new (?:App|Command|Forbidden|Centre)Error\(\s*(?:\d+,\s*)?'([\w.-]+)'/g),
    ...source.matchAll(/refusal\(\s*\d+,\s*'([\w.-]+)'/g),
    ...source.matchAll(/forbids[^;]*?'([a-z][\w-]*\.[\w.-]+)'/g),
  ].map(([, code]) => code ?? '');
}

const dialReasons = ['not-ready', 'bad-number', 'failed', 'timeout'].map((reason) => `dial.${reason}`);
const transportCodes = [
  'internal',
  'bridge.lost',
  'ipc.untrusted-sender',
  'ipc.unknown-call',
  'ipc.bad-arguments',
];

/**
 * What no person reads in the app: refusals of endpoints that only other programs call, what the desk deals with itself,
 * and what the operator's command line says in its own words.
 */
const UNSEEN = [
  ...['webhook', 'snapshot', 'backup', 'restore', 'erasures', 'scope', 'tls'],
  // What programs alone meet: docs/api.md.
  ...['api-token', 'cursor', 'idempotency', 'webhook-out', 'row.ver-missing'],
];
const isUnseen = (code: string): boolean =>
  UNSEEN.includes(code) || UNSEEN.includes(code.split('.')[0] ?? '');

describe('errors a person may see', () => {
  const known = new Set(catalogues.flatMap(([, de]) => [...texts(de).keys()]));
  const codes = [...new Set([...sources.flatMap(codesIn), ...dialReasons, ...transportCodes])]
    .filter((code) => !isUnseen(code))
    .toSorted();

  it('looks through the sources', () => {
    expect(sources.length).toBeGreaterThan(150);
    expect(codes).toContain('ticket.gone');
    expect(codes).toContain('staff.admin-only');
  });

  it('all have a cause and a next step in words', () => {
    const wordless = codes.filter(
      (code) => !known.has(`error.${code}.cause`) || !known.has(`error.${code}.next`),
    );
    expect(wordless).toEqual([]);
  });

  it('are not told twice', () => {
    const tellers = catalogues.flatMap(([, de]) =>
      [...texts(de).keys()].filter((key) => key.startsWith('error.')),
    );
    expect(tellers.length).toBe(new Set(tellers).size);
  });
});
