import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Log } from '../host/host.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { createAmiSource } from './ami/ami-source.ts';
import type { AmiSettings } from './ami/settings.ts';
import type { SwitchingSource } from './switching-source.ts';

/** Puts the PBX of the settings behind the desk's source, and another one when they change. */
export function createPbxFollower(source: SwitchingSource, settings: SettingsStore, log: Log): Service {
  let unsubscribe = (): void => {};
  let applied: string | undefined;
  let queue: Promise<void> = Promise.resolve();

  function follow(): void {
    const wanted = amiSettings(settings);
    const key = JSON.stringify(wanted ?? null);
    if (key === applied) return;
    applied = key;
    // One after the other: two quick changes must not leave two sources running.
    queue = queue
      .then(() => source.switchTo(wanted && createAmiSource({ settings: wanted })))
      .catch((error: unknown) => log.error('the PBX could not be switched', { error: messageOf(error) }));
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
    },
  };
}

function amiSettings(settings: SettingsStore): AmiSettings | undefined {
  const { ami } = settings.current();
  if (!ami.enabled || ami.host === '') return undefined;
  const { host, port, user, devices, tls } = ami;
  return {
    host,
    port,
    user,
    devices,
    dialContext: ami.context,
    secret: settings.amiSecret() ?? '',
    ...(tls && { tls: {} }),
  };
}
