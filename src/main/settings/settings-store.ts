import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import { defaultDeskSettings, deskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { LocalSettings } from './local-settings.ts';

const SETTINGS = 'settings';
const AMI_SECRET = 'ami-secret';

/** The desk's settings: what is stored, with what this run was told laid over it. */
export interface SettingsStore {
  current(): DeskSettings;
  /** For the telephony adapter alone. */
  amiSecret(): string | undefined;
  change(patch: DeskSettingsPatch): DeskSettings;
  onChange(listener: (settings: DeskSettings) => void): Unsubscribe;
}

export function createSettingsStore(
  local: LocalSettings,
  forThisRun: { readonly settings: DeskSettingsPatch; readonly amiSecret: string | undefined },
): SettingsStore {
  const changes = new Emitter<DeskSettings>();

  /** A stored value that no longer fits (older version, damaged) falls back to its default, not the whole screen. */
  function stored(): DeskSettings {
    const raw = local.get(SETTINGS);
    const parsed = deskSettings.safeParse(merge(defaultDeskSettings, isPatch(raw) ? raw : {}));
    return parsed.success ? parsed.data : defaultDeskSettings;
  }

  const amiSecret = (): string | undefined => forThisRun.amiSecret ?? asText(local.get(AMI_SECRET));

  function current(): DeskSettings {
    const settings = merge(stored(), forThisRun.settings);
    return { ...settings, ami: { ...settings.ami, secretSet: amiSecret() !== undefined } };
  }

  return {
    current,
    amiSecret,
    change(patch) {
      if (patch.ami?.secret !== undefined) local.set(AMI_SECRET, patch.ami.secret || null);
      local.set(SETTINGS, merge(stored(), patch));
      const settings = current();
      changes.emit(settings);
      return settings;
    },
    onChange: (listener) => changes.on(listener),
  };
}

/** Section by section; a secret never becomes part of the settings. */
function merge(base: DeskSettings, { ami, dialProfile, ...patch }: DeskSettingsPatch): DeskSettings {
  const { secret: _secret, ...amiPatch } = ami ?? {};
  return {
    ...base,
    ...withoutUndefined(patch),
    ami: { ...base.ami, ...withoutUndefined(amiPatch) },
    dialProfile: { ...base.dialProfile, ...withoutUndefined(dialProfile ?? {}) },
  };
}

type Defined<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>;
}

const isPatch = (value: unknown): value is DeskSettingsPatch => typeof value === 'object' && value !== null;
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
