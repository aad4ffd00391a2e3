import { z } from 'zod';
import type { Device } from '../auth/protocol.ts';
import { acceptPaperRequest } from '../auth/policy-paper.ts';
import type { PolicyPaper } from '../auth/policy-paper.ts';
import { call, defineContract, returns } from './contract.ts';

/** Why a desk has locked itself. */
export const LOCK_REASONS = ['revoked', 'disabled', 'ended', 'lease', 'weak-keychain', 'key-lost'] as const;
export type LockReason = (typeof LOCK_REASONS)[number];

export interface Lock {
  readonly reason: LockReason;
  /** ms since the epoch. */
  readonly at: number;
  /** Who was signed in. */
  readonly userName: string;
  /** Commands that wait here for that person's next sign-in. */
  readonly pending: number;
}

const password = z.string().min(1).max(1000);
const code = z.string().trim().min(6).max(40);

/** What people do with their own account; needs the centre, and works before the sign-in is finished. */
export const accountContract = defineContract('account', {
  /** null: the desk is not locked. */
  lock: call(z.object({}), returns<Lock | null>()),
  changePassword: call(z.object({ old: password, password }), returns<void>()),
  secondFactor: call(
    z.object({}),
    returns<{ readonly on: boolean; readonly required: boolean; readonly recoveryCodes: number }>(),
  ),
  /** `qr` is an SVG document of `uri`. */
  beginSecondFactor: call(
    z.object({ password }),
    returns<{ readonly secret: string; readonly uri: string; readonly qr: string }>(),
  ),
  confirmSecondFactor: call(z.object({ code }), returns<{ readonly recoveryCodes: readonly string[] }>()),
  /** The recovery codes were seen: looks whether anything else comes first. */
  finish: call(z.object({}), returns<void>()),
  removeSecondFactor: call(z.object({ password, code }), returns<void>()),
  /** What the organisation asks of whoever works with its data: all versions, the newest first. */
  papers: call(z.object({}), returns<readonly PolicyPaper[]>()),
  acceptPaper: call(acceptPaperRequest, returns<void>()),
  devices: call(z.object({ of: z.enum(['me', 'tenant']) }), returns<readonly Device[]>()),
  revokeDevice: call(z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }), returns<void>()),
  /** Whether people of this organisation sign in with another house's account. */
  provider: call(
    z.object({ centre: z.url().max(500), tenant: z.string().trim().min(1).max(80) }),
    returns<{ readonly name: string | null }>(),
  ),
  /** Opens the system's browser and waits until the person has signed in there. */
  signInByBrowser: call(
    z.object({ centre: z.url().max(500), tenant: z.string().trim().min(1).max(80) }),
    // Where this shell opens no browser of its own the page goes to the address; else it is empty.
    returns<{ readonly address: string }>(),
  ),
});
