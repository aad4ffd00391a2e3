import Database from 'better-sqlite3';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import { lastPendingMid } from '#main/replica/outbox.ts';
import { createReplica } from '#main/replica/replica.ts';
import type { Replica } from '#main/replica/replica.ts';
import { patchSyncState, readSyncState } from '#main/replica/sync-state.ts';
import type { SyncCore } from '#main/sync/core.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import type { Taken } from '#main/sync/push.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { PullReply, PullRequest, PushReply, PushRequest } from '#shared/sync/protocol.ts';
import { Crash, createCrashingConnection } from './crashing-connection.ts';
import { deskRegistry, nadine, notebookMigrations, notebookTables } from './notebook.ts';

/** Planted bugs: what a desk must not do. */
export type DeskBug =
  | 'none'
  | 'moves-the-cursor-first'
  | 'takes-any-page'
  | 'believes-any-acknowledgement'
  | 'forgets-on-the-push-reply'
  | 'loses-shadows'
  | 'reruns-nothing';

export interface SimulatedDesk {
  readonly replica: Replica;
  /** Whether the command was committed; a crash may have come before. */
  act(name: string, args: unknown): { readonly client: string; readonly mid: number } | undefined;
  nextPush(): PushRequest | undefined;
  nextPull(): PullRequest | undefined;
  takePush(request: PushRequest, reply: PushReply): void;
  takePull(request: PullRequest, reply: PullReply): void;
  close(): void;
}

export interface SimulatedDeskOptions {
  readonly clock: Clock;
  /** Asked before every statement. */
  readonly dies: () => boolean;
  readonly bug?: DeskBug;
}

const nothing = createCommandRegistry([]);

/** The real core on a database in memory. A crash throws away the process and keeps the file. */
export function createSimulatedDesk({ clock, dies, bug = 'none' }: SimulatedDeskOptions): SimulatedDesk {
  const raw = new Database(':memory:');
  let isStarting = true;
  const connection = createCrashingConnection(raw, () => !isStarting && dies());
  let core: SyncCore;
  let runner: CommandRunner;
  let taken: Taken = NOTHING_TAKEN;
  let pushUnderWay: PushRequest | undefined;

  const start = (): void => {
    isStarting = true;
    connection.revive();
    const parts = { migrations: notebookMigrations, tables: notebookTables, localTables: ['note_draft'] };
    const replica = createReplica(connection, parts);
    core = { replica, registry: deskRegistry, clock };
    runner = createCommandRunner({ ...core, session: () => ({ actor: nadine, scopeId: 'scope' }) });
    taken = NOTHING_TAKEN;
    pushUnderWay = undefined;
    isStarting = false;
  };
  /** undefined: the process died in it, and has been started again. */
  const survive = <T>(step: () => T): T | undefined => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      start();
      return undefined;
    }
  };

  const settle = (request: PullRequest, reply: PullReply): void => {
    const { replica } = core;
    if (reply.kind === 'page' && bug !== 'none') {
      const { cursor } = readSyncState(replica.db);
      if (bug === 'takes-any-page') replica.transact(({ db }) => patchSyncState(db, { cursor: reply.from }));
      if (bug === 'believes-any-acknowledgement')
        return void settlePull(core, request, { ...reply, complete: true });
      if (bug === 'moves-the-cursor-first' && reply.from === cursor) {
        replica.transact(({ db }) => patchSyncState(db, { cursor: reply.to, epoch: reply.epoch }));
        return void settlePull(core, request, { ...reply, from: reply.to });
      }
      if (bug === 'loses-shadows') replica.transact(({ db }) => db.exec('DELETE FROM shadow'));
      if (bug === 'reruns-nothing') return void settlePull({ ...core, registry: nothing }, request, reply);
    }
    settlePull(core, request, reply);
  };

  start();
  return {
    get replica() {
      return core.replica;
    },
    act: (name, args) =>
      survive(() => {
        runner.run(name, args);
        isStarting = true; // looking does not kill
        const identity = {
          client: readSyncState(core.replica.db).client_id,
          mid: lastPendingMid(core.replica.db),
        };
        isStarting = false;
        return identity;
      }),
    nextPush: () =>
      survive(() => {
        pushUnderWay = nextPush(core, taken);
        return pushUnderWay;
      }),
    nextPull: () => survive(() => nextPull(core)),
    takePush(request, reply) {
      survive(() => {
        // Nobody waits for the reply to an older push any more.
        if (request !== pushUnderWay) return;
        pushUnderWay = undefined;
        ({ taken } = settlePush(core, taken, request, reply));
        if (bug === 'forgets-on-the-push-reply' && reply.kind === 'taken') {
          core.replica.transact(({ db }) =>
            db.prepare('DELETE FROM outbox WHERE mid <= ?').run(reply.lastMid),
          );
        }
      });
    },
    takePull(request, reply) {
      survive(() => settle(request, reply));
    },
    close: () => raw.close(),
  };
}
