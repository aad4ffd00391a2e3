import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import {
  hintMessage,
  MAX_STANDING_BYTES,
  paths,
  standingAnswer,
  WIRE_SCHEMA,
} from '#shared/sync/protocol.ts';
import { authCommands } from '#server/auth/operator-commands.ts';
import { CLOSE_RESTART, CLOSE_SESSION_ENDED } from '#server/http/session-sockets.ts';
import { CLOSE_BAD_MESSAGE } from '#server/sync/hint-hub.ts';
import type { SyncNet } from '#main/sync/net.ts';
import { deskHome, openSyncedDesk } from '#test/support/bootstrap-desk.ts';
import type { DeskHome, SyncedDesk } from '#test/support/bootstrap-desk.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig, TestUser } from './rig.ts';
import { ALL_TABLES, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/** Never in a test's time: what arrives came because something was committed. */
const NO_POLL = { pollMs: 3_600_000, pingMs: 3_600_000 };
const NORTH = 'scope-north';
const HEALTH = 'Hausnotruf wegen Epilepsie';

let rig: Rig;
let writer: TestDesk;
let home: string;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  rig = await startRig({ hintTimes: NO_POLL });
  writer = await rig.desk(rig.birgit);
  home = writer.session.scopeId;
  await rig.centre.admin.setScopes('kv', rig.birgit.userId, [home, NORTH]);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(() => rig?.stop());

const create = async (name: string, note = ''): Promise<string> => {
  const id = newId();
  await writer.push(writer.command('party.create', { ...person(name, id), note }));
  return id;
};
const decide = (name: string, value: unknown): Promise<string> =>
  operate(rig, authCommands, 'tenant setting', { tenant: 'kv', name, value: JSON.stringify(value) });

/** The hint socket of a desk that has everything, as a program of its own would use it. */
interface Line {
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  /** All that came, as text. */
  readonly heard: readonly string[];
  lay(more?: Partial<PullRequest>): void;
  /** To the pull that was laid down last. */
  answer(): Promise<PullReply>;
  /** The next hint of a version that is not older. */
  hint(ver: number): Promise<void>;
}

async function open(desk: TestDesk, { url }: { readonly url: string } = rig): Promise<Line> {
  await desk.pull();
  const socket = new WebSocket(`${url.replace('http', 'ws')}${paths.hints}`, {
    headers: { authorization: `Bearer ${desk.session.token}` },
  });
  ends.push(async () => socket.terminate());
  const heard: string[] = [];
  let seq = 0;
  socket.on('message', (data: Buffer) => heard.push(data.toString()));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await until(() => heard.length > 0);
  return {
    socket,
    closed,
    heard,
    lay(more = {}) {
      const { cursor, epoch } = desk.position;
      const fed = { ver: 0, scopes: [home] };
      const request = { client: desk.client, epoch, cursor, fed, schema: WIRE_SCHEMA, tables: ALL_TABLES };
      socket.send(JSON.stringify({ seq: ++seq, pull: { ...request, ...more } }));
    },
    async answer() {
      const find = () =>
        heard.map((text) => standingAnswer.safeParse(JSON.parse(text))).find(({ data }) => data?.to === seq);
      await until(() => find() !== undefined);
      const reply = find()?.data?.reply;
      if (!reply) throw new Error('there is an answer');
      return reply;
    },
    hint: (ver) =>
      until(() =>
        heard.some((text) => !text.includes('"to"') && hintMessage.parse(JSON.parse(text)).ver >= ver),
      ),
  };
}

/** The tenant's newest version. */
async function head(): Promise<number> {
  const desk = await rig.desk(rig.birgit);
  await desk.pull();
  return desk.position.cursor;
}

describe('a pull that is laid down', () => {
  it('is answered what it would be over HTTP, as soon as somebody writes', async () => {
    const desk = await rig.desk(rig.nadine);
    const line = await open(desk);
    expect(hintMessage.parse(JSON.parse(line.heard[0] ?? ''))).toMatchObject({ answers: true });
    line.lay();
    const id = await create('Am Draht');
    const reply = await line.answer();
    expect(reply).toMatchObject({ kind: 'page', complete: true, from: desk.position.cursor });
    expect(JSON.stringify(reply)).toContain(id);
    expect(reply).toEqual(await desk.ask({ fed: { ver: 0, scopes: [home] } }));
  });

  it('is answered at once where something is there already', async () => {
    const desk = await rig.desk(rig.nadine);
    const line = await open(desk);
    const id = await create('Vorher');
    await line.hint(await head());
    line.lay();
    expect(JSON.stringify(await line.answer())).toContain(id);
  });

  it('is answered by every node of the centre', async () => {
    const other = await rig.startNode();
    const desk = await rig.desk(rig.mehmet, other);
    const line = await open(desk, other);
    line.lay();
    const id = await create('Vom anderen Knoten');
    expect(JSON.stringify(await line.answer())).toContain(id);
  });

  it('is told to start over where its history is another one, and to upgrade where it is too old', async () => {
    const line = await open(await rig.desk(rig.nadine));
    line.lay({ epoch: 'another' });
    await create('Neue Zeit');
    expect(await line.answer()).toMatchObject({ kind: 'reset', reason: 'epoch' });
    line.lay({ schema: 0 });
    await create('Neue Version');
    expect(await line.answer()).toMatchObject({ kind: 'upgrade' });
  });
});

describe('what is taken from somebody', () => {
  it('is not in the next answer: a narrowed grant', async () => {
    const desk = await rig.desk(rig.nadine);
    const line = await open(desk);
    line.lay();
    await decide('sees', { health: ['lead'] });
    await create('Verschwiegen', HEALTH);
    // What the replica has may be more than it is to have: it is fed anew.
    expect(await line.answer()).toMatchObject({ kind: 'reset', reason: 'floor' });
    await desk.pull();
    line.lay({ fed: undefined });
    const id = await create('Auch verschwiegen', HEALTH);
    const reply = JSON.stringify(await line.answer());
    await decide('sees', {});
    expect(reply).toContain(id);
    expect(line.heard.join()).not.toContain(HEALTH);
  });

  it('is not in the next answer: a scope, which is named as left', async () => {
    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home, NORTH]);
    const line = await open(await rig.desk(rig.mehmet));
    line.lay({ fed: { ver: 0, scopes: [home, NORTH] } });
    await rig.centre.admin.setScopes('kv', rig.mehmet.userId, [home]);
    const id = newId();
    const command = writer.command('party.create', person('Im Norden', id));
    await writer.push(command);
    await runOn(rig.databaseUrl, `UPDATE party SET scope_id = '${NORTH}' WHERE id = '${id}'`);
    await runOn(rig.databaseUrl, `UPDATE change_log SET scope_after = '${NORTH}' WHERE pk = '${id}'`);
    // Whichever moment the first answer was read at, it is not of the scope that was taken.
    const first = await line.answer();
    expect(first).toMatchObject({ left: [NORTH] });
    line.lay({ cursor: 1, fed: { ver: 0, scopes: [home] } });
    expect(JSON.stringify(await line.answer())).not.toContain('Im Norden');
  });

  it('is not in any answer: a device that was signed out, of which nobody told the nodes', async () => {
    const desk = await rig.desk(rig.nadine);
    const line = await open(desk);
    line.lay();
    await runOn(rig.databaseUrl, `UPDATE session SET revoked_at = 1 WHERE user_id = '${rig.nadine.userId}'`);
    const id = await create('Nach dem Diebstahl');
    expect(await line.closed).toBe(CLOSE_SESSION_ENDED);
    expect(line.heard.join()).not.toContain(id);
  });

  it('is nothing of somebody else: a client of another person gets a hint', async () => {
    const [nadine, mehmet] = [await rig.desk(rig.nadine), await rig.desk(rig.mehmet)];
    await nadine.pull();
    const line = await open(mehmet);
    line.lay({ client: nadine.client });
    await create('Nicht deins');
    await line.hint(await head());
    expect(line.heard.every((text) => !text.includes('"reply"'))).toBe(true);
  });
});

describe('a hint goes out instead', () => {
  it('where the reply is long', async () => {
    const line = await open(await rig.desk(rig.nadine));
    line.lay();
    const note = 'x'.repeat(4_000);
    const commands = Array.from({ length: 20 }, (_, index) =>
      writer.command('party.create', { ...person(`Lang ${index}`), note }),
    );
    await writer.push(...commands);
    await line.hint(await head());
    expect(20 * note.length).toBeGreaterThan(MAX_STANDING_BYTES);
    expect(line.heard.every((text) => !text.includes('"reply"'))).toBe(true);
  });

  it('where a desk has nothing yet', async () => {
    const line = await open(await rig.desk(rig.nadine));
    line.lay({ cursor: 0, epoch: null });
    await create('Für alle');
    await line.hint(await head());
    expect(line.heard.every((text) => !text.includes('"reply"'))).toBe(true);
  });
});

describe('who says something else', () => {
  const bad: readonly (readonly [string, string | Buffer])[] = [
    ['no JSON', '{"seq":1,"pull":'],
    ['no pull', '{"seq":1,"pull":{"client":"c"}}'],
    ['nothing', ''],
    ['bytes', Buffer.from([0xff, 0xfe, 0])],
    ['an id out of bounds', JSON.stringify({ seq: 1, pull: { client: 'x'.repeat(65) } })],
  ];

  it.each(bad)('is cut off, and told why: %s', async (_what, message) => {
    const line = await open(await rig.desk(rig.nadine));
    line.socket.send(message);
    expect(await line.closed).toBe(CLOSE_BAD_MESSAGE);
  });

  it('is cut off where it is too much, and nobody else is', async () => {
    const [loud, quiet] = [await open(await rig.desk(rig.nadine)), await open(await rig.desk(rig.mehmet))];
    quiet.lay();
    loud.socket.send('x'.repeat(MAX_STANDING_BYTES + 1));
    await loud.closed;
    const id = await create('Die anderen');
    expect(JSON.stringify(await quiet.answer())).toContain(id);
  });

  it('is not listened to where it does not stop; the last thing it is told is a hint', async () => {
    const line = await open(await rig.desk(rig.nadine));
    for (let round = 0; round < 300; round += 1) line.lay({ cursor: 1 });
    await create('Trotzdem');
    const ver = await head();
    await until(() => line.heard.some((text) => (JSON.parse(text) as { ver: number }).ver >= ver));
    expect(line.heard.filter((text) => text.includes('"reply"')).length).toBeLessThan(300);
  });
});

describe('a real desk', () => {
  interface Seen {
    readonly desk: SyncedDesk;
    /** Pulls over HTTP. */
    readonly pulls: () => number;
    readonly answers: () => number;
    readonly shows: (id: string) => boolean;
  }

  async function startDesk(user: TestUser, change: (net: SyncNet) => SyncNet = (net) => net): Promise<Seen> {
    const { session } = await rig.desk(user);
    const folder: DeskHome = deskHome();
    let pulls = 0;
    let answers = 0;
    const through = (whole: SyncNet): SyncNet => {
      const net = change(whole);
      return {
        ...net,
        pull: (request, signal) => (pulls++, net.pull(request, signal)),
        hints: (listener, signal) =>
          net.hints(
            {
              ...listener,
              answered: (request, reply) => (answers++, listener.answered(request, reply)),
            },
            signal,
          ),
      };
    };
    const desk = openSyncedDesk({ url: rig.url, session, home: folder, through });
    ends.push(async () => {
      await desk.close();
      folder.remove();
    });
    await desk.sync();
    return {
      desk,
      pulls: () => pulls,
      answers: () => answers,
      shows: (id) => desk.rows(`SELECT 1 FROM party WHERE id = '${id}'`).length > 0,
    };
  }

  it('shows what others write without asking, and its own commands come back as ever', async () => {
    const { desk, pulls, answers, shows } = await startDesk(rig.nadine);
    await until(async () => {
      const id = await create('Bis er liegt');
      await until(() => shows(id));
      return answers() > 0;
    });
    const before = pulls();
    const ids: string[] = [];
    for (const name of ['Eins', 'Zwei', 'Drei']) {
      ids.push(await create(name));
      await until(() => ids.every(shows));
    }
    expect(pulls()).toBe(before);
    const own = newId();
    desk.runner.run('party.create', person('Eigene', own));
    await until(() => desk.engine.status().pending === 0);
    expect(desk.rows(`SELECT 1 FROM party WHERE id = '${own}' AND ver > 0`)).toHaveLength(1);
    const after = await create('Danach');
    await until(() => shows(after));
  });

  it('of an earlier version never lays anything down, and gets everything by hints', async () => {
    const { answers, pulls, shows } = await startDesk(rig.mehmet, (net) => ({
      ...net,
      hints: (listener, signal) => {
        net.hints(listener, signal);
        return { lay: () => undefined };
      },
    }));
    const before = pulls();
    const id = await create('Für den alten');
    await until(() => shows(id));
    expect(answers()).toBe(0);
    expect(pulls()).toBeGreaterThan(before);
  });

  it('goes on where its node stops: to another one behind the same address, nothing lost', async () => {
    const node = await rig.startNode();
    const port = Number(new URL(node.url).port);
    const desk = await rig.desk(rig.nadine);
    const line = await open(desk, node);
    line.lay();
    await node.centre.stop();
    expect(await line.closed).toBe(CLOSE_RESTART);
    const id = await create('Während keiner da ist');
    const again = await rig.startNode({ port });
    const next = await open(desk, again);
    expect(desk.rows.has(`party/${id}`)).toBe(true);
    next.lay();
    const later = await create('Wieder da');
    expect(JSON.stringify(await next.answer())).toContain(later);
  });
});
