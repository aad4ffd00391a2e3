import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { readFile } from 'node:fs/promises';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { HOUSE_VALUES, SHORTCUT_STATES } from '#shared/ipc/core-contracts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { Reads } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createNewId, pooled } from '#shared/kernel/ids.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { conflictNoteTable } from '#shared/sync/conflict-note.ts';
import { CallService } from './calls/call-service.ts';
import { createCallerLookup } from './calls/caller-lookup.ts';
import { callsFor, guardCalls } from './calls/calls-for-anybody.ts';
import { callHandlers } from './calls/handlers.ts';
import { createNumberIndex } from './calls/number-index.ts';
import { createCommandRunner } from './commands/command-runner.ts';
import { features } from './features.ts';
import { coreHandlers } from './host/core-handlers.ts';
import { createCloseTo } from './host/close-to.ts';
import { createMayContact } from './host/may-contact.ts';
import { createNarrow } from './host/party-filters.ts';
import { createPartiesWithin } from './host/parties-within.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from './host/describe.ts';
import { formDraftHandlers } from './host/form-drafts.ts';
import type { Host, Log } from './host/host.ts';
import { createLately } from './host/lately.ts';
import { signedInOnly } from './host/signed-in-only.ts';
import { deskStatus } from './host/status-board.ts';
import { createIpcRouter } from './ipc/router.ts';
import type { IpcRouter } from './ipc/router.ts';
import type { DeskOptions } from './options.ts';
import { claimReplica } from './replica/identity.ts';
import { countOutbox, firstPending, hasPendingOf } from './replica/outbox.ts';
import { openOwnReplica } from './replica/own-replica.ts';
import { prepareInWorker } from './replica/prepare-in-worker.ts';
import { replicaSchema } from './replica/replica-schema.ts';
import { readSyncState } from './replica/sync-state.ts';
import { createUnsentCopy } from './replica/unsent-copy.ts';
import { createWarmUp } from './replica/warm-up.ts';
import { replicaParts } from './replica-parts.ts';
import { accountHandlers } from './session/account-handlers.ts';
import { createBrowserSignIn } from './session/browser-sign-in.ts';
import { createKeptRound } from './session/kept-round.ts';
import { createLease } from './session/lease.ts';
import { noteLock } from './session/session-lock.ts';
import { createSessionService } from './session/session-service.ts';
import type { SessionService } from './session/session-service.ts';
import { toCommandSession } from './session/session-views.ts';
import type { StoredSession } from './session/stored-session.ts';
import { followHouse } from './settings/house-follower.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import { createLocalSettings } from './settings/local-settings.ts';
import type { LocalSettings } from './settings/local-settings.ts';
import type { KeyVault } from './shells/key-vault.ts';
import { createPopFollower } from './shells/pop-follower.ts';
import { createShortcutActs } from './shells/shortcut-acts.ts';
import { createShortcuts } from './shells/shortcuts.ts';
import type { Shell } from './shells/shell.ts';
import { readAuthorities } from './sync/authorities.ts';
import { createBootstrap } from './sync/bootstrap.ts';
import { createCentreClient } from './sync/centre-client.ts';
import { createComingCalls } from './sync/coming-calls.ts';
import { createSyncEngine } from './sync/engine.ts';
import { giveBack } from './sync/give-back.ts';
import { createHttpNet } from './sync/http-net.ts';
import { createPageHelpers } from './sync/page-helper.ts';
import { createReplicaCheck } from './sync/replica-check.ts';
import { systemDelay } from './sync/system-delay.ts';
import { createAdapters } from './telephony/adapters.ts';
import { checkDoors } from './telephony/check-doors.ts';
import { createPbxFollower } from './telephony/pbx-follower.ts';
import { createPresenceBoard } from './telephony/presence-board.ts';
import { createSwitchingSource } from './telephony/switching-source.ts';

/** A day: what differs is a fault, and a fault is rare. */
const CHECK_EVERY_MS = 86_400_000;
/** Between the letters of somebody who types. */
const TYPING_MS = 1_000;
/** A window that has asked something asks more because of it, and draws it. */
const ASKING_MS = 500;
/** Where rows change all the time, so do windows ask; what stands back for them goes on then. */
const MOST_ASKING_MS = 3_000;

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

/** The composition root: nothing of the desk is created anywhere else. */
export async function composeDesk({
  shell,
  keyVault,
  dataDir,
  options,
  log,
}: DeskSurroundings): Promise<DeskHost> {
  const clock = systemClock;
  const newId = createNewId(
    clock,
    pooled((length) => randomBytes(length)),
  );
  const amiSecret = options.amiSecretFile === undefined ? undefined : await secretIn(options.amiSecretFile);
  const ca = options.centreCaFile === undefined ? undefined : await readAuthorities(options.centreCaFile);
  const { replica, keyLost } = await openOwnReplica({
    dataDir,
    keyVault,
    now: clock.now,
    ...replicaParts,
    log,
  });
  const { db } = replica;
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...sharedFeatures.flatMap((feature) => feature.commands)],
    [...replica.tables.values()],
  );

  const local = createLocalSettings(db, (tables, write) => replica.write(tables, write));
  if (keyLost) noteLock(local, { reason: 'key-lost', at: clock.now(), userName: '' });
  const unsent = createUnsentCopy({ replica, local, dataDir, log });
  const settings = createSettingsStore(local, { settings: options.settings, secrets: { ami: amiSecret } });
  /** What the run was told goes before the settings: somebody at the desk must not believe a centre nobody else does. */
  const authorities = (): string | undefined => ca ?? (settings.current().centre.ca || undefined);
  const session = createSessionService({
    local,
    client: (address) => createCentreClient({ ...address, ca: authorities() }),
    admit: async (reply, ask) => {
      const { tenantId, userId } = reply;
      const sharesWith = session.sharesWith(reply);
      const author = firstPending(db)?.actor.userId;
      // What a colleague who shares the desk has written goes out in their own name; then the file changes hands.
      const isLater = author !== undefined && author !== userId && sharesWith.includes(author);
      if (!isLater)
        replica.transact((transaction) =>
          claimReplica(transaction, replica.tables, { tenantId, userId, sharesWith }),
        );
      await unsent.recover({ tenantId, userId }, ask);
    },
    isWeakDesk: () => keyVault.strength !== 'keychain',
    keeps: () => settings.current().duty.shared,
    holder: () => readSyncState(db).user_id,
    isWaiting: (userId) => hasPendingOf(db, userId),
    now: clock.now,
    device: hostname() || 'desk',
    log,
  });
  followHouse({
    sources: features.flatMap(({ houseSettings }) => houseSettings ?? []),
    db,
    settings,
    scopeId: () => session.speaker()?.scopeId,
    onTables: (listener) => replica.onChanged(listener),
    onSession: (listener) => session.onChange(listener),
  });
  const commands = createCommandRunner({
    replica,
    registry,
    clock,
    session: () => toCommandSession(session.required()),
  });
  const syncDeps = { replica, registry, clock, random: Math.random, delay: systemDelay, log };
  const coming = createComingCalls();
  const sync = createSyncEngine({
    ...syncDeps,
    bootstrap: createBootstrap({
      ...syncDeps,
      schemaKey: replicaSchema(replicaParts).key,
      prepare: prepareInWorker,
    }),
    check: createReplicaCheck({ ...syncDeps, everyMs: CHECK_EVERY_MS }),
    helpers: createPageHelpers(replica, log, { calls: coming.count }),
  });

  const lease = createLease({
    local,
    clock,
    monotonic: () => performance.now(),
    session: {
      ...session,
      stored: () => session.speaker(),
      check: (signal) => (session.stored() ? session.check(signal) : session.checkKept(signal)),
    },
    isOnline: () => sync.status().state === 'online',
  });
  const browser = createBrowserSignIn({
    client: (address) => createCentreClient({ ...address, ca: authorities() }),
    session,
    device: hostname() || 'desk',
    openAddress: shell.openAddress?.bind(shell),
    onSignedIn: (centre) => {
      settings.change({ centre: { url: centre } });
      shell.showMain();
    },
    log,
  });

  const describe = createDescribe(db, features);
  const adapters = createAdapters({
    current() {
      // Between two people of a shared desk its doors stay open.
      const signedIn = session.speaker();
      return signedIn ? { url: signedIn.centre, token: signedIn.token, ca: authorities() } : undefined;
    },
    onChange(listener) {
      const ends = [session.onChange(listener), settings.onChange(listener)];
      return () => {
        for (const end of ends) end();
      };
    },
  });
  const doors = adapters.map((adapter) => ({ adapter, source: createSwitchingSource(clock) }));
  const lookup = createCallerLookup({
    index: createNumberIndex(db),
    describe,
    rank: createRank(db, features),
    people: createPeople(db, features),
    ruleFor: createRuleFor(db, features),
  });
  const calls = new CallService({
    clock,
    precise: () => performance.timeOrigin + performance.now(),
    newId,
    lookup,
    profile: () => settings.current().dialProfile,
    devices: () => adapters.flatMap((adapter) => adapter.devices(settings.current())),
    recall: (id) => features.map((feature) => feature.partyOfCall?.(db, { id })).find(Boolean) ?? null,
    log,
  });

  const countConflicts = (): number =>
    features.reduce((sum, feature) => sum + (feature.countConflicts?.(host) ?? 0), 0);
  const status = (): DeskStatus =>
    deskStatus({
      links: doors.map(({ adapter, source }) => ({
        adapter: adapter.name,
        canDial: adapter.canDial,
        state: source.state,
      })),
      centre: { ...sync.status(), conflicts: countConflicts() },
      keyStrength: keyVault.strength,
      leaseDaysLeft: lease.warning(),
    });
  const shown = (live: readonly LiveCall[]): readonly LiveCall[] =>
    callsFor(session.current(), live, settings.current().duty.shared);
  const open = (route: string | undefined): void => {
    shell.showMain();
    if (route !== undefined) ipc.emit('open', { route });
  };
  const shortcuts = createShortcuts({
    keys: shell.globalKeys,
    wanted: () => settings.current().shortcuts,
    onSettings: (listener) => settings.onChange(listener),
    acts: createShortcutActs({
      isSignedIn: () => session.current() !== null,
      clipboardText: async () => (await shell.globalKeys?.clipboardText()) ?? '',
      dialAtOnce: () => settings.current().shortcuts.dialAtOnce,
      calls,
      open,
    }),
    onChange: () => touched.emit([SHORTCUT_STATES]),
  });
  const seen = new Emitter<{ readonly reads: Reads; readonly input: unknown }>();
  const searched = createLately(TYPING_MS);
  seen.on(searched.note);
  const asked = createLately(ASKING_MS, { mostMs: MOST_ASKING_MS });
  const touched = new Emitter<readonly string[]>();
  const queueMisses = new Emitter<QueueMiss>();
  const presences = createPresenceBoard({ doors, touch: (tables) => touched.emit(tables) });
  const statuses = new Emitter<DeskStatus>();
  const sessions = new Emitter<Session | null>();
  const host: Host = {
    clock,
    newId,
    db,
    session: () => requireSession(session),
    currentSession: () => session.current(),
    homeScope: () => session.stored()?.scopeId,
    onSession: (listener) => sessions.on(listener),
    seat: {
      name: hostname() || 'desk',
      id: () => deskId(local, newId),
      people: session.kept,
      leave: session.rest,
      take(userId) {
        // A desk that was away too long lets nobody in without the password; this is when it notices.
        lease.tick();
        const taken = session.resume(userId);
        void session.check();
        return taken;
      },
      askPassword: session.askPassword,
      onLeaving: session.onLeaving,
    },
    run: (command, args) => commands.run(command.name, args),
    runNamed: (name, args) => commands.run(name, args),
    tables: replica.tables,
    local: (tables, write, how) => replica.write(tables, write, how),
    touch: (tables) => touched.emit(tables),
    onChanged: (listener) => replica.onChanged(listener),
    onRead: (listener) => seen.on(({ reads, input }) => listener(reads, input)),
    isAsked: asked.is,
    calls,
    onQueueMissed: (listener) => queueMisses.on(listener),
    presenceOf: (extension) => presences.of(extension),
    tellsPresence: () => presences.canTell,
    status,
    onStatus: (listener) => statuses.on(listener),
    checkSetup: () => checkDoors(doors),
    takeWrapUp(wrapUp) {
      for (const feature of features) feature.takeWrapUp?.(host, wrapUp);
    },
    noteOf: (callId) =>
      features.map((feature) => feature.noteOf?.(host, callId)).find((note) => note !== undefined) ?? '',
    describe,
    openWork: () => features.flatMap((feature) => feature.openWork ?? []),
    numbersToDial: (ids) => new Map(features.flatMap((one) => [...(one.numbersToDial?.(db, ids) ?? [])])),
    figures: () => features.flatMap((feature) => feature.figures ?? []),
    standIns: () => features.flatMap((feature) => feature.standIns?.(db, clock.now()) ?? []),
    timelineSources: () => features.flatMap((feature) => feature.timeline ?? []),
    partiesWithin: createPartiesWithin(db, features),
    closeTo: createCloseTo(db, features, clock),
    mayContact: createMayContact(db, features, clock),
    narrow: createNarrow(features),
    notify: (notification) => shell.notify(notification),
    async handOver(file, how) {
      if (!shell.handOver) throw new AppError('files.no-way', 'this shell has no way to give a file');
      return shell.handOver(file, how);
    },
    countFiles: (type, ids) =>
      new Map(features.flatMap((one) => [...(one.countFiles?.(db, type, ids) ?? [])])),
    heldPiece: (sha256, no) =>
      features.map((one) => one.heldPiece?.(db, sha256, no)).find((piece) => piece !== undefined),
    settings: () => settings.current(),
    onSettings: (listener) => settings.onChange(listener),
    shiftWork: () => features.flatMap((feature) => feature.shiftWork ?? []),
    options: options.features,
    centre(path, body, reply) {
      const { centre, token } = session.required();
      return createCentreClient({ url: centre, token, ca: authorities() }).post(path, body, reply);
    },
    importTarget: () => features.find((feature) => feature.importTarget)?.importTarget,
    exportLists: () => features.flatMap((feature) => feature.exportLists?.(host) ?? []),
    log,
  };
  const parts = features.map((feature) => feature.parts?.(host) ?? {});
  const ipc: IpcRouter = createIpcRouter(
    [
      accountHandlers({
        session,
        browser,
        pending: () => countOutbox(db).pending,
        onChange: () => touched.emit(['account']),
      }),
      formDraftHandlers({
        ...{ db, clock, write: (tables, body) => replica.write(tables, body) },
        userId: () => requireSession(session).userId,
      }),
      ...coreHandlers({
        ...{ db, session, settings, commands, status, open, shortcuts: shortcuts.states },
        compare: () => sync.compare(),
      }),
      guardCalls(
        callHandlers(
          calls,
          (call) => features.filter((feature) => feature.attributeCall?.(host, call)).length > 0,
        ),
        { require: session.required, live: () => shown(calls.live()) },
      ),
      ...parts.flatMap(({ implementation, open: toAnybody }) => [
        ...(implementation ? [signedInOnly(implementation, session.required)] : []),
        ...(toAnybody ? [toAnybody] : []),
      ]),
    ],
    log,
    { onRead: (reads, input) => seen.emit({ reads, input }), onAsked: asked.note },
  );

  const services: readonly Service[] = [
    unsent,
    lease,
    createKeptRound(session),
    { start() {}, stop: () => browser.stop() },
    sync,
    ...parts.flatMap((part) => part.services ?? []),
    createPopFollower(calls, shell),
    shortcuts,
    presences,
    createPbxFollower(doors, settings, log),
    createWarmUp({
      ...{ db, tables: ['phone', ...replica.tables.keys()], delay: systemDelay },
      isBusy: () => searched.is() || asked.is(),
      onError: (error) => log.warn('the replica could not be warmed up', { detail: messageOf(error) }),
    }),
  ];
  const speaker = (): StoredSession | null => session.speaker(firstPending(db)?.actor.userId);
  let linkedBy: string | undefined;
  const linkToCentre = async (): Promise<void> => {
    const signedIn = speaker();
    linkedBy = signedIn?.token;
    if (!signedIn) return sync.disconnect();
    const { centre, token, tenantId, userId } = signedIn;
    return sync.connect({
      net: createHttpNet({ url: centre, token, ca: authorities(), random: Math.random, delay: systemDelay }),
      owner: { tenantId, userId, sharesWith: session.sharesWith(signedIn) },
    });
  };

  replica.onChanged((tables) => ipc.emit('changed', { tables }));
  replica.onChanged((tables) => {
    if (tables.includes(conflictNoteTable.name) || tables.includes('conflict_inbox')) statuses.emit(status());
  });
  touched.on((tables) => ipc.emit('changed', { tables }));
  for (const { source } of doors) {
    calls.connect(source);
    source.onQueueMissed((miss) => queueMisses.emit(miss));
    source.onState(() => statuses.emit(status()));
  }
  calls.onTrace(coming.hear);
  calls.onLive((live) => ipc.emit('calls', shown(live)));
  settings.onChange(() => calls.rematch());
  // A number stored or pulled while it rings is found at once. Numbers are in shared tables only: a note saved at every
  // key must not look up all live calls.
  replica.onChanged((tables) => {
    if (tables.some((table) => replica.tables.has(table))) calls.rematch();
  });
  lease.onWarning(() => statuses.emit(status()));
  sync.onStatus(({ state, fault }) => {
    statuses.emit(status());
    // Refused: revoked, disabled, or something must come first. The session finds out which.
    if (state === 'refused' && (fault === 'sign-in' || fault === 'forbidden'))
      void session.check().then(() => session.checkKept());
  });
  statuses.on((current) => ipc.emit('status', current));
  settings.onChange((changed) => ipc.emit('settings', changed));
  settings.onChange(() => touched.emit([HOUSE_VALUES]));
  const relink = (): void => {
    linkToCentre().catch((error: unknown) =>
      log.error('the centre could not be linked', { error: messageOf(error) }),
    );
  };
  session.onChange(() => {
    const current = session.current();
    sessions.emit(current);
    ipc.emit('calls', shown(calls.live()));
    ipc.emit('session', session.view());
    // Nobody is here, and the desk goes on in the same name: what is under way need not be broken off.
    if (current !== null || speaker()?.token !== linkedBy) relink();
  });
  session.onEnded(({ userId, code }) => {
    const put = giveBack(syncDeps, userId, code);
    if (put > 0) log.warn('unsent work of an ended session was put aside', { userId, commands: put });
  });
  // Each one's work goes out by their own session, in the order in which it was written.
  replica.onChanged((tables) => {
    if (!tables.includes('outbox')) return;
    if (speaker()?.token !== linkedBy) relink();
    void session.letGo();
  });
  settings.onChange(() => void session.settleKeeping());
  let believed = authorities();
  settings.onChange(() => {
    if (authorities() === believed) return;
    believed = authorities();
    relink();
  });

  return {
    ipc,
    async start() {
      // The house may have made this a shared desk, or one person's, while it was off.
      void session.settleKeeping();
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

function requireSession(session: Pick<SessionService, 'current' | 'required'>): Session {
  const current = session.current();
  if (current) return current;
  session.required();
  throw new AppError('session.none', 'nobody is signed in');
}

/** Of this profile, for as long as there is one. */
function deskId(local: LocalSettings, newId: () => string): string {
  const stored = local.get('desk-id');
  if (typeof stored === 'string') return stored;
  const made = newId();
  local.set('desk-id', made);
  return made;
}
