import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { features as mainFeatures } from '#main/features.ts';
import { features as rendererFeatures } from '#renderer/features.ts';
import { serverFeatures } from '#server/features.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { contracts } from '#shared/ipc/channel-names.ts';
import { channelsOf } from '#shared/ipc/contract.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';

const ROOT = join(import.meta.dirname, '../..');

function foldersOf(side: string): readonly string[] {
  return readdirSync(join(ROOT, 'src', side, 'features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

const SIDES: readonly (readonly [side: string, names: readonly string[]])[] = [
  ['shared', sharedFeatures.map(({ name }) => name)],
  ['main', mainFeatures.map(({ shared }) => shared.name)],
  ['server', serverFeatures.map(({ shared }) => shared.name)],
  ['renderer/src', rendererFeatures.map(({ name }) => name)],
];

describe('the features', () => {
  it.each(SIDES)('of %s are those that have a folder, each once', (side, names) => {
    expect(names.length).toBeGreaterThan(5);
    expect(names.toSorted()).toEqual(foldersOf(side));
  });

  it('have a shared part on every side', () => {
    const shared = new Set(sharedFeatures.map(({ name }) => name));
    for (const [side, names] of SIDES)
      for (const name of names) expect(shared.has(name), `${side}: ${name}`).toBe(true);
    for (const { shared: part } of [...mainFeatures, ...serverFeatures])
      expect(sharedFeatures).toContain(part);
  });

  it('share no table, no local table, no command and no migration', () => {
    const only = (names: readonly string[]): void =>
      expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    only([
      ...sharedFeatures.flatMap(({ tables }) => tables.map(({ name }) => name)),
      ...mainFeatures.flatMap(({ localTables = [] }) => localTables),
    ]);
    only(mainFeatures.flatMap(({ migrations }) => migrations.map(({ id }) => id)));
    const registry = createCommandRegistry(sharedFeatures.flatMap(({ commands }) => commands));
    for (const name of registry.names) expect(name).toMatch(/^[a-z][a-z-]*\.[a-z][a-z-]*(@\d+)?$/);
  });

  it('name their tables, commands and migrations so that one finds the feature', () => {
    for (const { shared, migrations } of mainFeatures)
      for (const { id } of migrations) expect(id).toMatch(new RegExp(`^\\d{4}-\\d{2}-\\d{2}-${shared.name}`));
  });
});

describe('the contract', () => {
  it('has every part once', () => {
    const parts = contracts.map(({ part }) => part);
    expect(parts.toSorted()).toEqual([...new Set(parts)].toSorted());
  });

  it('has a handler on the desk for every channel of a feature, and no other', () => {
    const desk = openDeskReplica();
    try {
      const implementations = mainFeatures.flatMap((feature) => {
        const { implementation, open } = feature.parts?.(desk.host) ?? {};
        return [implementation, open].filter((one) => one !== undefined);
      });
      const handled = implementations.flatMap(({ contract, handlers }) =>
        Object.keys(handlers).map((name) => `${contract.part}.${name}`),
      );
      const declared = sharedFeatures.flatMap(({ contract }) => (contract ? channelsOf(contract) : []));
      expect(declared.length).toBeGreaterThan(10);
      expect(handled.toSorted()).toEqual(declared.toSorted());
    } finally {
      desk.close();
    }
  });
});
