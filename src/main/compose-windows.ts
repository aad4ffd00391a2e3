import type { LiveCall } from '#shared/calls/live-call.ts';
import { HOUSE_VALUES, SHORTCUT_STATES } from '#shared/ipc/core-contracts.ts';
import type { Service } from '#shared/kernel/service.ts';
import { conflictNoteTable } from '#shared/sync/conflict-note.ts';
import { callsFor, guardCalls } from './calls/calls-for-anybody.ts';
import { callHandlers } from './calls/handlers.ts';
import type { DeskFeatures } from './compose-features.ts';
import type { DeskSession } from './compose-session.ts';
import type { DeskStore } from './compose-store.ts';
import type { DeskSync } from './compose-sync.ts';
import type { DeskTelephony } from './compose-telephony.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { features } from './features.ts';
import { coreHandlers } from './host/core-handlers.ts';
import type { DeskNews } from './host/desk-news.ts';
import { formDraftHandlers } from './host/form-drafts.ts';
import { signedInOnly } from './host/signed-in-only.ts';
import { createIpcRouter } from './ipc/router.ts';
import type { IpcRouter } from './ipc/router.ts';
import { countOutbox } from './replica/outbox.ts';
import { accountHandlers } from './session/account-handlers.ts';
import { requireSession } from './session/require-session.ts';
import { createPopFollower } from './shells/pop-follower.ts';
import { createShortcutActs } from './shells/shortcut-acts.ts';
import { createShortcuts } from './shells/shortcuts.ts';
import type { Shortcuts } from './shells/shortcuts.ts';

/** What windows ask and hear, and what brings them to the front. */
export interface DeskWindows {
  readonly ipc: IpcRouter;
  readonly shortcuts: Shortcuts;
  readonly popFollower: Service;
}

interface WindowlessDesk {
  readonly store: DeskStore;
  readonly people: Pick<DeskSession, 'session' | 'browser' | 'commands'>;
  readonly sync: Pick<DeskSync, 'engine' | 'lease'>;
  readonly telephony: Pick<DeskTelephony, 'doors' | 'calls'>;
  readonly house: DeskFeatures;
  readonly news: DeskNews;
}

/** The windows hear of everything from now on. */
export function composeWindows(
  { shell, log }: Pick<DeskSurroundings, 'shell' | 'log'>,
  desk: WindowlessDesk,
): DeskWindows {
  const { replica, settings, clock } = desk.store;
  const { db } = replica;
  const { session, browser, commands } = desk.people;
  const { engine } = desk.sync;
  const { calls } = desk.telephony;
  const { host, parts } = desk.house;
  const { touched, seen, asked } = desk.news;

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
        ...{ db, session, settings, commands, status: host.status, open, shortcuts: shortcuts.states },
        compare: () => engine.compare(),
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
  tellWindows(desk, ipc, shown);
  return { ipc, shortcuts, popFollower: createPopFollower(calls, shell) };
}

/** Who hears of one thing hears of it in this order. */
function tellWindows(
  desk: WindowlessDesk,
  ipc: IpcRouter,
  shown: (live: readonly LiveCall[]) => readonly LiveCall[],
): void {
  const { replica, settings } = desk.store;
  const { session } = desk.people;
  const { engine, lease } = desk.sync;
  const { doors, calls } = desk.telephony;
  const { touched, statuses, sessions } = desk.news;
  const tellStatus = (): void => statuses.emit(desk.house.host.status());

  replica.onChanged((tables) => ipc.emit('changed', { tables }));
  replica.onChanged((tables) => {
    if (tables.includes(conflictNoteTable.name) || tables.includes('conflict_inbox')) tellStatus();
  });
  touched.on((tables) => ipc.emit('changed', { tables }));
  for (const { source } of doors) source.onState(tellStatus);
  calls.onLive((live) => ipc.emit('calls', shown(live)));
  settings.onChange(() => calls.rematch());
  // A number stored or pulled while it rings is found at once. Numbers are in shared tables only: a note saved at every
  // key must not look up all live calls.
  replica.onChanged((tables) => {
    if (tables.some((table) => replica.tables.has(table))) calls.rematch();
  });
  lease.onWarning(tellStatus);
  engine.onStatus(tellStatus);
  statuses.on((current) => ipc.emit('status', current));
  settings.onChange((changed) => ipc.emit('settings', changed));
  settings.onChange(() => touched.emit([HOUSE_VALUES]));
  session.onChange(() => {
    sessions.emit(session.current());
    ipc.emit('calls', shown(calls.live()));
    ipc.emit('session', session.view());
  });
}
