import { AppError } from '#shared/kernel/app-error.ts';
import type { DeskSession } from './compose-session.ts';
import type { DeskStore } from './compose-store.ts';
import type { DeskSync } from './compose-sync.ts';
import type { DeskTelephony } from './compose-telephony.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { features } from './features.ts';
import type { DeskNews } from './host/desk-news.ts';
import { createFeatureAnswers } from './host/feature-answers.ts';
import type { FeatureParts, Host } from './host/host.ts';
import { deskStatus } from './host/status-board.ts';
import { requireSession } from './session/require-session.ts';
import { createSeat } from './session/seat.ts';
import { deskId } from './settings/desk-id.ts';
import { checkDoors } from './telephony/check-doors.ts';

/** What the features have to work with, and what they make of it. */
export interface DeskFeatures {
  readonly host: Host;
  /** In the order of `features`. */
  readonly parts: readonly FeatureParts[];
}

export function composeFeatures(
  { shell, keyVault, options, log }: DeskSurroundings,
  {
    store,
    people: { session, commands },
    sync: { engine, lease },
    telephony: { doors, calls, presences },
    news,
  }: {
    readonly store: DeskStore;
    readonly people: Pick<DeskSession, 'session' | 'commands'>;
    readonly sync: Pick<DeskSync, 'engine' | 'lease'>;
    readonly telephony: Pick<DeskTelephony, 'doors' | 'calls' | 'presences'>;
    readonly news: DeskNews;
  },
): DeskFeatures {
  const { clock, newId, replica, local, settings, describe } = store;
  const { db } = replica;
  const countConflicts = (): number =>
    features.reduce((sum, feature) => sum + (feature.countConflicts?.(host) ?? 0), 0);
  const host: Host = {
    clock,
    newId,
    db,
    session: () => requireSession(session),
    currentSession: () => session.current(),
    homeScope: () => session.stored()?.scopeId,
    onSession: (listener) => news.sessions.on(listener),
    seat: createSeat({ session, lease, name: store.device, id: () => deskId(local, newId) }),
    run: (command, args) => commands.run(command.name, args),
    runNamed: (name, args) => commands.run(name, args),
    tables: replica.tables,
    local: (tables, write, how) => replica.write(tables, write, how),
    touch: (tables) => news.touched.emit(tables),
    onChanged: (listener) => replica.onChanged(listener),
    onRead: (listener) => news.seen.on(({ reads, input }) => listener(reads, input)),
    isAsked: news.asked.is,
    calls,
    onQueueMissed: (listener) => news.queueMisses.on(listener),
    presenceOf: (extension) => presences.of(extension),
    tellsPresence: () => presences.canTell,
    status: () =>
      deskStatus({
        links: doors.map(({ adapter, source }) => ({
          adapter: adapter.name,
          canDial: adapter.canDial,
          state: source.state,
        })),
        centre: { ...engine.status(), conflicts: countConflicts() },
        keyStrength: keyVault.strength,
        leaseDaysLeft: lease.warning(),
      }),
    onStatus: (listener) => news.statuses.on(listener),
    checkSetup: () => checkDoors(doors),
    describe,
    ...createFeatureAnswers(features, { db, clock, host: () => host }),
    notify: (notification) => shell.notify(notification),
    async handOver(file, how) {
      if (!shell.handOver) throw new AppError('files.no-way', 'this shell has no way to give a file');
      return shell.handOver(file, how);
    },
    settings: () => settings.current(),
    onSettings: (listener) => settings.onChange(listener),
    options: options.features,
    centre(path, body, reply) {
      const { centre, token } = session.required();
      return store.centreClient({ url: centre, token }).post(path, body, reply);
    },
    log,
  };
  return { host, parts: features.map((feature) => feature.parts?.(host) ?? {}) };
}
