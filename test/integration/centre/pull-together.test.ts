import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import type { Principal } from '#server/auth/principal.ts';
import { membershipTables } from '#server/auth/groups.ts';
import { findPrincipals, revokeDevicesOf } from '#server/auth/sessions.ts';
import { parseToken } from '#server/auth/token.ts';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import type { Store } from '#server/store/store.ts';
import { createPull, pull } from '#server/sync/pull.ts';
import type { PullDeps } from '#server/sync/pull.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { ALL_TABLES, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Pulls of many desks are read from one snapshot. Each reply must be the one that its desk would have got alone. */

const NORTH = 'scope-north';
const memberships = membershipTables(createRegistry(serverFeatures).tables.values());
const HEALTH = 'Hausnotruf wegen Epilepsie';
let rig: Rig;
let store: Store;
let endStore: () => Promise<void>;
let deps: PullDeps;
let home: string;
/** Writes in both branches, and sees everything. */
let birgit: TestDesk;

const decide = (name: string, value: unknown): Promise<string> =>
  operate(rig, authCommands, 'tenant setting', { tenant: 'kv', name, value: JSON.stringify(value) });
const create = async (name: string, note = ''): Promise<string> => {
  const id = newId();
  await birgit.push(birgit.command('party.create', { ...person(name, id), note }));
  return id;
};

beforeAll(async () => {
  rig = await startRig();
  birgit = await rig.desk(rig.birgit);
  home = birgit.session.scopeId;
  await rig.centre.admin.setScopes('kv', rig.birgit.userId, [home, NORTH]);
  const pool = createPool(rig.databaseUrl, () => undefined);
  endStore = () => pool.end();
  store = createStore(pool);
  const { tables } = createRegistry(serverFeatures);
  deps = { store, tables, clock: rig.clock, limits: { rows: 50, bytes: 100_000 }, minSchema: 1 };
});
afterAll(async () => {
  await endStore?.();
  await rig?.stop();
});

/** What the hook before every request finds; undefined: the session is over. */
async function whoIs(token: string): Promise<Principal | undefined> {
  const key = parseToken(token);
  if (!key) return undefined;
  const [found] = await store.withTenant(key.tenantId, (tx) =>
    findPrincipals(tx, [key], { now: rig.clock.now(), memberships }),
  );
  return typeof found === 'object' ? found : undefined;
}

function requestOf(desk: TestDesk, more: Partial<PullRequest> = {}): PullRequest {
  const { cursor, epoch } = desk.position;
  return { client: desk.client, epoch, cursor, schema: WIRE_SCHEMA, tables: ALL_TABLES, ...more };
}

async function principal(desk: TestDesk): Promise<Principal> {
  const found = await whoIs(desk.session.token);
  if (!found) throw new Error('not signed in');
  return found;
}

describe('pulls answered together', () => {
  it('are each answered as alone: other places, scopes, rights, tables, files, and too far behind', async () => {
    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home, NORTH]);
    const desks = [
      ...(await Promise.all([rig.nadine, rig.mehmet, rig.birgit].map((who) => rig.desk(who)))),
      ...(await Promise.all([rig.nadine, rig.mehmet].map((who) => rig.desk(who)))),
    ];
    for (const desk of desks) await desk.pull();
    await create('Erste');
    await desks[1]?.pull();
    await create('Zweite', HEALTH);
    await decide('sees', { health: ['lead'] });
    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home]);
    const [writer] = desks;
    await writer?.push(writer.command('party.rename', { id: newId(), name: 'Niemand', sortName: 'N' }));

    const askings: { readonly principal: Principal; readonly request: PullRequest }[] = [];
    for (const desk of desks) {
      const who = await principal(desk);
      const fed = { ver: 1, scopes: [home, NORTH] };
      askings.push(
        { principal: who, request: requestOf(desk) },
        { principal: who, request: requestOf(desk, { client: newId(), fed, tables: ['party'] }) },
        { principal: who, request: requestOf(desk, { client: newId(), cursor: 0, epoch: null }) },
        { principal: who, request: requestOf(desk, { epoch: 'another' }) },
        { principal: who, request: requestOf(desk, { client: desks[2]?.client ?? '' }) },
        { principal: who, request: requestOf(desk, { schema: 0 }) },
      );
    }
    const told = (error: unknown): string => (error instanceof AppError ? error.code : String(error));
    // Before and after: to ask twice changes nothing but what is noted of the client.
    const alone = async (): Promise<readonly unknown[]> => {
      const replies = [];
      for (const { principal: who, request } of askings)
        replies.push(await pull(who, request, deps).catch(told));
      return replies;
    };
    await alone();
    const before = await alone();
    const together = createPull(deps);
    const replies = await Promise.all(
      askings.map(({ principal: who, request }) => together(who, request).catch(told)),
    );
    expect(replies).toEqual(before);
    expect(await alone()).toEqual(before);
    const kinds = new Set(replies.map((reply) => (typeof reply === 'object' ? reply.kind : reply)));
    expect(kinds).toEqual(new Set(['page', 'reset', 'upgrade', 'sync.foreign-client']));
    expect(JSON.stringify(replies[0])).not.toContain(HEALTH);
    await decide('sees', {});
  });

  it('take one snapshot and one note, however many they are', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.pull();
    await create('Für alle');
    const who = await principal(desk);
    const count = { snapshots: 0, notes: 0 };
    const counting: Store = {
      ...store,
      withSnapshot: (tenantId, work) => (count.snapshots++, store.withSnapshot(tenantId, work)),
      withTenant: (tenantId, work) => (count.notes++, store.withTenant(tenantId, work)),
    };
    const together = createPull({ ...deps, store: counting });
    const fed = { ver: 0, scopes: who.scopeIds.slice() };
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => together(who, requestOf(desk, { client: newId(), fed }))),
    );
    expect(count).toEqual({ snapshots: 1, notes: 1 });
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]).toMatchObject({ kind: 'page', complete: true, rows: [{ tbl: 'party' }] });
  });

  it('do not suffer from one that the database refuses', async () => {
    const desk = await rig.desk(rig.nadine);
    await desk.pull();
    const who = await principal(desk);
    const together = createPull(deps);
    const [bad, good] = await Promise.allSettled([
      together(who, requestOf(desk, { client: 'nul\0' })),
      together(who, requestOf(desk)),
    ]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });
});

/** How a node answers: who asks is looked up, then the page is read. */
interface Way {
  find(token: string): Promise<Principal | undefined>;
  pull(who: Principal, request: PullRequest): Promise<PullReply>;
}

const honest = (): Way => ({ find: whoIs, pull: createPull(deps) });

/** A planted bug: who somebody is, is remembered for a while. */
function remembersPeople(): Way {
  const known = new Map<string, Promise<Principal | undefined>>();
  return {
    ...honest(),
    find(token) {
      const found = known.get(token) ?? whoIs(token);
      known.set(token, found);
      return found;
    },
  };
}

/** A planted bug: desks at the same place get the same page, whoever they are. */
function sharesPages(): Way {
  const way = honest();
  const made = new Map<string, Promise<PullReply>>();
  return {
    ...way,
    pull(who, request) {
      const key = `${request.cursor}`;
      const page = made.get(key) ?? way.pull(who, request);
      made.set(key, page);
      return page;
    },
  };
}

/** What reaches somebody from whom it was taken a moment before, while a colleague pulls without a pause. */
async function leaks(way: Way): Promise<readonly string[]> {
  const found: string[] = [];
  const colleague = await rig.desk(rig.birgit);
  await colleague.pull();
  const ask = async (desk: TestDesk): Promise<string> => {
    const who = await way.find(desk.session.token);
    return who ? JSON.stringify(await way.pull(who, requestOf(desk))) : '';
  };
  const during = async (what: string, secret: string, desk: TestDesk, take: () => Promise<unknown>) => {
    await desk.pull();
    await colleague.pull();
    await way.find(desk.session.token);
    await take();
    const others = Array.from({ length: 20 }, () => ask(colleague));
    const replies = await Promise.all([ask(desk), ask(desk)]);
    expect(await Promise.all(others)).toEqual(others.map(() => expect.stringContaining(secret)));
    if (replies.some((reply) => reply.includes(secret))) found.push(what);
  };

  const health = `Epilepsie ${newId()}`;
  await during('narrowed grant', health, await rig.desk(rig.nadine), async () => {
    await decide('sees', { health: ['lead'] });
    await create('Verschwiegen', health);
  });
  await decide('sees', {});

  const north = `Nord ${newId()}`;
  await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home, NORTH]);
  await during('moved scope', north, await rig.desk(rig.mehmet), async () => {
    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home]);
    const id = await create(north);
    await runOn(rig.databaseUrl, `UPDATE party SET scope_id = '${NORTH}' WHERE id = '${id}'`);
    await runOn(rig.databaseUrl, `UPDATE change_log SET scope_after = '${NORTH}' WHERE pk = '${id}'`);
  });
  await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home]);

  const later = `Später ${newId()}`;
  await during('revoked device', later, await rig.desk(rig.nadine), async () => {
    await store.withTenant(birgit.session.tenantId, (tx) =>
      revokeDevicesOf(tx, rig.nadine.userId, { now: rig.clock.now() }),
    );
    await create(later);
  });
  return found;
}

describe('what is taken from somebody', () => {
  it('does not reach them any more with the very next pull, whatever others are told meanwhile', async () => {
    expect(await leaks(honest())).toEqual([]);
  });

  it('would be seen to reach them if people were remembered', async () => {
    expect(await leaks(remembersPeople())).toEqual(['narrowed grant', 'moved scope', 'revoked device']);
  });

  it('would be seen to reach them if pages were shared by place alone', async () => {
    const found = await leaks(sharesPages());
    expect(found).toContain('narrowed grant');
    expect(found).toContain('moved scope');
  });

  it('is not told by ranges or their sums either: who does not see everything is told to pull', async () => {
    const desk = await rig.desk(rig.nadine);
    await create('Geprüft', HEALTH);
    await desk.pull();
    const { epoch, cursor } = desk.position;
    const asked = { epoch, cursor, scopes: [home], size: 1_000_000 };
    const range = (): Promise<unknown> =>
      desk.post(paths.range, { ...asked, tbl: 'party', index: 0 }).then(({ body }) => body);
    expect(JSON.stringify(await range())).toContain(HEALTH);
    await decide('sees', { health: ['lead'] });
    expect(await range()).toEqual({ kind: 'moved' });
    const sums = await desk.post(paths.checksum, { ...asked, tables: ['party'] });
    expect(sums.body).toEqual({ kind: 'moved' });
    await decide('sees', {});
  });
});
