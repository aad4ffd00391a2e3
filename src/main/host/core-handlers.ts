import { implement } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import {
  commandsContract,
  linksContract,
  sessionContract,
  settingsContract,
  shellContract,
} from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import type { ShortcutStates } from '#shared/settings/shortcut-settings.ts';
import type { CommandRunner } from '../commands/command-runner.ts';
import type { ReadableDb } from '../replica/db.ts';
import type { SessionService } from '../session/session-service.ts';
import { withCheckedAuthority } from '../settings/check-authority.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { linksOf } from './links.ts';

/** The host's own part of the contract; calls have theirs in src/main/calls. */
export function coreHandlers(deps: {
  readonly db: ReadableDb;
  readonly session: SessionService;
  readonly settings: SettingsStore;
  readonly commands: CommandRunner;
  readonly status: () => DeskStatus;
  /** Brings the main window to the front at a route of the renderer. */
  readonly open: (route: string) => void;
  readonly shortcuts: () => ShortcutStates;
  /** Throws AppError `centre.offline`. */
  readonly compare: () => void;
}): readonly Implementation[] {
  const { db, session, settings, commands, status, open, shortcuts, compare } = deps;
  return [
    implement(sessionContract, {
      current: () => session.view(),
      signIn: async (credentials) => {
        const signedIn = await session.signIn(credentials);
        settings.change({ centre: { url: credentials.centre } });
        return signedIn;
      },
      signOut: () => session.signOut(),
      status,
      compare,
    }),
    implement(commandsContract, { run: ({ name, args }) => commands.run(name, args) }),
    implement(settingsContract, {
      get: () => settings.current(),
      change: (patch) => settings.change(withCheckedAuthority(patch)),
      houseValues: () => settings.houseValues(),
      backToHouse: ({ name }) => settings.backToHouse(name),
    }),
    implement(linksContract, { of: (input) => linksOf(db, input) }),
    implement(shellContract, { shortcuts, open: ({ route }) => open(route) }),
  ];
}
