import { z } from 'zod';
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

  const stored = (): DeskSettings => readable(local.get(SETTINGS), deskSettings, defaultDeskSettings) as DeskSettings;

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

/**
 * What was stored, where it still fits (it may be of an older version, or damaged): each value that does not falls
 * back to its default alone.
 */
function readable(stored: unknown, schema: z.ZodType, fallback: unknown): unknown {
  if (!(schema instanceof z.ZodObject)) {
    const parsed = schema.safeParse(stored);
    return parsed.success ? parsed.data : fallback;
  }
  const [values, defaults] = [isRecord(stored) ? stored : {}, isRecord(fallback) ? fallback : {}];
  return Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, readable(values[name], field as z.ZodType, defaults[name])]),
  );
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
