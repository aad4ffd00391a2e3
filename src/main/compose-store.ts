import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { features as sharedFeatures } from '#shared/features.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { createNewId, pooled } from '#shared/kernel/ids.ts';
import type { NewId } from '#shared/kernel/ids.ts';
import type { Service } from '#shared/kernel/service.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { features } from './features.ts';
import { createDescribe } from './host/describe.ts';
import type { Describe } from './host/describe.ts';
import type { DeskNews } from './host/desk-news.ts';
import { openOwnReplica } from './replica/own-replica.ts';
import type { OwnReplica } from './replica/own-replica.ts';
import { createUnsentCopy } from './replica/unsent-copy.ts';
import type { UnsentCopy } from './replica/unsent-copy.ts';
import { createWarmUp } from './replica/warm-up.ts';
import { replicaParts } from './replica-parts.ts';
import { secretIn } from './secret-in.ts';
import { noteLock } from './session/session-lock.ts';
import { createLocalSettings } from './settings/local-settings.ts';
import type { LocalSettings } from './settings/local-settings.ts';
import { createSettingsStore } from './settings/settings-store.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import { readAuthorities } from './sync/authorities.ts';
import { createCentreClient } from './sync/centre-client.ts';
import type { CentreAddress, CentreClient } from './sync/centre-client.ts';
import { systemDelay } from './sync/system-delay.ts';

/** The replica of this profile, open, and what this run was told in files. Whoever has it closes the replica. */
export interface OpenProfile extends OwnReplica {
  readonly amiSecret: string | undefined;
  /** PEM. */
  readonly ca: string | undefined;
}

/** @throws {AppError} `options.bad` {file}; as openOwnReplica: then nothing is open */
export async function openProfile({
  keyVault,
  dataDir,
  options,
  log,
}: Pick<DeskSurroundings, 'keyVault' | 'dataDir' | 'options' | 'log'>): Promise<OpenProfile> {
  const amiSecret = options.amiSecretFile === undefined ? undefined : await secretIn(options.amiSecretFile);
  const ca = options.centreCaFile === undefined ? undefined : await readAuthorities(options.centreCaFile);
  const own = await openOwnReplica({ dataDir, keyVault, now: systemClock.now, ...replicaParts, log });
  return { ...own, amiSecret, ca };
}

/** What this desk keeps, what it is set to, and what can be done to it. */
export interface DeskStore extends Pick<OpenProfile, 'replica'> {
  readonly clock: Clock;
  readonly newId: NewId;
  /** How this desk is called in a list of devices. */
  readonly device: string;
  readonly registry: CommandRegistry;
  readonly local: LocalSettings;
  readonly settings: SettingsStore;
  readonly unsent: UnsentCopy;
  readonly describe: Describe;
  readonly warmUp: Service;
  /** PEM: whom alone a centre's certificate is believed from; undefined: whom everybody believes. */
  authorities(): string | undefined;
  /** Of a centre whose certificate comes from them. */
  centreClient(address: Omit<CentreAddress, 'ca'>): CentreClient;
}

export function composeStore(
  { dataDir, options, log }: Pick<DeskSurroundings, 'dataDir' | 'options' | 'log'>,
  {
    profile: { replica, keyLost, amiSecret, ca },
    news: { searched, asked },
  }: { readonly profile: OpenProfile; readonly news: Pick<DeskNews, 'searched' | 'asked'> },
): DeskStore {
  const clock = systemClock;
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
  return {
    clock,
    newId: createNewId(
      clock,
      pooled((length) => randomBytes(length)),
    ),
    device: hostname() || 'desk',
    replica,
    registry,
    local,
    settings,
    unsent,
    describe: createDescribe(db, features),
    warmUp: createWarmUp({
      ...{ db, tables: ['phone', ...replica.tables.keys()], delay: systemDelay },
      isBusy: () => searched.is() || asked.is(),
      onError: (error) => log.warn('the replica could not be warmed up', { detail: messageOf(error) }),
    }),
    authorities,
    centreClient: (address) => createCentreClient({ ...address, ca: authorities() }),
  };
}
