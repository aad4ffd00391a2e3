import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { HINTS_SUBPROTOCOL } from '#server/auth/authenticate.ts';
import { CLOSE_SESSION_ENDED } from '#server/http/session-sockets.ts';
import { createInProcessNotifier } from '#server/sync/change-notifier.ts';
import { hintMessage, paths } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/** Never in a test's time: what arrives came by notification. */
const NO_POLL = { pollMs: 3_600_000, pingMs: 3_600_000 };

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ hintTimes: NO_POLL });
});
afterAll(() => rig?.stop());

interface Ear {
  readonly socket: WebSocket;
  readonly heard: number[];
}

async function listen(desk: TestDesk, { url }: { readonly url: string } = rig): Promise<Ear> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${paths.hints}`, {
    headers: { authorization: `Bearer ${desk.session.token}` },
  });
  const heard: number[] = [];
  socket.on('message', (data: Buffer) => heard.push(hintMessage.parse(JSON.parse(data.toString())).ver));
  await until(() => heard.length > 0);
  return { socket, heard };
}

const create = (desk: TestDesk): Promise<unknown> =>
  desk.push(desk.command('party.create', person('Hinweis')));

describe('hints', () => {
  it('tell the newest version at once, and every newer one on every node', async () => {
    const other = await rig.startNode();
    const [nadine, mehmet] = [await rig.desk(rig.nadine), await rig.desk(rig.mehmet, other)];
    const ears = [await listen(nadine), await listen(mehmet, other)];
    await create(nadine);
    await nadine.pull();
    for (const { heard } of ears) await until(() => heard.at(-1) === nadine.position.cursor);
    for (const { socket, heard } of ears) {
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
      socket.close();
    }
  });

  it('come back after the database has cut the listening connection', async () => {
    // Those at the node of a change need no message.
    const other = await rig.startNode();
    const [nadine, far] = [await rig.desk(rig.nadine), await rig.desk(rig.nadine, other)];
    const { socket, heard } = await listen(far, other);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE application_name = 'rufblatt-hints' AND datname = current_database()`;
    await runOn(rig.databaseUrl, cut);
    await until(async () => {
      await create(nadine);
      await nadine.pull();
      return heard.at(-1) === nadine.position.cursor;
    });
    socket.close();
  });

  it('are found by polling where no notification comes, and a session that ended closes its socket', async () => {
    const node = await rig.startNode({
      notifier: createInProcessNotifier(),
      hintTimes: { pollMs: 20, pingMs: 3_600_000 },
    });
    const [nadine, mehmet] = [await rig.desk(rig.nadine), await rig.desk(rig.mehmet)];
    const ear = await listen(mehmet, node);
    await create(nadine);
    await nadine.pull();
    await until(() => ear.heard.at(-1) === nadine.position.cursor);
    const closed = new Promise<number>((resolve) => ear.socket.on('close', resolve));
    await mehmet.post(paths.logout, {});
    expect(await closed).toBe(CLOSE_SESSION_ENDED);
  });

  it('F34: a socket that answers no ping is cut', async () => {
    const node = await rig.startNode({ hintTimes: { pollMs: 3_600_000, pingMs: 50 } });
    const desk = await rig.desk(rig.nadine);
    const address = `${node.url.replace('http', 'ws')}${paths.hints}`;
    const socket = new WebSocket(address, {
      autoPong: false,
      headers: { authorization: `Bearer ${desk.session.token}` },
    });
    const code = await new Promise<number>((resolve) => socket.on('close', resolve));
    expect(code).toBe(1006);
  });

  it('take the token as a subprotocol and do not send it back', async () => {
    const desk = await rig.desk(rig.nadine);
    const address = `${rig.url.replace('http', 'ws')}${paths.hints}`;
    const socket = new WebSocket(address, [HINTS_SUBPROTOCOL, desk.session.token]);
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    expect(socket.protocol).toBe(HINTS_SUBPROTOCOL);
    socket.close();
  });

  it('are not for strangers', async () => {
    const address = `${rig.url.replace('http', 'ws')}${paths.hints}`;
    for (const socket of [
      new WebSocket(address),
      new WebSocket(address, [HINTS_SUBPROTOCOL, 'A'.repeat(64)]),
    ]) {
      const status = await new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => resolve('open'));
        socket.on('error', () => undefined);
      });
      expect(status).toBe(401);
    }
  });
});
