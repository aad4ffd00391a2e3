import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/kernel/app-error.ts';
import { createFakeCentre } from '#test/support/fake-centre.ts';
import type { FakeCentreOptions } from '#test/support/fake-centre.ts';
import { createFakeNet } from '#test/support/fake-net.ts';
import { createMemoryDesk } from '#test/support/memory-replica.ts';
import { centreRegistry, nadine } from '#test/support/notebook.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { createVirtualTime } from '#test/support/virtual-time.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { createSyncEngine } from './engine.ts';
import type { SyncEngine } from './engine.ts';
import { CentreError } from './faults.ts';

const running: SyncEngine[] = [];
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop();
});

function setUp(options: Partial<FakeCentreOptions> = {}) {
  const centre = createFakeCentre({ registry: centreRegistry, actor: nadine, pageRows: 3, ...options });
  const desk = createMemoryDesk();
  const net = createFakeNet(centre);
  const time = createVirtualTime();
  const engine = createSyncEngine({
    ...desk,
    clock: time,
    delay: time.delay,
    random: () => 1,
    log: createRecordedLog(),
  });
  running.push(engine);
  const states: string[] = [];
  engine.onStatus(({ state }) => {
    if (states.at(-1) !== state) states.push(state);
  });
  const link = { net, owner: { tenantId: nadine.tenantId, userId: nadine.userId } };
  const stroke = (id: string) => desk.runner.run('stroke.add', { id, noteId: 'n1', by: 'me' });
  /** The link has done what there was to do, and sleeps. */
  const rests = (ms: number) => vi.waitFor(() => expect(time.sleepers()).toEqual([ms]), { interval: 1 });
  const start = async () => {
    await engine.start();
    await engine.connect(link);
  };
  return { centre, desk, net, time, engine, states, link, stroke, rests, start };
}

/** A command of another desk. */
const otherStroke = (id: string) => ({
  ...{ mid: 1, name: 'stroke.add', args: { id, noteId: 'n1', by: 'other' }, base: [], at: 0, schema: 1 },
});

const offline = new AppError('centre.offline', 'connect ECONNREFUSED');

describe('the engine', () => {
  it('sends what was written while nobody was signed in, and is online', async () => {
    const { centre, desk, net, engine, states, stroke, rests, start } = setUp();
    stroke('s1');
    stroke('s2');
    expect(engine.status()).toEqual({ state: 'signed-out', asOf: null, pending: 2, rejected: 0 });
    await start();
    await rests(5_000);
    expect(states).toEqual(['connecting', 'online']);
    // It looks before it leaps: the numbering might not be this file's own.
    expect(net.calls).toEqual(['pull 0', 'push 1,2', 'pull 0']);
    expect(centre.rows().map(([key]) => key)).toEqual(['stroke/s1', 'stroke/s2']);
    expect(engine.status()).toEqual({ state: 'online', asOf: 0, pending: 0, rejected: 0 });
    expect(desk.rows('SELECT id, ver FROM stroke ORDER BY id')).toEqual([
      { id: 's1', ver: 1 },
      { id: 's2', ver: 2 },
    ]);
  });

  it('wakes for a new command, a hint that is news, and the poll – not for an old hint', async () => {
    const { centre, net, time, stroke, rests, start } = setUp();
    await start();
    await rests(5_000);
    net.hintsConnected(true);
    await rests(30_000);
    let seen = net.calls.length;
    const fresh = () => net.calls.slice(seen);

    stroke('s1');
    await vi.waitFor(() => expect(fresh()).toEqual(['push 1', 'pull 0']));
    await rests(30_000);
    seen = net.calls.length;
    net.hint(centre.ver);
    stroke('s2');
    await vi.waitFor(() => expect(fresh()).toEqual(['push 2', 'pull 1']));
    await rests(30_000);
    seen = net.calls.length;
    net.hint(centre.ver + 1);
    await vi.waitFor(() => expect(fresh()).toEqual(['pull 2']));
    await rests(30_000);
    time.next();
    await vi.waitFor(() => expect(fresh()).toEqual(['pull 2', 'pull 2']));
    net.hintsConnected(false);
    await rests(5_000);
  });

  it('lays its next pull down whenever it has everything, and the answer is as good as a pull', async () => {
    const { centre, desk, net, stroke, rests, start } = setUp();
    await start();
    net.hintsConnected(true);
    await rests(30_000);
    expect(net.laid.pull).toMatchObject({ cursor: 0 });
    const seen = net.calls.length;
    centre.push({ client: 'other', epoch: null, schema: 1, commands: [otherStroke('s9')] });
    net.answerLaid();
    await vi.waitFor(() => expect(desk.rows('SELECT id FROM stroke')).toEqual([{ id: 's9' }]));
    await vi.waitFor(() => expect(net.laid.pull).toMatchObject({ cursor: 1 }));
    expect(net.calls.slice(seen)).toEqual([]);

    // Its own work goes the usual way; what was written meanwhile goes along with an answer.
    stroke('s1');
    await vi.waitFor(() => expect(net.calls.slice(seen)).toEqual(['push 1', 'pull 1']));
    await vi.waitFor(() => expect(net.laid.pull).toMatchObject({ cursor: 2 }));
    net.answerLaid();
    stroke('s2');
    await vi.waitFor(() => expect(net.calls.slice(seen + 2)).toEqual(['push 2', 'pull 2']));
    await rests(30_000);
  });

  it('asks where an answer is not to the replica as it is, and where a hint or a new connection came besides', async () => {
    const { centre, net, rests, start } = setUp();
    await start();
    net.hintsConnected(true);
    await rests(30_000);
    let seen = net.calls.length;
    const fresh = () => net.calls.slice(seen);
    centre.push({ client: 'other', epoch: null, schema: 1, commands: [otherStroke('s9')] });
    const { pull } = net.laid;
    if (pull) net.laid.pull = { ...pull, client: 'another' };
    net.answerLaid();
    await vi.waitFor(() => expect(fresh()).toEqual(['pull 0']));
    await rests(30_000);

    seen = net.calls.length;
    net.answerLaid();
    net.hint(2);
    await vi.waitFor(() => expect(fresh()).toEqual(['pull 1']));
    await rests(30_000);
    seen = net.calls.length;
    net.answerLaid();
    net.hintsConnected(true);
    await vi.waitFor(() => expect(fresh()).toEqual(['pull 1']));
    await rests(30_000);
  });

  it('does not ask again for what a hint told of while it was asking', async () => {
    const { centre, net, stroke, rests, start } = setUp();
    await start();
    net.hintsConnected(true);
    await rests(30_000);
    const seen = net.calls.length;
    stroke('s1');
    await vi.waitFor(() => expect(net.calls.slice(seen)).toContain('push 1'));
    net.hint(1);
    await rests(30_000);
    expect(centre.ver).toBe(1);
    expect(net.calls.slice(seen)).toEqual(['push 1', 'pull 0']);
  });

  it('F33 waits as long as the centre asks, and not all desks at the same moment', async () => {
    const { net, stroke, rests, start } = setUp();
    net.fail(new CentreError(503, 'centre.busy', 'try again later', {}, 20_000));
    stroke('s1');
    await start();
    // The random part of this desk is the largest there is.
    await rests(25_000);
  });

  it('backs off, loses nothing, and goes on without a new command', async () => {
    const { centre, net, time, engine, stroke, rests, start } = setUp();
    net.fail(offline);
    await start();
    stroke('s1');
    const waits = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    for (const wait of waits) {
      await rests(wait);
      expect(engine.status()).toMatchObject({
        state: 'offline',
        fault: 'unreachable',
        detail: 'connect ECONNREFUSED',
      });
      // A command in between hurries nothing.
      if (wait === 4_000) stroke('s2');
      expect(time.sleepers()).toEqual([wait]);
      if (wait !== waits.at(-1)) time.next();
    }
    net.fail(undefined);
    engine.kick();
    await rests(5_000);
    expect(engine.status()).toMatchObject({ state: 'online', pending: 0 });
    expect(centre.decided().map(({ mid, outcome }) => [mid, outcome])).toEqual([
      [1, 'applied'],
      [2, 'applied'],
    ]);
  });

  it('sends again after a lost reply, which changes nothing', async () => {
    const { centre, net, time, stroke, rests, start } = setUp();
    await start();
    await rests(5_000);
    net.loseNextReply(offline);
    stroke('s1');
    await rests(500);
    time.next();
    await rests(5_000);
    expect(net.calls.filter((call) => call === 'push 1')).toHaveLength(2);
    expect(centre.decided()).toHaveLength(1);
  });

  it('asks for a sign-in on 401, touches nothing, and goes on with a new token', async () => {
    const { engine, net, link, stroke, rests, start, time } = setUp();
    net.fail(new CentreError(401, 'auth.expired', 'the token has expired'));
    await start();
    stroke('s1');
    await vi.waitFor(() =>
      expect(engine.status()).toMatchObject({ state: 'refused', fault: 'sign-in', pending: 1 }),
    );
    expect(time.sleepers()).toEqual([]);
    net.fail(undefined);
    await engine.connect(link);
    await rests(5_000);
    expect(engine.status()).toMatchObject({ state: 'online', pending: 0 });
  });

  it('goes on sending when the version is too old to pull', async () => {
    const { centre, engine, stroke, rests, start } = setUp({ minSchema: 2 });
    await start();
    await rests(60_000);
    expect(engine.status()).toMatchObject({ state: 'refused', fault: 'upgrade' });
    stroke('s1');
    await vi.waitFor(() => expect(centre.decided()).toHaveLength(1));
    await rests(60_000);
    stroke('s2');
    await vi.waitFor(() => expect(centre.decided()).toHaveLength(2));
    expect(engine.status().pending).toBe(2);
  });

  it('never has two requests under way', async () => {
    const { net, engine, stroke, rests, start } = setUp();
    await start();
    for (let i = 0; i < 30; i++) {
      stroke(`s${i}`);
      engine.kick();
      net.hint(1_000 + i);
      await new Promise(setImmediate);
    }
    await rests(5_000);
    expect(net.underWay.most).toBe(1);
    expect(engine.status().pending).toBe(0);
  });

  it('recovers from a centre restored from a backup: what it had acknowledged goes there again, before what is new', async () => {
    const { centre, desk, engine, time, stroke, rests, start } = setUp();
    await start();
    stroke('s1');
    await rests(5_000);
    await vi.waitFor(() => expect(engine.status().pending).toBe(0));
    await rests(5_000);
    const backup = centre.backup();
    stroke('s2');
    await vi.waitFor(() => expect(engine.status().pending).toBe(0));
    await rests(5_000);
    const { client_id } = readSyncState(desk.replica.db);
    centre.restore(backup, 'epoch-2');
    stroke('s3');
    await vi.waitFor(() => expect(engine.status().pending).toBe(0));
    await rests(5_000);
    time.next();
    await rests(5_000);
    expect(desk.rows('SELECT id FROM stroke ORDER BY id')).toEqual([
      { id: 's1' },
      { id: 's2' },
      { id: 's3' },
    ]);
    expect(centre.rows().map(([key]) => key)).toEqual(['stroke/s1', 'stroke/s2', 'stroke/s3']);
    expect(engine.status().restored).toMatchObject({ again: 1 });
    expect(readSyncState(desk.replica.db)).toMatchObject({ epoch: 'epoch-2', resetting: 0 });
    expect(readSyncState(desk.replica.db).client_id).not.toBe(client_id);
  });

  it("refuses another tenant's replica, and a colleague's unsent work", async () => {
    const { engine, link, stroke, rests, start } = setUp();
    await start();
    await rests(5_000);
    await engine.connect({ ...link, owner: { ...link.owner, tenantId: 'ahrenfeld' } });
    await vi.waitFor(() =>
      expect(engine.status()).toMatchObject({ state: 'refused', fault: 'other-tenant' }),
    );
    stroke('s1');
    await engine.connect({ ...link, owner: { ...link.owner, userId: 'mehmet' } });
    await vi.waitFor(() =>
      expect(engine.status()).toMatchObject({ state: 'refused', fault: 'unsent-work', pending: 1 }),
    );
  });

  it('hands the replica to a colleague under a new identity, pulled anew', async () => {
    const { desk, engine, net, link, stroke, rests, start } = setUp();
    await start();
    stroke('s1');
    await vi.waitFor(() => expect(engine.status().pending).toBe(0));
    await rests(5_000);
    const { client_id } = readSyncState(desk.replica.db);
    const seen = net.calls.length;
    await engine.connect({ ...link, owner: { ...link.owner, userId: 'mehmet' } });
    await rests(5_000);
    expect(net.calls[seen]).toBe('pull 0');
    expect(readSyncState(desk.replica.db)).toMatchObject({ user_id: 'mehmet', next_mid: 1 });
    expect(readSyncState(desk.replica.db).client_id).not.toBe(client_id);
    expect(desk.rows('SELECT id FROM stroke')).toEqual([{ id: 's1' }]);
  });

  it('leaves nothing running after stop, also in the middle of a request', async () => {
    const { engine, net, time, start } = setUp();
    await start();
    await vi.waitFor(() => expect(net.underWay.now).toBe(1), { interval: 0 });
    await engine.stop();
    const seen = net.calls.length;
    expect(net.underWay.now).toBe(0);
    expect(time.sleepers()).toEqual([]);
    engine.kick();
    await new Promise(setImmediate);
    expect(net.calls).toHaveLength(seen);
  });

  it('shows how far it is while it catches up', async () => {
    const { centre, engine, rests, start, net } = setUp();
    const other = createMemoryDesk();
    for (let i = 0; i < 7; i++) other.runner.run('stroke.add', { id: `o${i}`, noteId: 'n1', by: 'other' });
    const commands = other.rows('SELECT mid, name, args FROM outbox ORDER BY mid') as {
      mid: number;
      name: string;
      args: string;
    }[];
    centre.push({
      client: 'other',
      epoch: null,
      schema: 1,
      commands: commands.map(({ mid, name, args }) => ({
        mid,
        name,
        args: JSON.parse(args) as unknown,
        base: [],
        at: 0,
        schema: 1,
      })),
    });
    const progress: unknown[] = [];
    engine.onStatus((status) => status.progress && progress.push(status.progress));
    await start();
    await rests(5_000);
    expect(progress).toEqual([
      { done: 3, total: 7 },
      { done: 6, total: 7 },
    ]);
    expect(engine.status().progress).toBeUndefined();
    expect(net.calls).toEqual(['pull 0', 'pull 3', 'pull 6', 'pull 7']);
  });
});
