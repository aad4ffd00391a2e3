import { describe, expect, it } from 'vitest';
import type { DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { ReadableDb } from '../replica/db.ts';
import { followHouse } from './house-follower.ts';

function setUp() {
  const taken: DeskSettingsPatch[] = [];
  const listeners: { tables?: (tables: readonly string[]) => void; session?: () => void } = {};
  const house = { said: {} as DeskSettingsPatch, scope: undefined as string | undefined };
  const asked: (string | undefined)[] = [];
  followHouse({
    sources: [
      {
        tables: ['pbx_profile'],
        read(_db, { scopeId }) {
          asked.push(scopeId);
          return house.said;
        },
      },
    ],
    db: {} as ReadableDb,
    settings: { takeHouse: (values) => void taken.push(values) },
    scopeId: () => house.scope,
    onTables: (listener) => void (listeners.tables = listener),
    onSession: (listener) => void (listeners.session = listener),
  });
  return { taken, listeners, house, asked };
}

describe('what the house says', () => {
  it('is read at once, when its table changes and when somebody else sits here, and at nothing else', () => {
    const { taken, listeners, house, asked } = setUp();
    expect(taken).toEqual([{}]);
    listeners.tables?.(['party', 'phone']);
    expect(taken).toHaveLength(1);
    house.said = { ami: { host: 'pbx' } };
    listeners.tables?.(['party', 'pbx_profile']);
    house.scope = 'weidenau';
    listeners.session?.();
    expect(taken.slice(1)).toEqual([house.said, house.said]);
    expect(asked).toEqual([undefined, undefined, 'weidenau']);
  });
});
