import { afterAll, beforeAll, expect, it } from 'vitest';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { contactAdd } from '#shared/features/parties/contact-commands.ts';
import { partyRestrict, partyUnrestrict } from '#shared/features/person-rights/restrict.ts';
import { runOn } from '#test/support/postgres.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Restrictions of the time before what is only kept had a scope of its own: their rows lie where agents have them. */

const DIGITS = '4922190009533';
const [ottilie, frank, lifted] = [newId(), newId(), newId()];
const standing = newId();

let rig: Rig;
let birgit: TestDesk;

const TABLES = ['party', 'contact_point', 'interaction'];
const scopesOf = async (party: string): Promise<readonly boolean[]> => {
  const found = await Promise.all(
    TABLES.map((table) =>
      runOn<{ kept: boolean }>(
        rig.databaseUrl,
        `SELECT scope_id LIKE '%/kept' AS kept FROM ${table} WHERE ${table === 'party' ? 'id' : 'party_id'} = $1`,
        [party],
      ),
    ),
  );
  return found.flat().map(({ kept }) => kept);
};
const verOf = async (): Promise<unknown> =>
  runOn(rig.databaseUrl, 'SELECT ver FROM tenant_clock ORDER BY tenant_id', []);

async function make(party: string, name: string): Promise<void> {
  await birgit.push(
    birgit.command(partyCreate.name, person(name, party)),
    birgit.command(contactAdd.name, {
      partyId: party,
      contact: { id: newId(), kind: 'phone', label: '', raw: `+${DIGITS}`, digits: DIGITS, stem: null },
    }),
    birgit.command(interactionRecord.name, {
      ...{ id: newId(), type: 'note', direction: 'none', partyId: party, occurredAt: 500, outcome: null },
      body: 'fragt nach dem Pflegegrad',
    }),
  );
  await birgit.pull();
}

beforeAll(async () => {
  rig = await startRig();
  birgit = await rig.desk(rig.birgit);
  await make(ottilie, 'Ottilie Quappendorf');
  await make(frank, 'Frank Brandt');
  await make(lifted, 'Ilse Kessler');
  const over = newId();
  const because = { reason: 'kept-by-law', until: null } as const;
  await birgit.push(
    birgit.command(partyRestrict.name, { id: standing, partyId: ottilie, ...because }),
    birgit.command(partyRestrict.name, { id: over, partyId: lifted, ...because }),
  );
  await birgit.pull();
  const seen = birgit.base('party_restriction', over, 'numbers', 'lifted_by', 'lifted_at');
  await birgit.push(birgit.command(partyUnrestrict.name, { id: over }, seen));
  await birgit.pull();
  expect([...birgit.outcomes.values()].filter(({ outcome }) => outcome !== 'applied')).toEqual([]);
  expect(await scopesOf(ottilie)).toEqual([true, true, true]);
  // As it was then.
  for (const table of TABLES)
    await runOn(rig.databaseUrl, `UPDATE ${table} SET scope_id = replace(scope_id, '/kept', '')`, []);
  await runOn(rig.databaseUrl, `UPDATE party_restriction SET numbers = '[]'`, []);
});
afterAll(() => rig?.stop());

it('are carried out when a node starts, and reach no agent any more; what was lifted stays', async () => {
  const before = await rig.desk(rig.nadine);
  await before.pull();
  expect(before.rows.get(`party/${ottilie}`)).toMatchObject({ name: 'Ottilie Quappendorf' });

  const node = await rig.startNode();
  expect(await scopesOf(ottilie)).toEqual([true, true, true]);
  for (const other of [frank, lifted]) expect(await scopesOf(other)).toEqual([false, false, false]);
  await before.pull();
  const fresh = await rig.desk(rig.nadine, node);
  await fresh.pull();
  for (const desk of [before, fresh]) {
    expect(desk.rows.has(`party/${ottilie}`)).toBe(false);
    expect(JSON.stringify([...desk.rows.values()])).not.toMatch(/Quappendorf/);
    expect(desk.rows.get(`party/${frank}`)).toMatchObject({ name: 'Frank Brandt' });
    expect(desk.rows.get(`party_restriction/${standing}`)).toMatchObject({
      ...{ party_id: ottilie, numbers: [DIGITS], set_by: rig.birgit.userId, lifted_at: null },
    });
  }
});

it('are carried out once, and by the centre alone', async () => {
  const ver = await verOf();
  await rig.startNode();
  expect(await verOf()).toEqual(ver);
  await birgit.push(birgit.command('restriction.carry-out', { id: standing }));
  await birgit.pull();
  expect([...birgit.outcomes.values()].at(-1)).toMatchObject({ outcome: 'rejected' });
});
