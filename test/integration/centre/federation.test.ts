import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allTenants } from '#server/auth/all-tenants.ts';
import { federate } from '#server/features/offerings/federate.ts';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import { offeringChange, providerChange, providerContactChange } from '#shared/features/offerings/change.ts';
import { offeringPut, providerContactPut, providerPut } from '#shared/features/offerings/commands.ts';
import { staffPutEntry } from '#shared/features/staff/entry.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

let rig: Rig;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  rig = await startRig();
  pool = createPool(rig.databaseUrl, () => undefined);
});
afterAll(async () => {
  await pool?.end();
  await rig?.stop();
});

const { commands } = createRegistry(serverFeatures);
const [PROVIDER, OFFERING] = [newId(), newId()];
const facts = {
  description: 'Begleitet zum Arzt',
  openingHours: 'Mo–Fr 7–18 Uhr',
  reachability: '0221 4710 320',
  costs: '12 € je Fahrt',
  place: 'Kirchgasse 3, Ahrenfeld',
};

async function send(user: TestUser, ...work: readonly { name: string; args: unknown }[]): Promise<TestDesk> {
  const desk = await rig.desk(user);
  if (work.length > 0) await desk.push(...work.map(({ name, args }) => desk.command(name, args)));
  await desk.pull();
  return desk;
}
/** One round of one node. */
async function round(): Promise<ReadonlyMap<string, number>> {
  const store = createStore(pool);
  return federate(await allTenants(store), { store, commands, newId, now: Date.now() });
}
const put = (command: { readonly name: string }, args: object) => ({ name: command.name, args });
const provider = (listed = true) =>
  put(providerPut, { id: PROVIDER, ...facts, name: 'Fahrdienst Ahrenfeld', directions: 'Bus 12', listed });

describe('the federation’s directory', () => {
  it('is readable in every tenant with whom to ask; of customers nothing crosses; changes and withdrawals follow', async () => {
    // Olga’s house publishes; Nadine’s reads.
    const contact = { id: newId(), providerId: PROVIDER, offeringId: null, staffId: rig.olga.userId };
    await send(
      rig.olga,
      put(partyCreate, person('Hedwig Paulsen')),
      provider(),
      put(offeringPut, {
        id: OFFERING,
        providerId: PROVIDER,
        ...facts,
        name: 'Fahrt zum Arzt',
        listed: true,
      }),
      put(providerContactPut, { ...contact, job: 'Einsatzleitung', listed: true }),
    );
    await Promise.all([round(), round()]);
    expect((await round()).size).toBe(0);

    const nadine = await send(rig.nadine);
    const origin = { origin: 'fremd', origin_name: 'Vitalwerk GmbH' };
    expect(nadine.rows.get(`provider/${PROVIDER}`)).toMatchObject({
      ...origin,
      name: 'Fahrdienst Ahrenfeld',
    });
    expect(nadine.rows.get(`offering/${OFFERING}`)).toMatchObject({ ...origin, costs: '12 € je Fahrt' });
    expect(nadine.rows.get(`federation_person/${rig.olga.userId}`)).toMatchObject({
      name: 'Olga Stern',
      job: '',
    });
    expect([...nadine.rows.keys()].filter((key) => /^(?:party|contact_point)\//.test(key))).toEqual([]);
    expect(JSON.stringify([...nadine.rows.values()])).not.toContain('Paulsen');
    // A foreign person is nobody of this house: not among its staff, not on its extensions.
    expect(nadine.rows.has(`staff/${rig.olga.userId}`)).toBe(false);

    const olga = await send(rig.olga);
    const base = olga.base('offering', OFFERING, 'listed');
    const withdrawn = { id: OFFERING, providerId: PROVIDER, ...facts, name: 'Fahrt zum Arzt', listed: false };
    await olga.push(olga.command(offeringPut.name, withdrawn, base));
    expect((await round()).size).toBe(1);
    await nadine.pull();
    expect(nadine.rows.get(`offering/${OFFERING}`)).toMatchObject({ listed: false, name: 'Fahrt zum Arzt' });
    expect(nadine.rows.get(`provider/${PROVIDER}`)).toMatchObject({ listed: true });
  });

  it('has all who work there, contact or not; what is changed in their book is changed in the others’', async () => {
    const entry = { job: 'Leitung', responsibilities: 'Fahrdienst', phone: '0221 4710 921' };
    const birgit = await send(rig.birgit, put(staffPutEntry, { id: rig.nadine.userId, ...entry }));
    expect([...birgit.outcomes.values()]).toMatchObject([{ outcome: 'applied' }]);
    await round();
    const olga = await send(rig.olga);
    expect(olga.rows.get(`federation_person/${rig.nadine.userId}`)).toMatchObject({ listed: true, ...entry });
    const moved = { id: rig.nadine.userId, phone: '0221 4710 922' };
    await birgit.push(
      birgit.command(staffPutEntry.name, moved, birgit.base('staff_entry', moved.id, 'phone')),
    );
    await round();
    await olga.pull();
    expect(olga.rows.get(`federation_person/${rig.nadine.userId}`)).toMatchObject({ phone: '0221 4710 922' });
    expect([...olga.rows.keys()].filter((key) => key.startsWith('staff_photo/'))).toEqual([]);
    // An agent keeps nothing of it.
    const nadine = await send(rig.nadine, put(staffPutEntry, { id: rig.nadine.userId, job: 'Chefin' }));
    expect([...nadine.outcomes.values()]).toMatchObject([
      { outcome: 'rejected', detail: 'staff.not-allowed' },
    ]);
    expect((await round()).size).toBe(0);
  });

  it('is changed at home alone: what another house sends is refused there, and by its own stewards, too', async () => {
    const birgit = await send(rig.birgit, provider(false));
    expect([...birgit.outcomes.values()]).toMatchObject([
      { outcome: 'rejected', detail: 'directory.elsewhere' },
    ]);
    expect((await round()).size).toBe(0);
  });

  it('takes two changes of different fields at once, and of one field keeps the first and tells of the second', async () => {
    const [olga, other] = [await send(rig.olga), await send(rig.olga)];
    const seen = (field: string) => olga.base('provider', PROVIDER, field);
    await olga.push(olga.command(providerChange.name, { id: PROVIDER, costs: '14 €' }, seen('costs')));
    await other.push(
      other.command(providerChange.name, { id: PROVIDER, place: 'Hauptstraße 1' }, seen('place')),
      other.command(providerChange.name, { id: PROVIDER, costs: '13 €' }, seen('costs')),
    );
    await other.pull();
    expect([...other.outcomes.values()].map(({ outcome }) => outcome)).toEqual(['applied', 'conflict']);
    await round();
    const nadine = await send(rig.nadine);
    expect(nadine.rows.get(`provider/${PROVIDER}`)).toMatchObject({ costs: '14 €', place: 'Hauptstraße 1' });
  });

  it('is refused to agents, and to everybody for entries of another house, whatever the desk let through', async () => {
    const change = (listed: boolean) => [
      put(providerChange, { id: PROVIDER, listed }),
      put(offeringChange, { id: OFFERING, listed }),
    ];
    const details = ({ outcomes }: TestDesk) => [...outcomes.values()].map(({ detail }) => detail);
    const nadine = await send(
      rig.nadine,
      ...change(false),
      put(providerContactChange, { id: newId(), listed: false }),
    );
    expect(details(nadine)).toEqual(Array(3).fill('directory.not-allowed'));
    const contact = { id: newId(), providerId: PROVIDER, offeringId: null, staffId: rig.birgit.userId };
    const birgit = await send(
      rig.birgit,
      ...change(false),
      put(providerContactPut, { ...contact, job: 'Leitung', listed: true }),
    );
    expect(details(birgit)).toEqual(['directory.elsewhere', 'directory.elsewhere', 'provider.gone']);
    expect((await round()).size).toBe(0);
  });
});
