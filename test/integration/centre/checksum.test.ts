import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SyncNet } from '#main/sync/net.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { DeskHome, SyncedDesk } from '#test/support/bootstrap-desk.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

let rig: Rig;
let writer: TestDesk;
const homes: DeskHome[] = [];
const open: SyncedDesk[] = [];

beforeAll(async () => {
  rig = await startRig();
  writer = await rig.desk(rig.nadine);
  for (let round = 0; round < 3; round++) {
    await writer.push(
      ...Array.from({ length: 50 }, (_, index) => {
        const digits = `4962199${String(100_000 + round * 50 + index)}`;
        const contacts = [{ id: newId(), kind: 'phone', label: 'Büro 😀', raw: digits, digits, stem: null }];
        return writer.command('party.create', { ...person(`Prüfling ß🙂 ${index}`), contacts });
      }),
    );
  }
});
afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
  for (const home of homes.splice(0)) home.remove();
});
afterAll(() => rig?.stop());

async function desk(through?: (net: SyncNet) => SyncNet): Promise<SyncedDesk> {
  const { session } = await rig.desk(rig.mehmet);
  const home = deskHome();
  homes.push(home);
  const opened = openSyncedDesk({ url: rig.url, session, home, ...(through && { through }) });
  open.push(opened);
  return opened;
}

async function checked(one: SyncedDesk): Promise<unknown> {
  const before = one.check.last()?.at;
  one.check.demand();
  await one.sync();
  await vi.waitFor(() => expect(one.check.last()?.at).not.toBe(before), { timeout: 30_000, interval: 5 });
  const { repaired, differing } = one.check.last() ?? {};
  expect(one.engine.status().checked).toMatchObject({ repaired, differing });
  return { repaired, differing };
}

const counted = (net: SyncNet, fetched: string[]): SyncNet => {
  const { checks } = net;
  if (!checks) throw new Error('no checks');
  return {
    ...net,
    checks: {
      sums: (request, signal) => checks.sums(request, signal),
      range(request, signal) {
        fetched.push(`${request.tbl} ${request.index}`);
        return checks.range(request, signal);
      },
    },
  };
};

/** As a fault of the desk's would: past everything that keeps rows right. */
const spoil = ({ replica }: SyncedDesk, sql: string): void => {
  replica.transact(({ db }) => db.exec(sql));
};

describe('comparing a replica with the centre', () => {
  it('finds nothing where all is well, whatever is in the texts', async () => {
    const fetched: string[] = [];
    const one = await desk((net) => counted(net, fetched));
    await one.sync();
    expect(await checked(one)).toEqual({ repaired: 0, differing: 0 });
    expect(fetched).toEqual([]);
  });

  it('F15 a row that is missing, altered or older is put right by its range alone, and that is the end of it', async () => {
    const fetched: string[] = [];
    const one = await desk((net) => counted(net, fetched));
    await one.sync();
    const all = (): readonly unknown[] => one.rows('SELECT * FROM party ORDER BY id');
    const contacts = (): readonly unknown[] => one.rows('SELECT * FROM contact_point ORDER BY id');
    const before = [all(), contacts(), one.rows('SELECT * FROM phone ORDER BY digits, contact_id')];
    for (const sql of [
      'DELETE FROM party WHERE rowid = 5',
      "UPDATE party SET note = 'ein Wort zu viel' WHERE rowid = 6",
      'UPDATE contact_point SET ver = ver - 1, digits = NULL WHERE rowid = 7',
    ])
      spoil(one, sql);
    expect(all()).not.toEqual(before[0]);
    fetched.length = 0;
    expect(await checked(one)).toEqual({ repaired: 2, differing: 0 });
    expect(fetched.toSorted()).toEqual(['contact_point 0', 'party 0']);
    expect([all(), contacts(), one.rows('SELECT * FROM phone ORDER BY digits, contact_id')]).toEqual(before);
    expect(one.rows("SELECT count(*) AS n FROM party_search WHERE party_search MATCH 'Prüfling'")).toEqual([
      { n: 150 },
    ]);
    expect(one.log.lines.filter((line) => line.includes('rows were other'))).toHaveLength(2);
    fetched.length = 0;
    expect(await checked(one)).toEqual({ repaired: 0, differing: 0 });
    expect(fetched).toEqual([]);
  });

  it('F15 F16 a difference that cannot be put right is told, and fetched once a check', async () => {
    const fetched: string[] = [];
    const one = await desk((net) => {
      const inner = counted(net, fetched);
      const { checks } = inner;
      if (!checks) throw new Error('no checks');
      return {
        ...inner,
        checks: {
          ...checks,
          // A centre that adds up otherwise than it sends.
          async sums(request, signal) {
            const reply = await checks.sums(request, signal);
            if (reply.kind === 'moved') return reply;
            const [first, ...others] = reply.sums;
            return { ...reply, sums: first ? [{ ...first, content: first.content + 1 }, ...others] : [] };
          },
        },
      };
    });
    await one.sync();
    fetched.length = 0;
    expect(await checked(one)).toEqual({ repaired: 0, differing: 1 });
    expect(fetched).toHaveLength(1);
    await one.sync();
    expect(fetched).toHaveLength(1);
  });

  it('waits while work is pending or the centre has gone on', async () => {
    const { session } = writer;
    await writer.pull();
    const place = { epoch: writer.position.epoch ?? '', cursor: 1, size: 1024, scopes: [session.scopeId] };
    const answer = await writer.post('/api/sync/checksum', { ...place, tables: ['party'] });
    expect(answer.body).toEqual({ kind: 'moved' });
  });
});
