import type { AdapterName, DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';
import type { SettingName } from '#shared/settings/house-values.ts';
import { useSetting } from './use-setting.ts';
import type { Setting } from './use-setting.ts';

/** Lists are read and handed on, never changed in place. */
type Value<T> = T extends readonly (infer E)[] ? readonly E[] : T;

/** One field of a door's section. */
export function useDoorSetting<D extends AdapterName, K extends keyof DeskSettings[D]>(
  settings: DeskSettings,
  door: D,
  field: K,
): Setting<Value<DeskSettings[D][K]>> {
  return useSetting(
    settings,
    (all) => all[door][field] as Value<DeskSettings[D][K]>,
    (value) => doorPatch(door, field, value),
    { name: nameOf(door, field) },
  );
}

/** A port, as it is typed. */
export function usePortSetting(settings: DeskSettings, door: 'ami' | 'fritzbox'): Setting<string> {
  return useSetting(
    settings,
    (all) => String(all[door].port),
    (value) => doorPatch(door, 'port', Number(value)),
    { name: nameOf(door, 'port') },
  );
}

/** A secret is written only: there is nothing to show, and no old one to go back to. */
export function useSecretSetting(settings: DeskSettings, door: 'ami' | 'sip'): Setting<string> {
  return useSetting(
    settings,
    () => '',
    (value) => doorPatch(door, 'secret', value),
    { canUndo: false },
  );
}

/** A door's section and field are a setting's name by construction. */
function nameOf(door: AdapterName, field: PropertyKey): SettingName {
  return `${door}.${String(field)}` as SettingName;
}

/** A computed key has no narrower type; `useSetting` checks the patch against its schema before it is sent. */
function doorPatch(door: AdapterName, field: PropertyKey, value: unknown): DeskSettingsPatch {
  return { [door]: { [field]: value } };
}
