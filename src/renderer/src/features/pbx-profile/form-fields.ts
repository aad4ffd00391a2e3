import { withoutUndefined } from '#shared/kernel/without-undefined.ts';
import { INBOUND_FORMATS } from '#shared/phone/dial-profile.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { joinOwnNumbers, splitOwnNumbers, typedOwnNumbers } from '#shared/phone/own-numbers.ts';
import { defaultDeskSettings } from '#shared/settings/desk-settings.ts';
import type { PbxDoor } from '#shared/features/pbx-profile/model.ts';
import {
  fieldValue,
  NOTHING_SAID,
  PROFILE_FIELDS,
  toDeskSettings,
} from '#shared/features/pbx-profile/profile-fields.ts';
import type { ProfileField, ProfileValues } from '#shared/features/pbx-profile/profile-fields.ts';

/** How a field is asked for; its words are those of the desk's own settings, below `settings.<words>`. */
export interface FormField {
  readonly field: ProfileField;
  readonly words: string;
  /** What tells a value that does not fit: `<words>Rule` there, or a text of this feature. */
  readonly rule: 'settings' | 'host' | 'user';
  /** There is no text `<words>Hint`. */
  readonly isPlain?: true;
  readonly choices?: readonly string[];
  /** The texts of the choices, below `settings.`; absent: this feature's `choice.<field>`. */
  readonly choiceWords?: string;
  readonly isNumber?: true;
  readonly isLong?: true;
  readonly example?: string;
}

export const DOOR_FIELDS: Readonly<Record<PbxDoor, readonly FormField[]>> = {
  ami: [
    { field: 'ami_host', words: 'ami.host', rule: 'host', example: 'pbx.example' },
    {
      field: 'ami_port',
      words: 'ami.port',
      isPlain: true,
      rule: 'settings',
      isNumber: true,
      example: '5038',
    },
    { field: 'ami_transport', words: 'ami.tls', rule: 'settings', choices: ['tls', 'tcp'] },
    { field: 'ami_user', words: 'ami.user', rule: 'user', example: 'rufblatt' },
    { field: 'ami_context', words: 'ami.context', rule: 'settings', example: 'internal' },
  ],
  sip: [
    { field: 'sip_server', words: 'sip.server', rule: 'settings', example: 'pbx.example:8089' },
    {
      ...{ field: 'sip_transport', words: 'sip.transport', rule: 'settings', choices: ['wss', 'ws', 'tcp'] },
      choiceWords: 'sip.transportKind',
    },
    {
      ...{ field: 'sip_mode', words: 'sip.mode', choices: ['dialog', 'endpoint'] },
      ...{ rule: 'settings', isPlain: true },
      choiceWords: 'sip.modeKind',
    },
    {
      field: 'sip_ca',
      words: 'sip.ca',
      rule: 'settings',
      isLong: true,
      example: '-----BEGIN CERTIFICATE-----',
    },
  ],
  fritzbox: [
    { field: 'fritzbox_host', words: 'fritzbox.host', rule: 'host', example: 'fritz.box' },
    { field: 'fritzbox_port', words: 'fritzbox.port', rule: 'settings', isNumber: true, example: '1012' },
  ],
  webhook: [],
};

export const NUMBER_FIELDS: readonly FormField[] = [
  {
    ...{ field: 'inbound', words: 'profile.inbound', rule: 'settings', choices: INBOUND_FORMATS },
    choiceWords: 'profile.inboundFormat',
  },
  { field: 'country', words: 'profile.country', rule: 'settings', example: '49' },
  { field: 'area', words: 'profile.area', rule: 'settings', example: '221' },
  { field: 'outside_line', words: 'profile.outsideLine', rule: 'settings', example: '0' },
  {
    ...{ field: 'internal_length', words: 'profile.internalLength', rule: 'settings', isNumber: true },
    example: '3',
  },
  {
    ...{ field: 'own_numbers', words: 'profile.ownNumbers', rule: 'settings', isLong: true },
    example: '0221 47101-xx',
  },
];

export type Draft = Readonly<Record<ProfileField, string>>;

/** As it is typed; empty: the house says nothing. */
export function draftOf(values: ProfileValues | null): Draft {
  return Object.fromEntries(
    PROFILE_FIELDS.map((field) => {
      const text = String(values?.[field] ?? '');
      return [field, field === 'own_numbers' ? splitOwnNumbers(text).join('\n') : text];
    }),
  ) as unknown as Draft;
}

const NUMBERS: readonly ProfileField[] = [...Object.values(DOOR_FIELDS).flat(), ...NUMBER_FIELDS]
  .filter(({ isNumber }) => isNumber)
  .map(({ field }) => field);

/** Which country a number without one is of: a desk takes its default where the house says nothing. */
function countryOf(draft: Draft): string {
  return draft.country.trim() || defaultDeskSettings.dialProfile.country;
}

/** How numbers would be read by what is typed; a field that is empty, or none yet, as the desks' default. */
export function dialProfileOf(draft: Draft): DialProfile {
  const { dialProfile } = toDeskSettings({
    ...NOTHING_SAID,
    ...Object.fromEntries(
      NUMBER_FIELDS.map(({ field }) => [field, typedValue(draft, field) ?? null] as const),
    ),
  });
  return { ...defaultDeskSettings.dialProfile, ...withoutUndefined(dialProfile ?? {}) };
}

/** What is typed in a field; null: nothing; undefined: nothing it takes. */
export function typedValue(draft: Draft, field: ProfileField): string | number | null | undefined {
  const typed = draft[field].trim();
  if (typed === '') return null;
  if (field === 'own_numbers') {
    const { numbers, bad } = typedOwnNumbers(typed, { country: countryOf(draft) });
    return bad.length > 0 ? undefined : fieldValue(field, joinOwnNumbers(numbers));
  }
  return fieldValue(field, NUMBERS.includes(field) ? Number(typed) : typed);
}

/** What of the typed is something else than what is kept by now. */
export function stillTyped(kept: ProfileValues | null, typed: Partial<Draft>): Partial<Draft> {
  const draft: Draft = { ...draftOf(kept), ...typed };
  return Object.fromEntries(
    Object.entries(typed).filter(
      ([field]) => typedValue(draft, field as ProfileField) !== (kept?.[field as ProfileField] ?? null),
    ),
  );
}

export type Changes = Readonly<Partial<Record<ProfileField, string | number | null>>>;

/** What differs from what is kept; undefined while something typed is no value of its field. */
export function changesOf(before: ProfileValues | null, draft: Draft): Changes | undefined {
  const typed = PROFILE_FIELDS.map((field) => [field, typedValue(draft, field)] as const);
  if (typed.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(typed.filter(([field, value]) => value !== (before?.[field] ?? null)));
}

/** What takes the changes back. */
export function undoOf(before: ProfileValues | null, changes: Changes): Changes {
  return Object.fromEntries(
    Object.keys(changes).map((field) => [field, before?.[field as ProfileField] ?? null]),
  );
}
