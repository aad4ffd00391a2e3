import { z } from 'zod';
import { dialProfile } from '../../phone/dial-profile.ts';
import { joinOwnNumbers, ownNumber, ownNumbers, splitOwnNumbers } from '../../phone/own-numbers.ts';
import type { Fields } from '../../rows/table.ts';
import { amiSettings } from '../../settings/ami-settings.ts';
import type { DeskSettingsPatch } from '../../settings/desk-settings.ts';
import { partsOf } from '../../settings/house-values.ts';
import type { SettingName } from '../../settings/house-values.ts';
import { authoritySchema } from '../../settings/pem.ts';
import { sipSettings } from '../../settings/sip-settings.ts';
import { DOORS, pbxProfileTable } from './model.ts';
import type { PbxDoor } from './model.ts';

export type ProfileField = keyof typeof pbxProfileTable.columns;
export type ProfileValues = Fields<typeof pbxProfileTable>;
export const PROFILE_FIELDS = Object.keys(pbxProfileTable.columns) as readonly ProfileField[];
/** A profile in which the house says nothing. */
export const NOTHING_SAID = Object.fromEntries(
  PROFILE_FIELDS.map((field) => [field, null]),
) as unknown as ProfileValues;

/** A name or an address and nothing around it: neither a scheme nor a port nor a line break gets to a socket. */
const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^(?:[\w-]+(?:\.[\w-]+)*\.?|[\da-fA-F:]*:[\da-fA-F:.]+)$/);
const port = z.int().min(1).max(65_535);
/** Only with their country: another country code of the house must not make other numbers of them. */
const ownNumberList = z
  .string()
  .transform((text) => [...new Set(splitOwnNumbers(text))])
  .pipe(ownNumbers.min(1))
  .transform(joinOwnNumbers);

/** What each field takes, where the house says anything. */
const RULES: Readonly<Record<ProfileField, z.ZodType<string | number>>> = {
  door: z.enum(DOORS),
  ami_host: host,
  ami_port: port,
  ami_transport: z.enum(['tcp', 'tls']),
  ami_user: amiSettings.shape.user.regex(/^[^\p{Cc}]+$/u),
  ami_context: amiSettings.shape.context,
  sip_server: sipSettings.shape.server.min(1).refine(hasPossiblePort),
  sip_transport: sipSettings.shape.transport,
  sip_mode: sipSettings.shape.mode,
  sip_ca: authoritySchema,
  fritzbox_host: host,
  fritzbox_port: port,
  inbound: dialProfile.shape.inbound,
  outside_line: dialProfile.shape.outsideLine,
  country: dialProfile.shape.country,
  area: dialProfile.shape.area,
  internal_length: dialProfile.shape.internalLength,
  own_numbers: ownNumberList,
};

function hasPossiblePort(server: string): boolean {
  const [, digits] = /:(\d+)$/.exec(server.replace(/^\[[^\]]*\]/, 'host')) ?? [];
  return digits === undefined || port.safeParse(Number(digits)).success;
}

/** What each door cannot do without. */
const NEEDS: Readonly<Record<PbxDoor, readonly ProfileField[]>> = {
  ami: ['ami_host'],
  sip: ['sip_server'],
  fritzbox: ['fritzbox_host'],
  webhook: [],
};

/** Which setting of a desk a field is the house's value of; the door is switched on by {@link toDeskSettings}. */
const SETTINGS = {
  ami_host: 'ami.host',
  ami_port: 'ami.port',
  ami_transport: 'ami.tls',
  ami_user: 'ami.user',
  ami_context: 'ami.context',
  sip_server: 'sip.server',
  sip_transport: 'sip.transport',
  sip_mode: 'sip.mode',
  sip_ca: 'sip.ca',
  fritzbox_host: 'fritzbox.host',
  fritzbox_port: 'fritzbox.port',
  inbound: 'dialProfile.inbound',
  outside_line: 'dialProfile.outsideLine',
  country: 'dialProfile.country',
  area: 'dialProfile.area',
  internal_length: 'dialProfile.internalLength',
  own_numbers: 'dialProfile.ownNumbers',
} as const satisfies Readonly<Record<Exclude<ProfileField, 'door'>, SettingName>>;

/** @returns the value as it is kept, trimmed; undefined where the field takes none such */
export function fieldValue(field: ProfileField, value: unknown): string | number | undefined {
  const parsed = RULES[field].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** The field without which the door the house names cannot be opened; undefined: it can. */
export function missingField(values: ProfileValues): ProfileField | undefined {
  return values.door === null ? undefined : NEEDS[values.door].find((field) => values[field] === null);
}

function asSetting(field: keyof typeof SETTINGS, value: string | number): unknown {
  if (field === 'ami_transport') return value === 'tls';
  // A damaged one must not take the others along.
  if (field === 'own_numbers')
    return splitOwnNumbers(String(value)).filter((number) => ownNumber.safeParse(number).success);
  return value;
}

/** What the house says, as settings of a desk. */
export function toDeskSettings(values: ProfileValues): DeskSettingsPatch {
  const said: Record<string, Record<string, unknown>> = {};
  const say = (name: SettingName, value: unknown): void => {
    const [section, field] = partsOf(name);
    said[section] = { ...said[section], [field]: value };
  };
  if (values.door !== null) say(`${values.door}.enabled`, true);
  for (const [field, name] of Object.entries(SETTINGS) as [keyof typeof SETTINGS, SettingName][]) {
    const value = values[field];
    if (value !== null) say(name, asSetting(field, value));
  }
  // Whoever takes it checks each value against the settings' own schema.
  return said;
}
