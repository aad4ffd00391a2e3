import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pbxProfileSet } from '#shared/features/pbx-profile/commands.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { pbxProfile } from './feature.ts';
import { readProfile } from './queries.ts';

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
});
afterEach(() => desk.close());

const set = (values: Parameters<typeof pbxProfileSet.run>[0]['values']): void =>
  desk.run(pbxProfileSet, { id: idOf(1), values }, { ...AGENT, roles: ['admin'] });
const move = (id: string, scope: string): void =>
  desk.replica.transact(({ db }) => {
    db.prepare('UPDATE pbx_profile SET scope_id = ? WHERE id = ?').run(scope, id);
  });

describe('the telephone system of the house on a desk', () => {
  it('is what the settings of the desk come from', () => {
    const house = (): unknown =>
      pbxProfile.houseSettings?.read(desk.host.db, { scopeId: desk.host.homeScope() });
    expect(house()).toEqual({});
    set({ door: 'ami', ami_host: 'pbx.haus', ami_transport: 'tcp', internal_length: 4 });
    expect(house()).toEqual({
      ami: { enabled: true, host: 'pbx.haus', tls: false },
      dialProfile: { internalLength: 4 },
    });
  });

  it('is that of the desk’s own scope, else the oldest there is', () => {
    set({ area: '221' });
    move(idOf(1), idOf(900));
    expect(readProfile(desk.host.db, { scopeId: idOf(901) })).toMatchObject({ area: '221' });
    desk.run(pbxProfileSet, { id: idOf(2), values: { area: '30' } }, { ...AGENT, roles: ['admin'] });
    move(idOf(2), idOf(901));
    expect(readProfile(desk.host.db, { scopeId: idOf(901) })).toMatchObject({ area: '30' });
    expect(readProfile(desk.host.db, { scopeId: undefined })).toMatchObject({ area: '221' });
  });
});
