import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '#server/auth/audit.ts';
import { CENTRE_ACTOR } from '#shared/access/access.ts';
import { blockChange, blockSet } from '#shared/features/blocks/commands.ts';
import { blockStateOn, blockTable } from '#shared/features/blocks/model.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Base } from '#shared/sync/protocol.ts';
import { endBlocks } from '#server/features/blocks/end-blocks.ts';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { eventually } from '#test/e2e/eventually.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/** The centre's clock, ms; two nodes go by it. */
let now = Date.UTC(2026, 2, 31, 20);
let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ clock: { now: () => now } });
});
afterAll(() => rig?.stop());

const terms = { kind: 'house-rules', note: '', since: '2026-01-10', until: '2026-03-31' } as const;
const { commands } = createRegistry(serverFeatures);
/** One node's round in this tenant, and what it wrote. */
const round = () => rig.centre.admin.inTenant('kv', (tx) => endBlocks(tx, { commands, newId, now }));
const ended = () =>
  rig.centre.admin.inTenant('kv', async (tx) =>
    (await readAudit(tx, { limit: 50 })).filter(({ what }) => what === 'block.ended'),
  );

async function send(...work: readonly { name: string; args: unknown; base?: Base }[]): Promise<TestDesk> {
  const desk = await rig.desk(rig.birgit);
  if (work.length > 0) await desk.push(...work.map(({ name, args, base }) => desk.command(name, args, base)));
  await desk.pull();
  return desk;
}

describe('a block whose last day has passed', () => {
  it('is written down once by the centre, on whichever node, by the clock of the tenant; prolonged it goes on', async () => {
    const [partyId, id] = [newId(), newId()];
    await send(
      { name: partyCreate.name, args: person('Kevin Roth', partyId) },
      { name: blockSet.name, args: { id, partyId, ...terms } },
    );
    // 31.03., 23:30 in Berlin.
    now = Date.UTC(2026, 2, 31, 21, 30);
    expect(await round()).toBeUndefined();

    // 01.04., half an hour later: two nodes come up at once and each goes its round.
    now = Date.UTC(2026, 2, 31, 22);
    await Promise.all([rig.startNode(), rig.startNode()]);
    await eventually(async () => (await ended()).length).toBe(1);
    expect(await round()).toBeUndefined();
    expect(await ended()).toMatchObject([{ actor: CENTRE_ACTOR, subject: id }]);
    const history = await rig.centre.admin.inTenant('kv', (tx) =>
      tx.query<{ field: string; new: unknown; actor: string }>(
        `SELECT field, new, actor FROM field_history WHERE tenant_id = $1 AND tbl = $2 AND pk = $3 AND field <> '*'`,
        [tx.tenantId, blockTable.name, id],
      ),
    );
    expect(history).toEqual([{ field: 'ended_with', new: '2026-03-31', actor: CENTRE_ACTOR }]);

    const desk = await send();
    const row = desk.rows.get(`block/${id}`) as unknown as Row<typeof blockTable>;
    expect(row).toMatchObject({ ended_with: '2026-03-31', lifted_at: null });
    // The desk had known by itself.
    expect(blockStateOn({ ...row, liftedAt: row.lifted_at }, '2026-04-01')).toBe('over');

    const base = desk.base('block', id, 'kind', 'note', 'since', 'until');
    await send({ name: blockChange.name, args: { id, ...terms, until: '2026-06-30' }, base });
    expect(await round()).toBeUndefined();
    now = Date.UTC(2026, 6, 1);
    expect(await round()).toBeGreaterThan(0);
    expect(await ended()).toHaveLength(2);
  });
});
