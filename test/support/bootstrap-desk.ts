import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import { openReplica } from '#main/replica/open-replica.ts';
import { prepareInWorker } from '#main/replica/prepare-in-worker.ts';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import type { Replica, ReplicaParts } from '#main/replica/replica.ts';
import { replicaParts } from '#main/replica-parts.ts';
import { createBootstrap } from '#main/sync/bootstrap.ts';
import { createSyncEngine } from '#main/sync/engine.ts';
import type { SyncEngine } from '#main/sync/engine.ts';
import { createHttpNet } from '#main/sync/http-net.ts';
import { createPageHelpers } from '#main/sync/page-helper.ts';
import type { SyncNet } from '#main/sync/net.ts';
import { createReplicaCheck } from '#main/sync/replica-check.ts';
import type { ReplicaCheck } from '#main/sync/replica-check.ts';
import { systemDelay } from '#main/sync/system-delay.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { createRecordedLog } from './recorded-log.ts';
import type { RecordedLog } from './recorded-log.ts';

/** The real sync of a desk against a real centre, without the desk around it. */
export interface SyncedDesk {
  readonly replica: Replica;
  readonly engine: SyncEngine;
  readonly runner: CommandRunner;
  readonly check: ReplicaCheck;
  readonly log: RecordedLog;
  readonly file: string;
  rows(sql: string): readonly Readonly<Record<string, unknown>>[];
  /** Catches up until the replica holds everything. */
  sync(): Promise<void>;
  /** As if the process had ended; `open` again on the same folder goes on. */
  close(): Promise<void>;
}

export interface SyncedDeskOptions {
  readonly url: string;
  readonly session: Pick<LoginReply, 'token' | 'tenantId' | 'userId' | 'scopeId' | 'roles'>;
  /** From {@link deskHome}. */
  readonly home: DeskHome;
  readonly parts?: ReplicaParts;
  /** Put between the sync and the centre. */
  readonly through?: (net: SyncNet) => SyncNet;
  readonly checkEveryMs?: number;
  /** Left out: from the sources. */
  readonly startPageWorker?: () => Worker;
}

export interface DeskHome {
  readonly folder: string;
  readonly key: Uint8Array;
  remove(): void;
}

export function deskHome(): DeskHome {
  const folder = mkdtempSync(join(tmpdir(), 'rufblatt-desk-'));
  return { folder, key: randomBytes(32), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function openSyncedDesk(options: SyncedDeskOptions): SyncedDesk {
  const { url, session, home, parts = replicaParts, through = (net) => net, startPageWorker } = options;
  const log = createRecordedLog();
  const file = join(home.folder, 'replica.db');
  const replica = openReplica({ file, key: home.key, ...parts, log });
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...features.flatMap(({ commands }) => commands)],
    [...replica.tables.values()],
  );
  const clock = { now: () => Date.now() };
  const deps = { replica, registry, clock, random: Math.random, delay: systemDelay, log };
  const check = createReplicaCheck({ ...deps, everyMs: options.checkEveryMs ?? Number.MAX_SAFE_INTEGER });
  const bootstrap = createBootstrap({
    ...deps,
    schemaKey: replicaSchema(parts).key,
    prepare: prepareInWorker,
  });
  const helpers = createPageHelpers(replica, log, {
    ...(startPageWorker && { startWorker: startPageWorker }),
  });
  const engine = createSyncEngine({ ...deps, bootstrap, check, helpers });
  const { token, tenantId, userId, roles, scopeId } = session;
  const net = readAlong(createHttpNet({ url, token, random: Math.random, delay: systemDelay }), through);
  const runner = createCommandRunner({
    replica,
    registry,
    clock,
    session: () => ({ actor: { tenantId, userId, roles }, scopeId }),
  });
  return {
    replica,
    engine,
    runner,
    check,
    log,
    file,
    rows: (sql) => replica.db.prepare<[], Readonly<Record<string, unknown>>>(sql).all(),
    async sync() {
      await engine.start();
      const done = new Promise<void>((resolve, reject) => {
        const stop = engine.onStatus(({ state, pending, fault, detail, progress }) => {
          if (state === 'online' && pending === 0 && !progress) {
            stop();
            resolve();
          }
          if (state === 'refused') {
            stop();
            reject(new Error(`${fault ?? ''}: ${detail ?? ''}`));
          }
        });
      });
      await engine.connect({ net, owner: { tenantId, userId } });
      await done;
    },
    async close() {
      await engine.stop();
      replica.close();
    },
  };
}

/** A pull that a test looks into is read where the test is. */
function readAlong(net: SyncNet, through: (net: SyncNet) => SyncNet): SyncNet {
  const seen = through(net);
  if (seen.pull === net.pull) return seen;
  const { pullPacked: _elsewhere, ...rest } = seen;
  return rest;
}
