import { z } from 'zod';
import type { Tx } from '#server/store/store.ts';
import { ROLES, SENSITIVITIES } from '#shared/access/access.ts';
import { readingRules } from '#shared/access/reading-rules.ts';
import { AppError } from '#shared/kernel/app-error.ts';

const roles = z.array(z.enum(ROLES));
const REACHES = ['own', 'team'] as const;

const timeZone = z.string().max(60).refine(isTimeZone, 'no time zone');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** What a tenant decides for itself; the defaults hold until it does. */
export const tenantSettingsSchema = z.object({
  /** Nobody gets beyond the sign-in without a second factor. */
  secondFactorRequired: z.boolean().default(false),
  /** After so many days without the centre a desk locks itself. */
  leaseDays: z.int().min(1).max(365).default(30),
  /** What a desk does whose keychain has no secret of its own. */
  weakKeychain: z.enum(['warn', 'refuse']).default('warn'),
  /** Who gets to see fields of each kind; the others' replicas never hold them. */
  sees: z
    .object(Object.fromEntries(SENSITIVITIES.map((kind) => [kind, roles.default([...ROLES])])))
    .default(Object.fromEntries(SENSITIVITIES.map((kind) => [kind, [...ROLES]]))),
  /** Whose rows an agent without a further role gets: those of the scopes, or of these only the own ones. */
  agentReach: z.enum(REACHES).default('team'),
  /** Which reading of customers' data desks write down, and for how many days it is kept. */
  readingLog: readingRules.default({ kinds: [], keepDays: 90 }),
  /** When a day ends here, for what ends with its day. */
  timeZone: timeZone.default('Europe/Berlin'),
});
export type TenantSettings = z.infer<typeof tenantSettingsSchema>;
export type SettingName = keyof TenantSettings;

export const SETTING_NAMES = Object.keys(tenantSettingsSchema.shape) as readonly SettingName[];

export async function readTenantSettings(tx: Tx): Promise<TenantSettings> {
  const stored = await tx.query<{ name: string; value: unknown }>(
    'SELECT name, value FROM tenant_setting WHERE tenant_id = $1',
    [tx.tenantId],
  );
  return tenantSettingsSchema.parse(Object.fromEntries(stored.map(({ name, value }) => [name, value])));
}

/** Throws AppError `setting.unknown`, `setting.bad`. */
export async function setTenantSetting(tx: Tx, name: string, value: unknown): Promise<void> {
  const known = SETTING_NAMES.find((each) => each === name);
  if (!known) {
    const all = SETTING_NAMES.join(', ');
    throw new AppError('setting.unknown', `no setting ${name}; there are ${all}`, { name });
  }
  const parsed = tenantSettingsSchema.shape[known].safeParse(value);
  if (!parsed.success || value === undefined)
    throw new AppError('setting.bad', `${name} takes no such value`, { name });
  await tx.query(
    `INSERT INTO tenant_setting (tenant_id, name, value) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value`,
    [tx.tenantId, known, JSON.stringify(parsed.data)],
  );
}
