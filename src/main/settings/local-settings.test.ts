import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { createLocalSettings } from './local-settings.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

describe('what the desk keeps for itself', () => {
  it('is read back as it was, replaced, and removed', () => {
    const local = createLocalSettings(desk.replica.db, (tables, write) => desk.replica.write(tables, write));
    expect(local.get('a')).toBeUndefined();
    for (const value of [{ deep: [1, 'ü', null] }, 0, false, '']) {
      local.set('a', value);
      expect(local.get('a')).toEqual(value);
    }
    local.set('b', 1);
    for (const gone of [null, undefined]) {
      local.set('a', gone);
      expect(local.get('a')).toBeUndefined();
    }
    expect(local.get('b')).toBe(1);
  });
});
