import { z } from 'zod';
import { ROLES } from '../../access/access.ts';
import { LEADING } from '../../access/leading.ts';
import { readingRules } from '../../access/reading-rules.ts';
import { policyAcceptanceSchema, policyPaperSchema } from '../../auth/policy-paper.ts';
import type { Role } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';

/** Each act is a POST below this path. */
export const ADMINISTRATION_PATH = '/api/administration';

const ADMINS: readonly Role[] = ['admin'];

/** Who may do which act; the centre decides by it, the screens only do not offer the rest in vain. */
export const administrationRights = {
  users: ADMINS,
  create: ADMINS,
  scopes: ADMINS,
  rename: ADMINS,
  'set-scopes': ADMINS,
  'set-roles': ADMINS,
  'set-disabled': ADMINS,
  'reset-password': ADMINS,
  'reset-second-factor': ADMINS,
  'sign-out-everywhere': ADMINS,
  settings: ADMINS,
  'change-settings': ADMINS,
  papers: LEADING,
  'publish-paper': ADMINS,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type AdministrationAct = keyof typeof administrationRights;

export function mayAdminister(
  { roles }: { readonly roles: readonly Role[] },
  act: AdministrationAct,
): boolean {
  return administrationRights[act].some((role) => roles.includes(role));
}

const roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const none = z.object({});
const user = z.object({ userId: idSchema });

/** What can be set on the screen; what else a tenant decides is the operator's (docs/security.md). */
export const houseSettings = z.object({
  secondFactorRequired: z.boolean(),
  leaseDays: z.int().min(1).max(365),
  weakKeychain: z.enum(['warn', 'refuse']),
  agentReach: z.enum(['own', 'team']),
  readingLog: readingRules,
});
export type HouseSettings = z.infer<typeof houseSettings>;

export const administrationRequests = {
  users: none,
  create: z.object({
    login: z.string().trim().min(1).max(200).regex(/^\S+$/),
    name: z.string().trim().min(1).max(200),
    roles,
    extension: z
      .string()
      .regex(/^\d{1,8}$/)
      .nullable(),
    mail: z.email().max(200).nullable(),
  }),
  scopes: none,
  rename: user.extend({ name: z.string().trim().min(1).max(200) }),
  /** The first is where new rows go. */
  'set-scopes': user.extend({ scopeIds: z.array(z.string().min(1).max(80)).min(1).max(100) }),
  'set-roles': user.extend({ roles }),
  'set-disabled': user.extend({ disabled: z.boolean() }),
  'reset-password': user,
  'reset-second-factor': user,
  'sign-out-everywhere': user,
  settings: none,
  'change-settings': houseSettings.partial(),
  papers: none,
  'publish-paper': z.object({
    title: z.string().trim().min(1).max(200),
    body: z.string().trim().min(1).max(100_000),
    /** ms; from then on nobody works without having accepted it. */
    holdsFrom: z.int().nonnegative(),
  }),
} as const satisfies Readonly<Record<AdministrationAct, z.ZodType>>;

export const userLine = z.object({
  userId: z.string(),
  login: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  disabled: z.boolean(),
  /** Signs in once with a password of the administration. */
  mustChange: z.boolean(),
  hasSecondFactor: z.boolean(),
  devices: z.int().nonnegative(),
  /** Where new rows go; one of `scopeIds`. */
  homeScopeId: z.string(),
  /** What the person's desks hold. */
  scopeIds: z.array(z.string()),
  /** ms; null: nowhere signed in. */
  seenAt: z.number().nullable(),
});
export type UserLine = z.infer<typeof userLine>;

/** A branch and the like; the one a tenant began with may have no name. */
export const scopesReply = z.object({ scopes: z.array(z.object({ id: z.string(), name: z.string() })) });
export type ScopeLine = z.infer<typeof scopesReply>['scopes'][number];

export const usersReply = z.object({ users: z.array(userLine) });
/** Told once: the centre keeps a hash. Opens nothing but the choice of another one. */
export const passwordReply = z.object({ userId: z.string(), password: z.string() });
export type GivenPassword = z.infer<typeof passwordReply>;
export const papersReply = z.object({
  papers: z.array(policyPaperSchema),
  /** Of the newest version, of everybody with an open account. */
  acceptances: z.array(policyAcceptanceSchema),
});
export type PaperBook = z.infer<typeof papersReply>;
export const doneReply = z.object({});
