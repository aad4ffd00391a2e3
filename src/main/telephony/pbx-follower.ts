import { messageOf } from '#shared/kernel/app-error.ts';
import { stopAll } from '#shared/kernel/service.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Log } from '../host/host.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { SwitchingSource } from './switching-source.ts';
import type { TelephonyAdapter } from './telephony-adapter.ts';

/** One door of the desk: the source the desk knows for as long as it runs, and the adapter that puts a PBX behind it. */
export interface Door {
  readonly adapter: TelephonyAdapter;
  readonly source: SwitchingSource;
}

/** Puts what the settings say behind each door, and something else when they change. Doors do not wait for each other. */
export function createPbxFollower(doors: readonly Door[], settings: SettingsStore, log: Log): Service {
  const followers = doors.map((door) => followDoor(door, settings, log));
  return {
    async start() {
      await Promise.all(followers.map(async (follower) => follower.start()));
    },
    stop: () => stopAll(followers),
  };
}

function followDoor({ adapter, source }: Door, settings: SettingsStore, log: Log): Service {
  const { name } = adapter;
  let unsubscribe = (): void => {};
  let applied: string | undefined;
  let queue: Promise<void> = Promise.resolve();

  function follow(): void {
    const wanted = settings.current();
    const secret = settings.secretOf(name);
    const key = JSON.stringify([wanted[name], secret]);
    if (key === applied) return;
    applied = key;
    // One after the other: two quick changes must not leave two sources running.
    queue = queue
      .then(() => source.switchTo(adapter.make(wanted, secret)))
      .catch((error: unknown) =>
        log.error('the PBX could not be switched', { adapter: name, error: messageOf(error) }),
      );
  }

  return {
    async start() {
      source.start();
      unsubscribe = settings.onChange(follow);
      follow();
      await queue;
    },
    async stop() {
      unsubscribe();
      await queue;
      await source.stop();
      applied = undefined;
    },
  };
}
