import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import { adapterNames, defaultDeskSettings, deskSettings } from '#shared/settings/desk-settings.ts';
import type { AdapterName, DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import { partsOf } from '#shared/settings/house-values.ts';
import type { HouseValue, Origin, SettingName } from '#shared/settings/house-values.ts';
import type { LocalSettings } from './local-settings.ts';
import { fitting, has, isRecord, laidOver, merge, unlikeDefaults, without } from './patches.ts';
import type { Patch } from './patches.ts';

/** What was set here and nothing else: all else is the house's, or the default. */
const OWN = 'own-settings';
/** Of desks from before there was a house: every setting there was, set or not. Of these what is no default was set. */
const ALL = 'settings';
const secretKey = (adapter: AdapterName): string => `${adapter}-secret`;

export type Secrets = Readonly<Partial<Record<AdapterName, string | undefined>>>;

/**
 * The desk's settings, the later over the earlier: defaults, what the house says, what was set here, what this run was
 * told. Whatever somebody changes by hand holds from then on, also where the run was told otherwise.
 */
export interface SettingsStore {
  current(): DeskSettings;
  /** Of every setting the house has a value for, whose value holds. */
  houseValues(): readonly HouseValue[];
  /** What the house says now; what does not fit a setting is left out. Tells only where something changes. */
  takeHouse(values: DeskSettingsPatch): void;
  /** What was set here, or told for this run, is given up. */
  backToHouse(name: SettingName): DeskSettings;
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
  let house: Patch = {};
  const changes = new Emitter<DeskSettings>();

  const own = (): Patch => {
    const stored = local.get(OWN);
    return stored === undefined
      ? unlikeDefaults(fitting(local.get(ALL), deskSettings))
      : fitting(stored, deskSettings);
  };
  const keepOwn = (values: Patch): void => {
    local.set(OWN, values);
    if (local.get(ALL) !== undefined) local.set(ALL, null);
  };
  const tell = (): DeskSettings => {
    const settings = current();
    changes.emit(settings);
    return settings;
  };

  const secretOf = (adapter: AdapterName): string | undefined =>
    forThisRun.secrets[adapter] ?? asText(local.get(secretKey(adapter)));

  function current(): DeskSettings {
    const settings = [house, own(), forThisRun.settings].reduce<DeskSettings>(merge, defaultDeskSettings);
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
    houseValues() {
      const mine = own();
      return Object.entries(house).flatMap(([section, values]) =>
        Object.entries(isRecord(values) ? values : {}).map(([field, value]): HouseValue => {
          const origin: Origin = has(forThisRun.settings, section, field)
            ? 'run'
            : has(mine, section, field)
              ? 'here'
              : 'house';
          // Fitting values are of sections and fields there are.
          return { name: `${section}.${field}` as SettingName, origin, value };
        }),
      );
    },
    takeHouse(values) {
      const before = JSON.stringify(house);
      house = fitting(values, deskSettings);
      if (JSON.stringify(house) !== before) tell();
    },
    backToHouse(name) {
      const [section, field] = partsOf(name);
      const taken = { [section]: { [field]: null } };
      keepOwn(without(own(), taken));
      forThisRun = { ...forThisRun, settings: without(forThisRun.settings, taken) };
      return tell();
    },
    change(patch) {
      const renewed = adapterNames.filter((name) => newSecret(patch, name) !== undefined);
      for (const name of renewed) local.set(secretKey(name), newSecret(patch, name) || null);
      keepOwn(laidOver(own(), patch));
      forThisRun = {
        settings: without(forThisRun.settings, patch),
        secrets: { ...forThisRun.secrets, ...Object.fromEntries(renewed.map((name) => [name, undefined])) },
      };
      return tell();
    },
    onChange: (listener) => changes.on(listener),
  };
}

/** Not every door has a secret. */
function newSecret(patch: DeskSettingsPatch, name: AdapterName): string | undefined {
  const section = patch[name];
  return section && 'secret' in section ? section.secret : undefined;
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
