import { z } from 'zod';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply, pushReply } from '#shared/sync/protocol.ts';
import { PASSWORD } from '#test/integration/centre/rig.ts';
import type { TestUser } from '#test/integration/centre/rig.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';

/** Somebody at a desk with a real replica, in touch with a real centre only when the test says so. */
export interface Seat {
  readonly desk: DeskReplica;
  /** Who sits here, with the roles the centre knows. */
  readonly actor: Actor;
  ask(channel: string, input?: object): unknown;
  push(): Promise<void>;
  pull(): Promise<void>;
  /** Both. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** @param parts the features whose calls `ask` reaches */
export async function takeSeat(
  url: string,
  { tenant, login }: TestUser,
  ...parts: readonly string[]
): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  desk.now = 50_000_000;
  desk.centre = (path, body) => client.post(path, body, z.unknown());
  const running = await desk.start(...parts);
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...features.flatMap(({ commands }) => commands)],
    [...desk.replica.tables.values()],
  );
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  let taken = NOTHING_TAKEN;
  const seat: Seat = {
    desk,
    actor: { tenantId: session.tenantId, userId: session.userId, roles: session.roles },
    ask: (channel, input = {}) => running.ask(channel, input),
    async push() {
      for (let request = nextPush(core, taken); request; request = nextPush(core, taken)) {
        const reply = await client.post(paths.push, request, pushReply);
        ({ taken } = settlePush(core, taken, request, reply));
      }
    },
    async pull() {
      for (let verdict = 'more'; verdict !== 'complete';) {
        const request = nextPull(core);
        verdict = settlePull(core, request, await client.post(paths.pull, request, pullReply));
      }
    },
    async sync() {
      await seat.push();
      await seat.pull();
    },
    async close() {
      await running.stop();
      desk.close();
    },
  };
  await seat.sync();
  return seat;
}
