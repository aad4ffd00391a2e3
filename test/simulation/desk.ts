import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import type { Log } from '#main/host/host.ts';
import { takeOver } from '#main/replica/adopt-file.ts';
import type { Prepared, SnapshotToPrepare } from '#main/replica/prepare-snapshot.ts';
import { replicaSchema } from '#main/replica/replica-schema.ts';
import { createExchangeable, createReplica } from '#main/replica/replica.ts';
import type { OwnFile, Replica, ReplicaParts } from '#main/replica/replica.ts';
import { createBootstrap } from '#main/sync/bootstrap.ts';
import { createReplicaCheck } from '#main/sync/replica-check.ts';
import type { ReplicaCheck } from '#main/sync/replica-check.ts';
import type { SnapshotBytes } from '#main/sync/snapshot-file.ts';
import { createSyncEngine } from '#main/sync/engine.ts';
import type { SyncEngine } from '#main/sync/engine.ts';
import type { Delay, SyncNet } from '#main/sync/net.ts';
import type { Actor } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import { Crash, createFaultyConnection } from './faulty-connection.ts';
import type { FaultyConnection, FaultyConnectionOptions, StatementFault } from './faulty-connection.ts';
import { deskRegistry, migrations, oldMigrations, oldRegistry, oldTables, tables } from './model.ts';
import type { Mutant } from './mutant.ts';

/** Whether a command was taken; `refused`: by its own rules; `disk`: told so in words; `died`: with the process. */
export type Acted = 'done' | 'refused' | 'disk' | 'died' | { readonly threw: string };

export interface SimulatedDesk {
  readonly name: string;
  readonly actor: Actor;
  readonly tables: readonly Table[];
  /** The file, past the faults: for those who watch. */
  readonly raw: Database.Database;
  readonly isRunning: boolean;
  /** Starts the app on its file. It may die in it, or find the disk failing: then it is not running. */
  start(): void;
  /** SIGKILL. */
  kill(): void;
  act(name: string, args: unknown): Acted;
  /** Somebody wants it compared with the centre; nothing happens where there is none now. */
  compare(): void;
  /** With a fresh token. */
  signIn(): void;
  /** The newest version of the app from the next start on. */
  upgrade(): void;
  /** The file as a backup program sees it. */
  copyFile(): Buffer;
  /** Puts another file in the place of this one. Call while it is not running. */
  putFile(file: Buffer): void;
  close(): void;
}

export interface SimulatedDeskOptions {
  readonly name: string;
  readonly actor: Actor;
  readonly scopeId: () => string;
  readonly clock: Clock;
  readonly delay: Delay;
  readonly random: () => number;
  readonly log: Log;
  readonly connection: Omit<FaultyConnectionOptions, 'rewrite'>;
  /** Answers `isAlive` false: nobody is there to hear. */
  readonly net: (isAlive: () => boolean) => SyncNet;
  readonly isOld: boolean;
  readonly onDeath: () => void;
  /** It has been filled from a snapshot. */
  readonly onAdopted: () => void;
  /** It has been compared with the centre, from this virtual moment on. */
  readonly onCompared: (since: number) => void;
  /** Virtual ms. */
  readonly now: () => number;
  readonly mutant: Mutant | undefined;
}

/** Besides when somebody asks for it. */
const COMPARED_EVERY_MS = 86_400_000;

interface Process {
  isAlive: boolean;
  readonly replica: Replica;
  readonly runner: CommandRunner;
  readonly engine: SyncEngine;
}

/** The desk's real core – replica, commands, sync engine – on a file in memory, and the process around it. */
export function createSimulatedDesk(options: SimulatedDeskOptions): SimulatedDesk {
  const { name, actor, mutant } = options;
  let raw = newFile(name, options.isOld);
  let isOld = options.isOld;
  let process: Process | undefined;

  const parts = (): ReplicaParts => ({
    migrations: isOld ? oldMigrations : migrations,
    tables: isOld ? oldTables : tables,
    localTables: [],
  });
  const die = (): void => {
    if (!process) return;
    process.isAlive = false;
    process = undefined;
    options.onDeath();
  };
  const connect = (current: Process): void => {
    const net = options.net(() => current.isAlive);
    const link = {
      net: mutant?.net?.(net, current.replica) ?? net,
      owner: { tenantId: actor.tenantId, userId: actor.userId },
    };
    void current.engine.connect(link);
  };
  const faultAt = (sql: string): StatementFault => {
    const fault = options.connection.fault(sql);
    // The exception that follows must not find anybody who goes on.
    if (fault === 'dies') die();
    return fault;
  };
  const open = (file: Database.Database): FaultyConnection =>
    createFaultyConnection(file, {
      ...options.connection,
      fault: faultAt,
      ...(mutant?.deskSql ? { rewrite: mutant.deskSql } : {}),
    });
  /** What has come of a snapshot: on the disk, so it outlives the process. */
  let fetched = Buffer.alloc(0);
  const bytes: SnapshotBytes = {
    size: () => Promise.resolve(fetched.length),
    async append(chunks, onBytes) {
      for await (const chunk of chunks) {
        const fault = faultAt('append to the snapshot');
        if (fault === 'dies') throw new Crash('the process died');
        if (fault !== 'none') throw Object.assign(new Error(fault), { code: 'ENOSPC' });
        fetched = Buffer.concat([fetched, chunk]);
        onBytes(fetched.length);
      }
      return fetched.length;
    },
    remove() {
      fetched = Buffer.alloc(0);
      return Promise.resolve();
    },
  };
  const start = (): void => {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    const { replica: bare, exchange } = createExchangeable(open(raw), parts());
    const ownFile: OwnFile = {
      path: name,
      key: Buffer.alloc(32),
      adopt(_next, rerun) {
        exchange((current) => {
          const spare = new Database(fetched);
          const connection = open(spare);
          try {
            takeOver({ current, localTables: [], rerun }, connection);
          } catch (error) {
            spare.close();
            throw error;
          }
          raw.close();
          raw = spare;
          return connection;
        });
        options.onAdopted();
      },
      share: () => {
        throw new Error('pages are applied in the process itself');
      },
    };
    const replica: Replica = { ...bare, ownFile };
    const registry = isOld ? oldRegistry : deskRegistry;
    const core = { replica, registry, clock: options.clock };
    const delay: Delay = (ms, signal) =>
      new Promise((resolve, reject) => {
        options.delay(mutant?.delayMs?.(ms) ?? ms, signal).then(
          () => current.isAlive && resolve(),
          (error: unknown) => current.isAlive && reject(error),
        );
      });
    const deps = { ...core, delay, log: options.log };
    const check = createReplicaCheck({ ...deps, everyMs: COMPARED_EVERY_MS });
    const current: Process = {
      isAlive: true,
      replica,
      runner: createCommandRunner({
        ...core,
        session: () => ({ actor, scopeId: options.scopeId() }),
      }),
      engine: createSyncEngine({
        ...core,
        registry: mutant?.rerunRegistry ?? registry,
        random: options.random,
        log: options.log,
        delay,
        check: { ...check, whenDue: (net, signal) => compared(check, net, signal) },
        bootstrap: createBootstrap({
          ...deps,
          schemaKey: replicaSchema(parts()).key,
          prepare: (snapshot) => Promise.resolve(prepare(fetched, snapshot)),
          bytes,
        }),
      }),
    };
    process = current;
    void current.engine.start();
    connect(current);
  };

  const compared = async (
    check: ReplicaCheck,
    ...[net, signal]: Parameters<ReplicaCheck['whenDue']>
  ): Promise<void> => {
    const since = options.now();
    const before = check.last();
    await check.whenDue(net, signal);
    if (check.last() !== before) options.onCompared(since);
  };

  return {
    name,
    actor,
    get tables() {
      return isOld ? oldTables : tables;
    },
    get raw() {
      return raw;
    },
    get isRunning() {
      return process !== undefined;
    },
    start() {
      if (process) return;
      try {
        start();
      } catch (error) {
        if (!(error instanceof Crash) && !isDiskError(error)) throw error;
        process = undefined;
        options.onDeath();
      }
    },
    kill: die,
    act(command, args) {
      if (!process) return 'died';
      try {
        process.runner.run(command, args);
        return 'done';
      } catch (error) {
        if (error instanceof Crash) return 'died';
        if (!(error instanceof AppError)) return { threw: String(error) };
        return error.code.startsWith('replica.') ? 'disk' : 'refused';
      }
    },
    compare() {
      try {
        process?.engine.compare();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    },
    signIn: () => process && connect(process),
    upgrade() {
      isOld = false;
    },
    copyFile: () => raw.serialize(),
    putFile(file) {
      raw.close();
      raw = new Database(file);
      fetched = Buffer.alloc(0);
    },
    close() {
      if (process) process.isAlive = false;
      raw.close();
    },
  };
}

/** As src/main/replica/prepare-snapshot.ts does with a file, but for the key: nothing is encrypted here. */
function prepare(file: Buffer, { sha256, tables: checked }: SnapshotToPrepare): Prepared {
  const found = createHash('sha256').update(file).digest('hex');
  if (found !== sha256) return { kind: 'bad', detail: `sha256 is ${found}` };
  const connection = new Database(file);
  try {
    for (const table of checked) {
      const state = connection.pragma(`quick_check('${table}')`, { simple: true });
      if (state !== 'ok') return { kind: 'bad', detail: `${table}: ${String(state)}` };
    }
    return { kind: 'ready' };
  } finally {
    connection.close();
  }
}

function isDiskError(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError || (error instanceof AppError && error.code.startsWith('replica.'))
  );
}

const templates = new Map<boolean, Buffer>();

/** A migrated file with a client id of its own, the same for the same desk. */
function newFile(name: string, isOld: boolean): Database.Database {
  let template = templates.get(isOld);
  if (!template) {
    const first = new Database(':memory:');
    createReplica(first, {
      migrations: isOld ? oldMigrations : migrations,
      tables: isOld ? oldTables : tables,
      localTables: [],
    });
    template = first.serialize();
    first.close();
    templates.set(isOld, template);
  }
  const raw = new Database(template);
  raw.prepare('UPDATE sync_state SET client_id = ?').run(`client-of-${name}`);
  return raw;
}
