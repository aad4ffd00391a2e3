import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features } from '../features.ts';
import { coreDe } from '../i18n/core-de.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { coreNamespace } from '../i18n/setup.ts';
import { isFoundBy, screensOf } from './screens.ts';

const screens = screensOf(features);

function textAt(namespace: string, key: string): unknown {
  const catalogue: Catalogue | undefined =
    namespace === coreNamespace ? coreDe : features.find(({ name }) => name === namespace)?.catalogue.de;
  return key
    .split('.')
    .reduce<Catalogue | string | undefined>(
      (at, part) => (typeof at === 'object' ? at[part] : undefined),
      catalogue,
    );
}

describe('the screens', () => {
  it('of the navigation have shortcuts of their own', () => {
    const keys = screens.flatMap(({ nav }) => nav?.keys?.split('|') ?? []);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys).toEqual([...new Set(keys)]);
  });

  it('have a name there, in the words of their feature', () => {
    for (const { path, nav, namespace } of screens)
      if (nav) expect([path, typeof textAt(namespace, nav.label)]).toEqual([path, 'string']);
  });

  it('all say on F1 what they are for and where their data comes from', () => {
    const silent = screens.filter(
      ({ help, namespace }) =>
        help === undefined ||
        ['what', 'data'].some((part) => typeof textAt(namespace, `${help}.${part}`) !== 'string'),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('are found by those who may use them', () => {
    const found = (roles: Parameters<typeof isFoundBy>[1]): readonly string[] =>
      screens.filter((screen) => isFoundBy(screen, roles)).map(({ path }) => path);
    expect(found(['agent'])).toContain('/customers');
    expect(found(['agent'])).not.toContain('/cloud-pbx');
    expect(found(['admin'])).toContain('/cloud-pbx');
  });
});

describe('shortcuts', () => {
  it('are all offered by name: no part of the app hears keys that the list of shortcuts does not know', () => {
    const folder = join(import.meta.dirname, '..');
    const hidden = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
      .filter((path) => !['ui/shortcuts.ts', 'acts/use-named-act.ts'].includes(path))
      .filter((path) => readFileSync(join(folder, path), 'utf8').includes('useShortcut('));
    expect(hidden).toEqual([]);
  });
});
