import type { DeskStore } from './compose-store.ts';
import { createCommandRunner } from './commands/command-runner.ts';
import type { CommandRunner } from './commands/command-runner.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { features } from './features.ts';
import { claimReplica } from './replica/identity.ts';
import { firstPending, hasPendingOf } from './replica/outbox.ts';
import { readSyncState } from './replica/sync-state.ts';
import { createBrowserSignIn } from './session/browser-sign-in.ts';
import type { BrowserSignIn } from './session/browser-sign-in.ts';
import { createKeptRound } from './session/kept-round.ts';
import { createSessionService } from './session/session-service.ts';
import type { SessionService } from './session/session-service.ts';
import { toCommandSession } from './session/session-views.ts';
import { followHouse } from './settings/house-follower.ts';
import type { Service } from '#shared/kernel/service.ts';

/** Who is at the desk, and what they do there. */
export interface DeskSession {
  readonly session: SessionService;
  readonly browser: BrowserSignIn;
  /** Runs commands in the name of whoever is signed in. */
  readonly commands: CommandRunner;
  readonly keptRound: Service;
}

/** The settings follow the house of whoever is here from now on. */
export function composeSession(
  { shell, keyVault, log }: Pick<DeskSurroundings, 'shell' | 'keyVault' | 'log'>,
  { store }: { readonly store: DeskStore },
): DeskSession {
  const { replica, registry, local, settings, unsent, clock, device, centreClient: client } = store;
  const { db } = replica;
  const session = createSessionService({
    local,
    client,
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
    device,
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
  return {
    session,
    commands: createCommandRunner({
      replica,
      registry,
      clock,
      session: () => toCommandSession(session.required()),
    }),
    browser: createBrowserSignIn({
      client,
      session,
      device,
      openAddress: shell.openAddress?.bind(shell),
      onSignedIn: (centre) => {
        settings.change({ centre: { url: centre } });
        shell.showMain();
      },
      log,
    }),
    keptRound: createKeptRound(session),
  };
}
