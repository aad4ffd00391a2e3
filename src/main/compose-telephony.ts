import { CallService } from './calls/call-service.ts';
import { createCallerLookup } from './calls/caller-lookup.ts';
import { createNumberIndex } from './calls/number-index.ts';
import type { DeskSession } from './compose-session.ts';
import type { DeskStore } from './compose-store.ts';
import type { DeskSync } from './compose-sync.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { features } from './features.ts';
import { createPeople, createRank, createRuleFor } from './host/describe.ts';
import type { DeskNews } from './host/desk-news.ts';
import { createAdapters } from './telephony/adapters.ts';
import { createPbxFollower } from './telephony/pbx-follower.ts';
import type { Door } from './telephony/pbx-follower.ts';
import { createPresenceBoard } from './telephony/presence-board.ts';
import type { PresenceBoard } from './telephony/presence-board.ts';
import { createSwitchingSource } from './telephony/switching-source.ts';
import type { Service } from '#shared/kernel/service.ts';

/** The phone systems of the desk, and the calls that come in by them. */
export interface DeskTelephony {
  readonly doors: readonly Door[];
  readonly calls: CallService;
  readonly presences: PresenceBoard;
  /** Opens the doors and keeps them on what the settings say. */
  readonly pbxFollower: Service;
}

export function composeTelephony(
  { log }: Pick<DeskSurroundings, 'log'>,
  {
    store,
    people: { session },
    sync: { coming },
    news,
  }: {
    readonly store: DeskStore;
    readonly people: Pick<DeskSession, 'session'>;
    readonly sync: Pick<DeskSync, 'coming'>;
    readonly news: Pick<DeskNews, 'touched' | 'queueMisses'>;
  },
): DeskTelephony {
  const { replica, clock, newId, settings, describe, authorities } = store;
  const { db } = replica;
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
  const calls = new CallService({
    clock,
    precise: () => performance.timeOrigin + performance.now(),
    newId,
    lookup: createCallerLookup({
      index: createNumberIndex(db),
      describe,
      rank: createRank(db, features),
      people: createPeople(db, features),
      ruleFor: createRuleFor(db, features),
    }),
    profile: () => settings.current().dialProfile,
    devices: () => adapters.flatMap((adapter) => adapter.devices(settings.current())),
    recall: (id) => features.map((feature) => feature.partyOfCall?.(db, { id })).find(Boolean) ?? null,
    log,
  });
  for (const { source } of doors) {
    calls.connect(source);
    source.onQueueMissed((miss) => news.queueMisses.emit(miss));
  }
  calls.onTrace(coming.hear);
  return {
    doors,
    calls,
    presences: createPresenceBoard({ doors, touch: (tables) => news.touched.emit(tables) }),
    pbxFollower: createPbxFollower(doors, settings, log),
  };
}
