import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp } from '#server/backup/back-up.ts';
import { loadRegister, saveRegister } from '#server/backup/erasure-register.ts';
import { restore } from '#server/backup/restore.ts';
import { knownMigrations } from '#server/all-features.ts';
import { partyEdit } from '#shared/features/parties/commands.ts';
import { takeSeat } from '#test/integration/desk/seat.ts';
import type { Seat } from '#test/integration/desk/seat.ts';
import { runOn } from '#test/support/postgres.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

/* An older backup knows who was erased since: it must not bring them back, neither here nor on a desk. */

const NAME = 'Ottilie Quappendorf';

let folder: string;
let rig: Rig;
let birgit: Seat;
let mehmet: Seat;
const party = newId();
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-erasures-'));
  rig = await startRig();
  birgit = await takeSeat(rig.url, rig.birgit, 'person-rights');
  mehmet = await takeSeat(rig.url, rig.mehmet);
  mehmet.desk.addParty(party, NAME, '4922190009533');
  await mehmet.sync();
  await backUp({ databaseUrl: rig.databaseUrl, out: file('old.backup'), passphrase: undefined, now: 0 });
  // Acknowledged after the backup: the desk would send it again.
  mehmet.desk.run(partyEdit, { id: party, patch: { street: 'Quappendorfer Weg 1' } });
  await mehmet.sync();
  await birgit.sync();
  birgit.ask('person-rights.erase', { partyId: party, reason: 'request', typed: NAME });
  await birgit.sync();
  await saveRegister(rig.databaseUrl, file('erasures.jsonl'));
  await rig.centre.stop();
});
afterAll(async () => {
  await birgit?.close();
  await mehmet?.close();
  await rig?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function nameThere(databaseUrl: string): Promise<readonly string[]> {
  const tables = await runOn<{ name: string }>(
    databaseUrl,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await runOn(databaseUrl, `SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%quappendorf%'`);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function putBack(databaseUrl: string, erasures: string | undefined): Promise<void> {
  await restore({
    ...{ databaseUrl, file: file('old.backup'), passphrase: undefined, replace: true, endSessions: false },
    ...{ migrations: await knownMigrations(), erasures, newId },
  });
}

describe('a backup from before an erasure', () => {
  it('put in the place of the centre that knows of it, is erased again before anybody is let in', async () => {
    await putBack(rig.databaseUrl, undefined);
    expect(await nameThere(rig.databaseUrl)).toContain('party');
    const { centre } = await rig.startNode({ port: Number(new URL(rig.url).port) });
    try {
      expect(await nameThere(rig.databaseUrl)).toEqual([]);
      expect(await runOn(rig.databaseUrl, 'SELECT * FROM erasure_carried')).toEqual([]);
      // What the desk that was away had acknowledged comes again, and is refused without being kept.
      for (const seat of [mehmet, birgit, mehmet]) await seat.sync();
      expect(mehmet.desk.replica.db.prepare('SELECT name FROM party').all()).toEqual([]);
      expect(await nameThere(rig.databaseUrl)).toEqual([]);
      expect(await runOn(rig.databaseUrl, 'SELECT DISTINCT erased_by FROM erasure ORDER BY 1')).toEqual([
        { erased_by: birgit.actor.userId },
        { erased_by: 'centre' },
      ]);
    } finally {
      await centre.stop();
    }
  });

  it('put into an empty database, is erased again by the register that was kept apart', async () => {
    const [server, name] = [new URL(rig.databaseUrl), `fresh_${Date.now()}`];
    await runOn(server.href, `CREATE DATABASE ${name}`);
    server.pathname = `/${name}`;
    const register = await readFile(file('erasures.jsonl'), 'utf8');
    expect(register).not.toMatch(new RegExp(`quappendorf|49221|${party}`, 'i'));
    await putBack(server.href, file('erasures.jsonl'));
    const { centre } = await rig.startNode({ databaseUrl: server.href });
    await centre.stop();
    expect(await nameThere(server.href)).toEqual([]);
  });

  it('is not put back past a register that cannot be read', async () => {
    await writeFile(file('bad.jsonl'), `${await readFile(file('erasures.jsonl'), 'utf8')}{"id":\n`);
    await expect(loadRegister(file('bad.jsonl'))).rejects.toMatchObject({ code: 'erasures.bad-file' });
    await expect(putBack(rig.databaseUrl, file('none.jsonl'))).rejects.toMatchObject({
      code: 'erasures.bad-file',
    });
  });
});
