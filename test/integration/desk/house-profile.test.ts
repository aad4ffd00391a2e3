import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pbxProfileSet } from '#shared/features/pbx-profile/commands.ts';
import type { NumberTest } from '#shared/features/number-rules/contract.ts';
import type { ProfileValues } from '#shared/features/pbx-profile/profile-fields.ts';
import type { HouseValue } from '#shared/settings/house-values.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { until } from '#test/support/until.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';
import { startTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* What the administration says once reaches every desk, over a real centre; the doors follow by themselves. */

type Values = Parameters<typeof pbxProfileSet.run>[0]['values'];

let rig: Rig;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
afterAll(() => rig?.stop());

async function sit(user: TestUser): Promise<Seat> {
  const seat = await takeSeat(rig.url, user, 'pbx-profile', 'sync-inbox');
  open.push(seat);
  await seat.sync();
  return seat;
}
const say = ({ desk, actor }: Seat, values: Values): void =>
  desk.run(pbxProfileSet, { id: newId(), values }, actor);
const saidAt = (seat: Seat): ProfileValues | null => seat.ask('pbx-profile.current') as ProfileValues | null;

/** Something that listens where a PBX would, and counts who comes. */
async function startPbx(): Promise<{ readonly port: number; readonly visits: () => number }> {
  let visits = 0;
  const server: Server = createServer((socket) => {
    visits += 1;
    socket.on('error', () => undefined);
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => void server.close(() => resolve())) });
  return { port: (server.address() as AddressInfo).port, visits: () => visits };
}

async function startDesk(user: TestUser): Promise<TestDesk> {
  const desk = await startTestDesk('--centre', rig.url);
  open.unshift({ close: () => desk.stop() });
  const { tenant, login } = user;
  await desk.ask('session.signIn', { centre: rig.url, tenant, login, password: PASSWORD });
  return desk;
}
const settingsOf = (desk: TestDesk): Promise<DeskSettings> => desk.ask<DeskSettings>('settings.get');

describe('the telephone system of the house', () => {
  it('made by two administrators at once, each without a line, is one; what differs is a conflict', async () => {
    const [one, other] = [await sit(rig.birgit), await sit(rig.birgit)];
    say(one, { door: 'ami', ami_host: 'pbx.haus', area: '221' });
    say(other, { door: 'ami', ami_host: 'anlage.haus', country: '43' });
    await one.sync();
    await other.sync();
    await one.sync();
    const rows = await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query<{ ami_host: string }>(
        'SELECT ami_host FROM pbx_profile WHERE tenant_id = $1 AND NOT deleted',
        [tx.tenantId],
      ),
    );
    expect(rows).toEqual([{ ami_host: 'pbx.haus' }]);
    expect(saidAt(one)).toEqual(saidAt(other));
    expect(saidAt(one)).toMatchObject({ door: 'ami', ami_host: 'pbx.haus', area: '221', country: null });
    // What the second one had not seen is kept for both, to be chosen.
    expect(other.ask('sync-inbox.counts')).toMatchObject({ conflicts: 1, rejected: 0 });
  });

  it('is refused by the centre to whoever is no administrator, whatever the desk believes', async () => {
    const nadine = await sit(rig.nadine);
    nadine.desk.run(
      pbxProfileSet,
      { id: newId(), values: { area: '999' } },
      { ...nadine.actor, roles: ['admin'] },
    );
    await nadine.sync();
    expect(saidAt(nadine)?.area).not.toBe('999');
    expect(nadine.ask('sync-inbox.counts')).toMatchObject({ rejected: 1 });
  });

  it('reaches a running desk: the door opens, moves with it, and stays where the desk has its own', async () => {
    const [first, second] = [await startPbx(), await startPbx()];
    const birgit = await sit(rig.birgit);
    const desk = await startDesk(rig.mehmet);
    const house = { door: 'ami', ami_host: '127.0.0.1', ami_user: 'rufblatt', ami_transport: 'tcp' } as const;
    say(birgit, { ...house, ami_port: first.port });
    await birgit.sync();
    await until(async () => (await settingsOf(desk)).ami.port === first.port);
    expect((await settingsOf(desk)).ami).toMatchObject({
      enabled: true,
      host: '127.0.0.1',
      user: 'rufblatt',
    });
    // The house cannot know whose phone it is, and never knows the secret.
    const status = await desk.ask<DeskStatus>('session.status');
    expect(status.pbx).toMatchObject({ state: 'off' });
    expect(first.visits()).toBe(0);

    await desk.ask('settings.change', { ami: { devices: ['PJSIP/22'], secret: 'geheim' } });
    await until(() => first.visits() > 0);
    say(birgit, { ami_port: second.port });
    await birgit.sync();
    await until(() => second.visits() > 0);

    const values = await desk.ask<readonly HouseValue[]>('settings.houseValues');
    expect(values).toContainEqual({ name: 'ami.port', origin: 'house', value: second.port });
    expect(JSON.stringify(values)).not.toContain('geheim');
    await desk.ask('settings.change', { ami: { port: first.port } });
    const before = first.visits();
    say(birgit, { ami_user: 'anders' });
    await birgit.sync();
    await until(async () => (await settingsOf(desk)).ami.user === 'anders');
    await until(() => first.visits() > before);
    expect(await desk.ask('settings.backToHouse', { name: 'ami.port' })).toMatchObject({
      ami: { port: second.port },
    });
    // What was taken over is still here when the desk starts without the centre's answer.
    await desk.restart();
    expect((await settingsOf(desk)).ami).toMatchObject({
      port: second.port,
      user: 'anders',
      devices: ['PJSIP/22'],
    });
  });

  it('has the numbers of the house: a desk knows a colleague who calls from outside, or has its own', async () => {
    const birgit = await sit(rig.birgit);
    const desk = await startDesk(rig.mehmet);
    say(birgit, { country: '49', own_numbers: '+4922147101-xx' });
    await birgit.sync();
    const numbersOf = async (): Promise<unknown> => (await settingsOf(desk)).dialProfile.ownNumbers;
    await until(async () => JSON.stringify(await numbersOf()) === '["+4922147101-xx"]');
    const rungOf = async (raw: string): Promise<string> =>
      (await desk.ask<NumberTest>('number-rules.test', { raw })).match.rule;
    expect(await rungOf('0221 47101-99')).toBe('own-extension');
    await desk.ask('settings.change', { dialProfile: { ownNumbers: [] } });
    expect(await rungOf('0221 47101-99')).toBe('unknown');
    expect(await desk.ask<readonly HouseValue[]>('settings.houseValues')).toContainEqual({
      name: 'dialProfile.ownNumbers',
      origin: 'here',
      value: ['+4922147101-xx'],
    });
    await desk.ask('settings.backToHouse', { name: 'dialProfile.ownNumbers' });
    expect(await rungOf('0221 47101-99')).toBe('own-extension');
  });

  it('stays with its house', async () => {
    const olga = await sit(rig.olga);
    expect(saidAt(olga)).toBeNull();
  });
});
