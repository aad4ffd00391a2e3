import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { features } from './features.ts';
import { assertSchema } from './replica/assert-schema.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

describe('the features’ migrations', () => {
  it('make every shared table as its feature describes it', () => {
    const shared = sharedFeatures.flatMap(({ tables }) => tables.map(({ name }) => name));
    expect(shared).toContain('party');
    expect(new Set(desk.replica.tables.keys())).toEqual(new Set(['link', ...shared]));
    assertSchema(desk.replica.db, desk.replica.tables.values());
  });

  it('make every local table', () => {
    const local = features.flatMap((feature) => feature.localTables ?? []);
    expect(local.length).toBeGreaterThan(0);
    for (const name of local) {
      expect(
        desk.replica.db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name),
        name,
      ).toBeDefined();
      expect(desk.replica.tables.has(name), name).toBe(false);
    }
  });
});
