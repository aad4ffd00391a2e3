import { cpSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readSyncState } from '#main/replica/sync-state.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, person } from './test-desk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

describe('two copies of one replica', () => {
  it('F20 alive at the same time lose nothing: the second to send takes a new client id and sends again', async () => {
    const { session } = await rig.desk(rig.nadine);
    const home = deskHome();
    const first = openSyncedDesk({ url: rig.url, session, home });
    first.runner.run('party.create', person('Gemeinsam'));
    await first.close();
    const copied = deskHome();
    cpSync(home.folder, copied.folder, { recursive: true });
    const one = openSyncedDesk({ url: rig.url, session, home });
    const two = openSyncedDesk({ url: rig.url, session, home: { ...copied, key: home.key } });
    try {
      expect(readSyncState(two.replica.db).client_id).toBe(readSyncState(one.replica.db).client_id);
      // Both have looked before they write, and neither has heard of the other.
      await Promise.all([one.sync(), two.sync()]);
      await Promise.all(
        [one, two].map(async (desk, index) => {
          for (let made = 0; made < 20; made++)
            desk.runner.run('party.create', person(`Kopie ${index} ${made}`));
          await vi.waitFor(
            () => expect(desk.engine.status()).toMatchObject({ pending: 0, state: 'online' }),
            {
              timeout: 60_000,
              interval: 50,
            },
          );
        }),
      );
      const reader = await rig.desk(rig.mehmet);
      await reader.pull();
      const names = [...reader.rows.values()].map(({ name }) => String(name));
      for (const index of [0, 1]) {
        for (let made = 0; made < 20; made++)
          expect(names.filter((name) => name === `Kopie ${index} ${made}`)).toHaveLength(1);
      }
      expect(names.filter((name) => name === 'Gemeinsam')).toHaveLength(1);
      expect(readSyncState(two.replica.db).client_id).not.toBe(readSyncState(one.replica.db).client_id);
      for (const desk of [one, two]) expect(desk.engine.status().rejected).toBe(0);
    } finally {
      await one.close();
      await two.close();
      home.remove();
      copied.remove();
    }
  });

  it('F4 a repetition is answered as the first time; another command under the same number is a clear conflict', async () => {
    const desk = await rig.desk(rig.mehmet);
    const own = desk.command('party.create', person('Eins'));
    expect(await desk.push(own)).toEqual({ kind: 'taken', lastMid: 1 });
    expect(await desk.push(own)).toEqual({ kind: 'taken', lastMid: 1 });
    const other = { ...own, args: person('Zwei') };
    const request = { client: desk.client, epoch: null, schema: 1, commands: [other] };
    const knowing = await desk.post('/api/sync/push', { ...request, knows: ['clone'] });
    expect(knowing.body).toEqual({ kind: 'clone', mid: 1 });
    // An older desk gets an error: nothing is acknowledged that was not decided.
    expect(codeOf(await desk.post('/api/sync/push', request))).toBe('sync.clone');
  });
});
