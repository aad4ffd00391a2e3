import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { CallService } from './calls/call-service.ts';
import { createCallerLookup } from './calls/caller-lookup.ts';
import { callHandlers } from './calls/handlers.ts';
import { createNumberIndex } from './calls/number-index.ts';
import { createCommandRunner } from './commands/command-runner.ts';
import { features } from './features.ts';
import { coreHandlers } from './host/core-handlers.ts';
import { createDescribe, createRank, createRuleFor } from './host/describe.ts';
import type { Host, Log } from './host/host.ts';
import { signedInOnly } from './host/signed-in-only.ts';
import { deskStatus } from './host/status-board.ts';
import { createIpcRouter } from './ipc/router.ts';
import type { IpcRouter } from './ipc/router.ts';
import type { DeskOptions } from './options.ts';
import { claimReplica } from './replica/identity.ts';
import { openReplica } from './replica/open-replica.ts';
import { createSessionService, toCommandSession } from './session/session-service.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import { createLocalSettings } from './settings/local-settings.ts';
import type { KeyVault } from './shells/key-vault.ts';
import { createPopFollower } from './shells/pop-follower.ts';
import type { Shell } from './shells/shell.ts';
import { createCentreClient } from './sync/centre-client.ts';
import { createSyncEngine } from './sync/engine.ts';
import { createHttpNet } from './sync/http-net.ts';
import { systemDelay } from './sync/system-delay.ts';
import { createAdapters } from './telephony/adapters.ts';
import { createPbxFollower } from './telephony/pbx-follower.ts';
import { createSwitchingSource } from './telephony/switching-source.ts';

/** What the shell gives the desk it runs. */
export interface DeskSurroundings {
  readonly shell: Shell;
  readonly keyVault: KeyVault;
  /** This profile's private folder; it exists. */
  readonly dataDir: string;
  readonly options: DeskOptions;
  readonly log: Log;
}

/** The desk without a window: telephony, replica, sync, commands, and the one way to ask for them. */
export interface DeskHost extends Service {
  readonly ipc: IpcRouter;
}

const REPLICA_FILE = 'replica.db';
const KEY_BYTES = 32;

/** The composition root: nothing of the desk is created anywhere else. */
export async function composeDesk({
  shell,
  keyVault,
  dataDir,
  options,
  log,
}: DeskSurroundings): Promise<DeskHost> {
  const clock = systemClock;
  const newId = createNewId(clock, (length) => randomBytes(length));
  const amiSecret = options.amiSecretFile === undefined ? undefined : await secretIn(options.amiSecretFile);
  const replica = openReplica({
    file: join(dataDir, REPLICA_FILE),
    key: await replicaKey(keyVault),
    migrations: features.flatMap((feature) => feature.migrations),
    tables: sharedFeatures.flatMap((feature) => feature.tables),
    localTables: features.flatMap((feature) => feature.localTables ?? []),
    log,
  });
  const { db } = replica;
  const registry = createCommandRegistry([
    linkAdd,
    linkRemove,
    ...sharedFeatures.flatMap((feature) => feature.commands),
  ]);

  const local = createLocalSettings(db, (tables, write) => replica.write(tables, write));
  const settings = createSettingsStore(local, { settings: options.settings, secrets: { ami: amiSecret } });
  const session = createSessionService({
    local,
    client: createCentreClient,
    admit: ({ tenantId, userId }) =>
      replica.transact((transaction) => claimReplica(transaction, replica.tables, { tenantId, userId })),
    device: hostname() || 'desk',
    log,
  });
  const commands = createCommandRunner({
    replica,
    registry,
    clock,
    session: () => toCommandSession(session.required()),
  });
  const sync = createSyncEngine({ replica, registry, clock, random: Math.random, delay: systemDelay, log });

  const describe = createDescribe(db, features);
  const adapters = createAdapters({
    current() {
      const signedIn = session.stored();
      return signedIn ? { url: signedIn.centre, token: signedIn.token } : undefined;
    },
    onChange: (listener) => session.onChange(listener),
  });
  const doors = adapters.map((adapter) => ({ adapter, source: createSwitchingSource(clock) }));
  const lookup = createCallerLookup({
    index: createNumberIndex(db),
    describe,
    rank: createRank(db, features),
    ruleFor: createRuleFor(db, features),
  });
  const calls = new CallService({
    clock,
    precise: () => performance.timeOrigin + performance.now(),
    newId,
    lookup,
    profile: () => settings.current().dialProfile,
    devices: () => adapters.flatMap((adapter) => adapter.devices(settings.current())),
    log,
  });

  const status = (): DeskStatus =>
    deskStatus({
      links: doors.map(({ adapter, source }) => ({
        adapter: adapter.name,
        canDial: adapter.canDial,
        state: source.state,
      })),
      centre: sync.status(),
      keyStrength: keyVault.strength,
    });
  const open = (route: string): void => {
    shell.showMain();
    ipc.emit('open', { route });
  };
  const touched = new Emitter<readonly string[]>();
  const statuses = new Emitter<DeskStatus>();
  const sessions = new Emitter<Session | null>();
  const host: Host = {
    clock,
    newId,
    db,
    session: () => requireSession(session.current()),
    currentSession: () => session.current(),
    onSession: (listener) => sessions.on(listener),
    run: (command, args) => commands.run(command.name, args),
    local: (tables, write) => replica.write(tables, write),
    touch: (tables) => touched.emit(tables),
    onChanged: (listener) => replica.onChanged(listener),
    calls,
    status,
    onStatus: (listener) => statuses.on(listener),
    async checkSetup() {
      const checked = await Promise.all(
        doors
          .filter(({ source }) => source.state.stage !== 'off')
          .map(async ({ adapter, source }) => [adapter.name, await source.checkBehind()] as const),
      );
      return Object.fromEntries(checked.flatMap(([name, found]) => (found ? [[name, found]] : [])));
    },
    takeWrapUp(wrapUp) {
      for (const feature of features) feature.takeWrapUp?.(host, wrapUp);
    },
    describe,
    notify: (notification) => shell.notify(notification),
    settings: () => settings.current(),
    options: options.features,
    centre(path, body, reply) {
      const { centre, token } = session.required();
      return createCentreClient({ url: centre, token }).post(path, body, reply);
    },
    log,
  };
  const parts = features.map((feature) => feature.parts?.(host) ?? {});
  const ipc: IpcRouter = createIpcRouter(
    [
      ...coreHandlers({ db, session, settings, commands, status, open }),
      callHandlers(
        calls,
        (call) => features.filter((feature) => feature.attributeCall?.(host, call)).length > 0,
      ),
      ...parts.flatMap(({ implementation }) =>
        implementation ? [signedInOnly(implementation, session.required)] : [],
      ),
    ],
    log,
  );

  const services: readonly Service[] = [
    sync,
    ...parts.flatMap((part) => part.services ?? []),
    createPopFollower(calls, shell),
    createPbxFollower(doors, settings, log),
  ];
  const linkToCentre = async (): Promise<void> => {
    const signedIn = session.stored();
    if (!signedIn) return sync.disconnect();
    const { centre, token, tenantId, userId } = signedIn;
    return sync.connect({
      net: createHttpNet({ url: centre, token, random: Math.random, delay: systemDelay }),
      owner: { tenantId, userId },
    });
  };

  replica.onChanged((tables) => ipc.emit('changed', { tables }));
  touched.on((tables) => ipc.emit('changed', { tables }));
  for (const { source } of doors) {
    calls.connect(source);
    source.onState(() => statuses.emit(status()));
  }
  calls.onLive((live) => ipc.emit('calls', live));
  settings.onChange(() => calls.rematch());
  // A number stored or pulled while it rings is found at once. Numbers are in shared tables only: a note saved at every
  // key must not look up all live calls.
  replica.onChanged((tables) => {
    if (tables.some((table) => replica.tables.has(table))) calls.rematch();
  });
  sync.onStatus(() => statuses.emit(status()));
  statuses.on((current) => ipc.emit('status', current));
  settings.onChange((changed) => ipc.emit('settings', changed));
  session.onChange(() => {
    const current = session.current();
    sessions.emit(current);
    ipc.emit('session', current);
    linkToCentre().catch((error: unknown) =>
      log.error('the centre could not be linked', { error: messageOf(error) }),
    );
  });

  return {
    ipc,
    async start() {
      for (const service of services) await service.start();
      await linkToCentre();
      if (options.signIn && !session.current()) await signInAtStart(options.signIn);
    },
    async stop() {
      try {
        await stopAll(services);
      } finally {
        replica.close();
      }
    },
  };

  async function signInAtStart({
    tenant,
    login,
    passwordFile,
  }: NonNullable<DeskOptions['signIn']>): Promise<void> {
    const centre = settings.current().centre.url;
    if (centre === null) throw new AppError('options.bad', '--sign-in needs --centre');
    await session.signIn({ centre, tenant, login, password: await secretIn(passwordFile) });
  }
}

async function replicaKey(vault: KeyVault): Promise<Uint8Array> {
  const stored = await vault.load();
  if (stored) return stored;
  const key = randomBytes(KEY_BYTES);
  await vault.save(key);
  return key;
}

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new AppError(
      'options.bad',
      `${file} cannot be read: ${messageOf(error)}`,
      { file },
      { cause: error },
    );
  }
}

function requireSession(session: Session | null): Session {
  if (!session) throw new AppError('session.none', 'nobody is signed in');
  return session;
}
