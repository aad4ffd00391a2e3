import { z } from 'zod';
import { ROLES } from '../access/access.ts';

/**
 * What desk and centre say to each other of accounts, beside the sign-in itself (src/shared/sync/protocol.ts).
 * Additive as that is.
 */

/** What a person must do before anything else; the centre answers nothing else until then. */
export const MUSTS = ['password', 'second-factor', 'policy-paper'] as const;
export type Must = (typeof MUSTS)[number];

/** What the tenant has decided for its desks. */
export const policySchema = z.object({
  /** Days without the centre after which a desk locks itself. */
  leaseDays: z.int().positive(),
  weakKeychain: z.enum(['warn', 'refuse']),
  /** Kinds of fields this person does not get. */
  hidden: z.array(z.string()),
  /** What of reading is written down, of whoever sits at the desk; an older centre says nothing. */
  reads: z.array(z.string()).default([]),
  /**
   * The same for two people whose replicas hold the same rows and fields: only they may work on one replica in turn.
   * An older centre says nothing.
   */
  sight: z.string().max(64).optional(),
  /** MB of the largest file that may be attached; an older centre says nothing. */
  fileMb: z.int().positive().optional(),
});
export type Policy = z.infer<typeof policySchema>;

/** Desks that have never heard of a policy: an older centre. */
export const DEFAULT_POLICY: Policy = { leaseDays: 30, weakKeychain: 'warn', hidden: [], reads: [] };

export const standingReply = z.object({
  must: z.array(z.enum(MUSTS)),
  policy: policySchema,
  roles: z.array(z.enum(ROLES)),
});

const password = z.string().min(1).max(1000);
const code = z.string().trim().min(6).max(40);

export const changePasswordRequest = z.object({ old: password, password });
export const nothingReply = z.unknown();

/** The secret is shown until a code of it was typed; asking again makes another. */
export const beginSecondFactorRequest = z.object({ password });
export const beginSecondFactorReply = z.object({
  /** base32, as it is typed by hand. */
  secret: z.string(),
  /** `otpauth://totp/…`, as it is scanned. */
  uri: z.string(),
});
export const confirmSecondFactorRequest = z.object({ code });
/** Shown once: the centre keeps hashes. */
export const recoveryCodesReply = z.object({ recoveryCodes: z.array(z.string()) });
export const removeSecondFactorRequest = z.object({ password, code });
export const secondFactorReply = z.object({
  on: z.boolean(),
  required: z.boolean(),
  recoveryCodes: z.int().nonnegative(),
});

export const deviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  userId: z.string(),
  userName: z.string(),
  createdAt: z.number(),
  seenAt: z.number(),
  /** The desk that asks. */
  own: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;
/** `tenant`: administrators only. */
export const devicesRequest = z.object({ of: z.enum(['me', 'tenant']) });
export const devicesReply = z.object({ devices: z.array(deviceSchema) });
export const revokeDeviceRequest = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });

/** What a desk seals its unsent work to, and what opens it again (src/main/replica/unsent-copy.ts). */
export const unsentKeyReply = z.object({ publicKey: z.string(), privateKey: z.string() });

export const accountPaths = {
  standing: '/api/account/standing',
  password: '/api/account/password',
  secondFactor: '/api/account/second-factor',
  beginSecondFactor: '/api/account/second-factor/begin',
  confirmSecondFactor: '/api/account/second-factor/confirm',
  removeSecondFactor: '/api/account/second-factor/remove',
  devices: '/api/account/devices',
  revokeDevice: '/api/account/devices/revoke',
  unsentKey: '/api/account/unsent-key',
  papers: '/api/account/policy-papers',
  acceptPaper: '/api/account/policy-papers/accept',
} as const;
