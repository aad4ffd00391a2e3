import { withoutUndefined } from '#shared/kernel/without-undefined.ts';
import { z } from 'zod';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import { adapterNames, defaultDeskSettings, deskSettings } from '#shared/settings/desk-settings.ts';
import type { AdapterName, DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { LocalSettings } from './local-settings.ts';

const SETTINGS = 'settings';
const secretKey = (adapter: AdapterName): string => `${adapter}-secret`;

export type Secrets = Readonly<Partial<Record<AdapterName, string | undefined>>>;

/**
 * The desk's settings: what is stored, with what this run was told laid over it. Whatever somebody changes by hand
 * holds from then on, also where the run was told otherwise.
 */
export interface SettingsStore {
  current(): DeskSettings;
  /** For the telephony adapters alone. */
  secretOf(adapter: AdapterName): string | undefined;
  change(patch: DeskSettingsPatch): DeskSettings;
  onChange(listener: (settings: DeskSettings) => void): Unsubscribe;
}

export function createSettingsStore(
  local: LocalSettings,
  told: { readonly settings: DeskSettingsPatch; readonly secrets: Secrets },
): SettingsStore {
  let forThisRun = told;
  const changes = new Emitter<DeskSettings>();

  const stored = (): DeskSettings =>
    readable(local.get(SETTINGS), deskSettings, defaultDeskSettings) as DeskSettings;

  const secretOf = (adapter: AdapterName): string | undefined =>
    forThisRun.secrets[adapter] ?? asText(local.get(secretKey(adapter)));

  function current(): DeskSettings {
    const settings = merge(stored(), forThisRun.settings);
    const sections = adapterNames.map((name) => [
      name,
      'secretSet' in settings[name]
        ? { ...settings[name], secretSet: secretOf(name) !== undefined }
        : settings[name],
    ]);
    return { ...settings, ...(Object.fromEntries(sections) as Pick<DeskSettings, AdapterName>) };
  }

  return {
    current,
    secretOf,
    change(patch) {
      const renewed = adapterNames.filter((name) => newSecret(patch, name) !== undefined);
      for (const name of renewed) local.set(secretKey(name), newSecret(patch, name) || null);
      local.set(SETTINGS, merge(stored(), patch));
      forThisRun = {
        settings: without(forThisRun.settings, patch),
        secrets: { ...forThisRun.secrets, ...Object.fromEntries(renewed.map((name) => [name, undefined])) },
      };
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
    Object.entries(schema.shape).map(([name, field]) => [
      name,
      readable(values[name], field as z.ZodType, defaults[name]),
    ]),
  );
}

/** Not every door has a secret. */
function newSecret(patch: DeskSettingsPatch, name: AdapterName): string | undefined {
  const section = patch[name];
  return section && 'secret' in section ? section.secret : undefined;
}

/** Section by section; a secret never becomes part of the settings. */
function merge(base: DeskSettings, patch: DeskSettingsPatch): DeskSettings {
  const changes: Readonly<Record<string, unknown>> = patch;
  const sections = Object.entries(base).map(([name, before]): readonly [string, unknown] => {
    const change = changes[name];
    if (!isRecord(change) || !isRecord(before)) return [name, change ?? before];
    const { secret: _secret, ...fields } = change;
    return [name, { ...before, ...withoutUndefined(fields) }];
  });
  return Object.fromEntries(sections) as DeskSettings;
}

/** What is left of a patch once each value `taken` names is taken away. */
function without(patch: DeskSettingsPatch, taken: DeskSettingsPatch): DeskSettingsPatch {
  const gone: Readonly<Record<string, unknown>> = withoutUndefined(taken);
  const left = Object.entries(patch).flatMap(([name, value]): (readonly [string, unknown])[] => {
    const section = gone[name];
    if (section === undefined) return [[name, value]];
    if (!isRecord(section) || !isRecord(value)) return [];
    const fields = withoutUndefined(section);
    return [[name, Object.fromEntries(Object.entries(value).filter(([field]) => !(field in fields)))]];
  });
  return Object.fromEntries(left) as DeskSettingsPatch;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
