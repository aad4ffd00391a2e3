import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoData } from '#demo/data/demo-data.ts';
import { staffCommands } from '#demo/data/staff.ts';
import type { Tx } from '#server/store/store.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId } from './test-desk.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

const TABLES = ['party', 'contact_point', 'affiliation', 'interaction', 'ticket', 'task', 'link', 'callback'];
const NOW = Date.UTC(2026, 10, 23, 8);
const [DATA] = demoData({ seed: 1, now: NOW, parties: 60 });
if (!DATA) throw new Error('no demo data');
const commands = [...staffCommands(DATA.staff), ...DATA.commands].map(({ name, args, at = NOW }) => ({
  name,
  args,
  at,
}));

/** What a tenant holds, without what names the execution itself. */
async function contentsOf(tx: Tx): Promise<unknown> {
  const without = (rows: readonly object[], ...names: string[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
  const contents: Record<string, unknown> = {};
  for (const table of TABLES)
    contents[table] = without(
      await tx.query<object>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY id`, [tx.tenantId]),
      'tenant_id',
    );
  const log = (table: string, order: string) =>
    tx.query<object>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY ${order}`, [tx.tenantId]);
  contents['log'] = without(await log('change_log', 'ver'), 'tenant_id');
  contents['history'] = without(await log('field_history', 'ver, seq'), 'tenant_id', 'client', 'decided_at');
  contents['results'] = without(await log('mutation_result', 'mid'), 'tenant_id', 'client', 'decided_at');
  contents['clock'] = without(await log('tenant_clock', 'ver'), 'tenant_id', 'epoch');
  return contents;
}

async function filled(how: 'execute' | 'load', scopeId: string): Promise<string> {
  const slug = `bulk-${how}`;
  await rig.centre.admin.createTenant({ slug, name: how, scopeId });
  await rig.centre.admin[how]({ tenant: slug, userId: 'somebody' }, commands);
  return slug;
}

describe('commands in bulk', () => {
  it('leave the same rows, log, history and results as one by one', async () => {
    const scopeId = newId();
    const [one, other] = [await filled('execute', scopeId), await filled('load', scopeId)];
    const expected = await rig.centre.admin.inTenant(one, contentsOf);
    expect(await rig.centre.admin.inTenant(other, contentsOf)).toEqual(expected);
    expect(JSON.stringify(expected)).toContain('26-004711-9');
  });

  it('build on rows that are there, and change them', async () => {
    const slug = 'bulk-later';
    const { admin } = rig.centre;
    await admin.createTenant({ slug, name: slug });
    await admin.load({ tenant: slug, userId: 'somebody' }, commands);
    const [party] = await admin.inTenant(slug, (tx) =>
      tx.query<{ id: string; name: string }>(
        `SELECT id, name FROM party WHERE tenant_id = $1 AND name = 'Erika Brandt'`,
        [tx.tenantId],
      ),
    );
    const id = party?.id ?? '';
    await admin.load({ tenant: slug, userId: 'somebody' }, [
      { name: 'party.edit', args: { id, patch: { city: 'Weidenau' } } },
      { name: 'party.edit', args: { id, patch: { name: 'Erika Brand' } } },
    ]);
    const after = await admin.inTenant(slug, (tx) =>
      tx.query<object>('SELECT name, city FROM party WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]),
    );
    expect(after).toEqual([{ name: 'Erika Brand', city: 'Weidenau' }]);
  });

  it('are all of them or none: a refusal, and an id that is taken', async () => {
    const slug = 'bulk-none';
    const { admin } = rig.centre;
    await admin.createTenant({ slug, name: slug });
    const [first] = commands;
    if (!first) throw new Error('no command');
    const taken = { ...first, args: { ...(first.args as object), name: 'Jemand anderes' } };
    const load = (more: (typeof commands)[number]) =>
      admin.load({ tenant: slug, userId: 'somebody' }, [first, more]);
    await expect(load({ name: 'task.complete', args: { id: newId() }, at: first.at })).rejects.toMatchObject({
      code: 'task.gone',
    });
    await expect(load(taken)).rejects.toMatchObject({ code: 'row.exists' });
    const left = await admin.inTenant(slug, (tx) =>
      tx.query<object>('SELECT 1 FROM party WHERE tenant_id = $1', [tx.tenantId]),
    );
    expect(left).toEqual([]);
  });
});
