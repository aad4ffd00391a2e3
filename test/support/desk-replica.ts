import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { createCommandRunner } from '#main/commands/command-runner.ts';
import type { CommandRunner } from '#main/commands/command-runner.ts';
import { features } from '#main/features.ts';
import { createDescribe, createPeople, createRank, createRuleFor } from '#main/host/describe.ts';
import type { Describe, Rank } from '#main/host/describe.ts';
import { createFeatureAnswers } from '#main/host/feature-answers.ts';
import type { CallTransfer, Host } from '#main/host/host.ts';
import { openReplica } from '#main/replica/open-replica.ts';
import type { Replica } from '#main/replica/replica.ts';
import type { KeptPerson } from '#main/session/kept-person.ts';
import type { HandedFile, Notification } from '#main/shells/shell.ts';
import type { CallTraceRecord } from '#shared/calls/call-trace.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { Presence } from '#shared/calls/presence.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor, Command } from '#shared/commands/command.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { partyCreate } from '#shared/features/parties/commands.ts';
import { staffCreate } from '#shared/features/staff/staff.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import type { Reads } from '#shared/ipc/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import { createNewId, pooled } from '#shared/kernel/ids.ts';
import { stopAll } from '#shared/kernel/service.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettings } from '#shared/settings/desk-settings.ts';
import { AGENT, idOf } from './memory-rows.ts';
import { createRecordedLog } from './recorded-log.ts';
import type { RecordedLog } from './recorded-log.ts';

/** A desk's replica with every feature's tables, on disk and encrypted as in production, and a host around it. */
export interface DeskReplica {
  readonly replica: Replica;
  readonly describe: Describe;
  readonly rank: Rank;
  readonly host: Host;
  readonly log: RecordedLog;
  readonly notifications: readonly Notification[];
  /** Files that were given to the person. */
  readonly handedOver: readonly (HandedFile & { readonly how: 'open' | 'save' })[];
  /** Runs a command as this user, an agent unless told otherwise. */
  run<A>(command: Command<A>, args: A, actor?: Actor): void;
  /** Time of the host's clock, ms. */
  now: number;
  signIn(session: Session | null): void;
  /** Who shares the desk; for `host.seat`. */
  people: readonly KeptPerson[];
  settings: DeskSettings;
  change(patch: Partial<DeskSettings>): void;
  /** What the features hear of a call. */
  call(call: LiveCall, before?: LiveCall): void;
  /** A search or an export was answered. */
  read(reads: Reads, input: object): void;
  /** A caller gave up in one of the desk's queues. */
  missInQueue(miss: QueueMiss): void;
  /** What the host says is live. */
  live: readonly LiveCall[];
  trace(record: CallTraceRecord): void;
  /** What the features hear of a transfer from the desk. */
  transfer(transfer: CallTransfer): void;
  /** What the features have hinted at, by call. */
  readonly hints: ReadonlyMap<string, Ref | null>;
  /** How the links are doing; `tellStatus` after a change. */
  status: DeskStatus;
  tellStatus(): void;
  /** What a setup check finds. */
  setup: Readonly<Record<string, readonly SetupFinding[]>>;
  /** What the phone system says of extensions; empty: it cannot tell. */
  readonly presence: Map<string, Presence>;
  /** What becomes of a click-to-dial; it fails until one is given. */
  dial: (text: string) => Promise<{ readonly id: string }>;
  /** What feature tests need of other features, which they may not import. */
  addParty(id: string, name: string, digits?: string): void;
  addStaff(id: string, name: string, extension: string): void;
  /** Open, the user's own; answers its number. */
  addTicket(id: string, title: string, partyId: string): string;
  /** Starts the services of these features; their calls go past the router that would parse the input. */
  start(...names: readonly string[]): Promise<RunningFeatures>;
  /** What an authenticated request to the centre answers; it fails until one is given. */
  centre: (path: string, body: unknown) => Promise<unknown>;
  close(): void;
}

export interface RunningFeatures {
  /** A call of the contract, `wrap-up.open`. */
  ask(channel: string, input?: object): unknown;
  stop(): Promise<void>;
}

export const ADMIN: Actor = { ...AGENT, roles: ['admin'] };
export const SESSION: Session = {
  tenantName: 'KV Lindental e. V.',
  demo: true,
  userId: AGENT.userId,
  userName: 'Nadine Kröger',
  roles: AGENT.roles,
};

export interface DeskReplicaOptions {
  /** Who sits here. */
  readonly user?: Session;
  /** Scope of the rows made here. */
  readonly scopeId?: string;
}

export function openDeskReplica({ user = SESSION, scopeId = 'scope' }: DeskReplicaOptions = {}): DeskReplica {
  const home = mkdtempSync(join(tmpdir(), 'rufblatt-replica-'));
  const log = createRecordedLog();
  const replica = openReplica({
    file: join(home, 'replica.db'),
    key: randomBytes(32),
    migrations: features.flatMap((feature) => feature.migrations),
    tables: sharedFeatures.flatMap((feature) => feature.tables),
    localTables: features.flatMap((feature) => feature.localTables ?? []),
    log,
  });
  const registry = createCommandRegistry(
    [linkAdd, linkRemove, ...sharedFeatures.flatMap((feature) => feature.commands)],
    [...replica.tables.values()],
  );
  const describe = createDescribe(replica.db, features);
  const rank = createRank(replica.db, features);
  const lookup = createCallerLookup({
    index: createNumberIndex(replica.db),
    describe,
    rank,
    people: createPeople(replica.db, features),
    ruleFor: createRuleFor(replica.db, features),
  });
  const clock = { now: () => desk.now };
  const sessions = new Emitter<Session | null>();
  const calls = new Emitter<{ readonly call: LiveCall; readonly before: LiveCall | undefined }>();
  const traces = new Emitter<CallTraceRecord>();
  const statuses = new Emitter<DeskStatus>();
  const transfers = new Emitter<CallTransfer>();
  const reads = new Emitter<{ readonly reads: Reads; readonly input: unknown }>();
  const queueMisses = new Emitter<QueueMiss>();
  const leavings = new Emitter<void>();
  const settingsChanges = new Emitter<void>();
  const hints = new Map<string, Ref | null>();
  const notifications: Notification[] = [];
  const handedOver: (HandedFile & { readonly how: 'open' | 'save' })[] = [];
  let session: Session | null = user;

  const runnerOf = (actor: Actor = { ...AGENT, userId: user.userId, roles: user.roles }): CommandRunner =>
    createCommandRunner({ replica, registry, clock, session: () => ({ actor, scopeId }) });

  const present = (): Actor | undefined =>
    session ? { ...AGENT, userId: session.userId, roles: session.roles } : undefined;

  const host: Host = {
    clock,
    newId: createNewId(
      clock,
      pooled((length) => randomBytes(length)),
    ),
    db: replica.db,
    session() {
      if (!session) throw new Error('nobody is signed in');
      return session;
    },
    currentSession: () => session,
    homeScope: () => (session ? scopeId : undefined),
    onSession: (listener) => sessions.on(listener),
    seat: {
      name: 'PC-7',
      id: () => idOf(7),
      people: () => desk.people,
      leave() {
        if (!session) throw new AppError('session.none', 'nobody is here to leave');
        leavings.emit();
        desk.signIn(null);
      },
      take(userId) {
        const person = desk.people.find((one) => one.userId === userId);
        const refusal = person ? person.refusal : 'duty.password-asked';
        if (!person || refusal !== null) throw new AppError(refusal ?? 'duty.password-asked', 'sign in anew');
        const taken: Session = { ...SESSION, userId, userName: person.userName };
        desk.signIn(taken);
        return taken;
      },
      askPassword(userId) {
        desk.people = desk.people.map((one) =>
          one.userId === userId ? { ...one, refusal: 'duty.password-asked' } : one,
        );
      },
      onLeaving: (listener) => leavings.on(listener),
    },
    run: (command, args) => desk.run(command, args, present()),
    runNamed: (name, args) => runnerOf(present()).run(name, args),
    tables: replica.tables,
    local: (tables, write, options) => replica.write(tables, write, options),
    touch() {},
    onChanged: (listener) => replica.onChanged(listener),
    onRead: (listener) => reads.on((read) => listener(read.reads, read.input)),
    isAsked: () => false,
    calls: {
      live: () => desk.live,
      lookup: (remote) => lookup.lookup(remote, host.settings().dialProfile),
      onCall: (listener) => calls.on(({ call, before }) => listener(call, before)),
      onTrace: (listener) => traces.on(listener),
      dial: (text) => desk.dial(text),
      onTransfer: (listener) => transfers.on(listener),
      hint: (id, party) => void hints.set(id, party),
    },
    onQueueMissed: (listener) => queueMisses.on(listener),
    presenceOf: (extension) => desk.presence.get(extension) ?? 'unknown',
    tellsPresence: () => desk.presence.size > 0,
    status: () => desk.status,
    onStatus: (listener) => statuses.on(listener),
    checkSetup: async () => desk.setup,
    describe,
    ...createFeatureAnswers(features, { db: replica.db, clock, host: () => host }),
    notify: (notification) => void notifications.push(notification),
    async handOver(file, how) {
      handedOver.push({ ...file, how });
      return { kind: 'saved', path: `/home/nadine/Downloads/${file.name}`, isOpened: how === 'open' };
    },
    settings: () => desk.settings,
    onSettings: (listener) => settingsChanges.on(listener),
    options: {},
    centre: async <T>(path: string, body: unknown, reply: z.ZodType<T>) =>
      reply.parse(await desk.centre(path, body)),
    log,
  };
  const desk: DeskReplica = {
    replica,
    describe,
    rank,
    host,
    log,
    notifications,
    handedOver,
    now: 1_000,
    run: (command, args, actor) => runnerOf(actor).run(command.name, args),
    signIn(next) {
      session = next;
      sessions.emit(next);
    },
    people: [],
    settings: defaultDeskSettings,
    change(patch) {
      desk.settings = { ...desk.settings, ...patch };
      settingsChanges.emit();
    },
    call: (call, before) => calls.emit({ call, before }),
    read: (what, input) => reads.emit({ reads: what, input }),
    missInQueue: (miss) => queueMisses.emit(miss),
    transfer: (transfer) => transfers.emit(transfer),
    hints,
    trace: (record) => traces.emit(record),
    live: [],
    status: {
      links: [],
      pbx: { state: 'ready' },
      centre: { state: 'online', asOf: 1_000, pending: 0, rejected: 0 },
      keyStrength: 'keychain',
    },
    tellStatus: () => statuses.emit(desk.status),
    setup: {},
    presence: new Map(),
    dial: () => Promise.reject(new Error('no phone')),
    addParty(id, name, digits) {
      const phone = {
        kind: 'phone',
        label: '',
        raw: digits ?? '',
        digits: digits ?? null,
        stem: null,
      } as const;
      const contacts = digits === undefined ? [] : [{ id: host.newId(), ...phone }];
      const blank = { customerNo: null, street: null, postalCode: null, city: null, note: '', contacts };
      desk.run(partyCreate, { id, kind: 'person', status: 'customer', name, sortName: name, ...blank });
    },
    addStaff: (id, name, extension) =>
      desk.run(staffCreate, { id, name, shortName: name, extension, mail: null }, ADMIN),
    addTicket(id, title, partyId) {
      const number = formatTicketNumber(2026, 4711);
      const open = { kind: 'support', ownerId: user.userId, dueAt: null, from: null } as const;
      desk.run(ticketCreate, { id, number, title, partyId, ...open });
      return number;
    },
    async start(...names) {
      const chosen = features.filter(({ shared }) => names.includes(shared.name));
      if (chosen.length !== names.length) throw new Error(`not all of ${names.join()} are features`);
      const parts = chosen.flatMap((feature) => feature.parts?.(host) ?? []);
      const services = parts.flatMap((part) => part.services ?? []);
      for (const service of services) await service.start();
      return {
        ask(channel, input = {}) {
          const [part, name = ''] = channel.split('.');
          const found = parts
            .flatMap(({ implementation, open }) => [implementation, open])
            .find((one) => one?.contract.part === part);
          const handle = found?.handlers[name] as ((input: object) => unknown) | undefined;
          if (!handle) throw new Error(`no call ${channel}`);
          return handle(input);
        },
        stop: () => stopAll(services),
      };
    },
    centre: () => Promise.reject(new Error('no centre')),
    close() {
      replica.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return desk;
}
