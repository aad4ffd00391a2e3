import Database from 'better-sqlite3';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import type { Log } from '#main/host/host.ts';
import { createReplica } from '#main/replica/replica.ts';
import type { Replica, ReplicaParts } from '#main/replica/replica.ts';
import { createSyncEngine } from '#main/sync/engine.ts';
import type { SyncEngine } from '#main/sync/engine.ts';
import type { Delay, SyncNet } from '#main/sync/net.ts';
import type { Actor } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import { Crash, createFaultyConnection } from './faulty-connection.ts';
import type { FaultyConnectionOptions } from './faulty-connection.ts';
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
  readonly mutant: Mutant | undefined;
}

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
  const start = (): void => {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    const connection = createFaultyConnection(raw, {
      ...options.connection,
      fault: (sql) => {
        const fault = options.connection.fault(sql);
        // The exception that follows must not find anybody who goes on.
        if (fault === 'dies') die();
        return fault;
      },
      ...(mutant?.deskSql ? { rewrite: mutant.deskSql } : {}),
    });
    const replica = createReplica(connection, parts());
    const registry = isOld ? oldRegistry : deskRegistry;
    const core = { replica, registry, clock: options.clock };
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
        delay: (ms, signal) =>
          new Promise((resolve, reject) => {
            options.delay(mutant?.delayMs?.(ms) ?? ms, signal).then(
              () => current.isAlive && resolve(),
              (error: unknown) => current.isAlive && reject(error),
            );
          }),
      }),
    };
    process = current;
    void current.engine.start();
    connect(current);
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
    signIn: () => process && connect(process),
    upgrade() {
      isOld = false;
    },
    copyFile: () => raw.serialize(),
    putFile(file) {
      raw.close();
      raw = new Database(file);
    },
    close() {
      if (process) process.isAlive = false;
      raw.close();
    },
  };
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
