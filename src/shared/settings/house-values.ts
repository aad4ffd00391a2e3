import { z } from 'zod';
import { deskSettings } from './desk-settings.ts';
import type { DeskSettings } from './desk-settings.ts';

/** Where a value that the house also speaks of comes from: the house, this desk, or what this run was told. */
export type Origin = 'house' | 'here' | 'run';

/** One setting of the desk the house has a value for. */
export interface HouseValue {
  /** `ami.host`: section and field. */
  readonly name: SettingName;
  readonly origin: Origin;
  /** What the house says, whether or not it holds here. */
  readonly value: unknown;
}

type Sections = {
  readonly [S in keyof DeskSettings as DeskSettings[S] extends object ? S : never]: DeskSettings[S];
};

/** A field of a section of the desk's settings, `ami.host`. */
export type SettingName = {
  readonly [S in keyof Sections]: `${S}.${keyof Sections[S] & string}`;
}[keyof Sections];

const fieldsOf = ([section, schema]: [string, z.ZodType]): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape).map((field) => `${section}.${field}`) : [];

const known: readonly string[] = Object.entries(deskSettings.shape).flatMap(fieldsOf);

export const settingName = z
  .string()
  .refine((name): name is SettingName => known.includes(name), 'no setting of that name');

/** Section and field of a name. */
export function partsOf(name: SettingName): readonly [section: string, field: string] {
  const at = name.indexOf('.');
  return [name.slice(0, at), name.slice(at + 1)];
}
