import { z } from 'zod';
import { withoutUndefined } from '#shared/kernel/without-undefined.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import type { DeskSettings, DeskSettingsPatch } from '#shared/settings/desk-settings.ts';

/** Settings that are not all there, by section and field. */
export type Patch = Readonly<Record<string, unknown>>;

/**
 * What still fits of values that were stored here or come from elsewhere (they may be of another version, or damaged),
 * each by itself; what does not is left out.
 */
export function fitting(stored: unknown, schema: z.ZodObject): Patch {
  const values = isRecord(stored) ? stored : {};
  const fields = Object.entries(schema.shape).flatMap(([name, field]): (readonly [string, unknown])[] => {
    const value = values[name];
    if (value === undefined || name === 'secretSet') return [];
    if (field instanceof z.ZodObject) return isRecord(value) ? [[name, fitting(value, field)]] : [];
    const parsed = (field as z.ZodType).safeParse(value);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(fields);
}

/** Without what is as it is by itself. */
export function unlikeDefaults(values: Patch, defaults: Patch = defaultDeskSettings): Patch {
  const fields = Object.entries(values).flatMap(([name, value]): (readonly [string, unknown])[] => {
    const usual = defaults[name];
    if (isRecord(value) && isRecord(usual) && !Array.isArray(value))
      return [[name, unlikeDefaults(value, usual)]];
    return JSON.stringify(value) === JSON.stringify(usual) ? [] : [[name, value]];
  });
  return Object.fromEntries(fields);
}

/** As {@link merge}, of settings that are not all there. */
export function laidOver(base: Patch, patch: DeskSettingsPatch): Patch {
  const sections = Object.entries(withoutUndefined(patch)).map(
    ([name, change]: [string, unknown]): readonly [string, unknown] => {
      if (!isRecord(change)) return [name, change];
      const { secret: _secret, ...fields } = change;
      const before = base[name];
      return [name, { ...(isRecord(before) ? before : {}), ...withoutUndefined(fields) }];
    },
  );
  return { ...base, ...Object.fromEntries(sections) };
}

export function has(patch: Patch, section: string, field: string): boolean {
  const values = patch[section];
  return isRecord(values) && Object.hasOwn(values, field) && values[field] !== undefined;
}

/** Section by section; a secret never becomes part of the settings. */
export function merge(base: DeskSettings, changes: Patch): DeskSettings {
  const sections = Object.entries(base).map(([name, before]): readonly [string, unknown] => {
    const change = changes[name];
    if (!isRecord(change) || !isRecord(before)) return [name, change ?? before];
    const { secret: _secret, ...fields } = change;
    return [name, { ...before, ...withoutUndefined(fields) }];
  });
  return Object.fromEntries(sections) as DeskSettings;
}

/** What is left of a patch once each value `taken` names is taken away. */
export function without(patch: Patch, taken: Patch): Patch {
  const gone: Patch = withoutUndefined(taken);
  const left = Object.entries(patch).flatMap(([name, value]): (readonly [string, unknown])[] => {
    const section = gone[name];
    if (section === undefined) return [[name, value]];
    if (!isRecord(section) || !isRecord(value)) return [];
    const fields = withoutUndefined(section);
    return [[name, Object.fromEntries(Object.entries(value).filter(([field]) => !(field in fields)))]];
  });
  return Object.fromEntries(left);
}

export const isRecord = (value: unknown): value is Patch => typeof value === 'object' && value !== null;
