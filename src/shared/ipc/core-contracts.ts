import { z } from 'zod';
import type { Role } from '../commands/command.ts';
import { idSchema, refSchema } from '../kernel/ref.ts';
import type { Ref } from '../kernel/ref.ts';
import { deskSettingsPatch } from '../settings/desk-settings.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';
import { settingName } from '../settings/house-values.ts';
import type { HouseValue } from '../settings/house-values.ts';
import type { ShortcutStates } from '../settings/shortcut-settings.ts';
import type { Must } from '../auth/protocol.ts';
import { accountContract } from './account-contract.ts';
import { call, defineContract, returns } from './contract.ts';
import { formDraftsContract } from './form-drafts-contract.ts';
import type { CallTrace } from '../calls/call-trace.ts';
import type { LiveCall } from '../calls/live-call.ts';
import type { DeskStatus } from './status.ts';

export interface Session {
  readonly tenantName: string;
  readonly demo: boolean;
  readonly userId: string;
  readonly userName: string;
  readonly roles: readonly Role[];
  /** What comes before anything else; absent: nothing. */
  readonly must?: readonly Must[] | undefined;
  /** Kinds of fields that are kept from this person; absent: none. */
  readonly hidden?: readonly string[] | undefined;
  /** What of reading is written down here; absent: nothing. */
  readonly reads?: readonly string[] | undefined;
  /** MB of the largest file that may be attached; absent: as usual (files/file-limit.ts). */
  readonly fileMb?: number | undefined;
}

/** Who sits here, and how the desk is doing. */
export const sessionContract = defineContract('session', {
  /** null: nobody is signed in. */
  current: call(z.object({}), returns<Session | null>()),
  signIn: call(
    z.object({
      centre: z.url().max(500),
      tenant: z.string().trim().min(1).max(80),
      login: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(1000),
      /** Of the second factor, once the centre has asked for it. */
      code: z.string().trim().min(1).max(40).optional(),
    }),
    returns<Session>(),
  ),
  signOut: call(z.object({}), returns<void>()),
  status: call(z.object({}), returns<DeskStatus>()),
  /**
   * Has the replica compared with the centre as soon as all work is sent; what was found is in the status, `checked`.
   * Fails with `centre.offline`.
   */
  compare: call(z.object({}), returns<void>()),
});

export const commandsContract = defineContract('commands', {
  /** Runs a named command on the replica at once and puts it into the outbox; ids are the caller's. */
  run: call(z.object({ name: z.string().max(80), args: z.unknown() }), returns<void>()),
});

export const callsContract = defineContract('calls', {
  live: call(z.object({}), returns<readonly LiveCall[]>()),
  /** "It is Frank": attributes the call, on this desk and in the log. */
  choose: call(z.object({ id: idSchema, party: refSchema }), returns<void>()),
  /** Closes an ended or unwanted pop; the call itself goes on. */
  dismiss: call(z.object({ id: idSchema }), returns<void>()),
  /** Rings the agent's phone, then the number; fails with `dial.<reason>`. */
  dial: call(
    z.object({ number: z.string().trim().min(1).max(60), party: refSchema.nullable() }),
    returns<{ readonly id: string }>(),
  ),
  /** Ends the call at the agent's own phone; fails with `control.<reason>`. */
  hangUp: call(z.object({ id: idSchema }), returns<void>()),
  /** Blind, to an extension or any number that can be dialled; fails with `dial.bad-number` or `control.<reason>`. */
  transfer: call(
    z.object({ id: idSchema, target: z.string().trim().min(1).max(60) }),
    returns<{ readonly target: string }>(),
  ),
  /** When each event of the last calls passed each stage; holds no number and no name. */
  traces: call(z.object({}), returns<readonly CallTrace[]>()),
});

export const settingsContract = defineContract('settings', {
  /** Secrets are not among them: `ami.secretSet` tells whether there is one. */
  get: call(z.object({}), returns<DeskSettings>()),
  change: call(deskSettingsPatch, returns<DeskSettings>()),
  /** Every setting the house has a value for, and whose value holds. Changes with {@link HOUSE_VALUES}. */
  houseValues: call(z.object({}), returns<readonly HouseValue[]>()),
  /** Gives up what was set here: the house's value holds again, or the default. */
  backToHouse: call(z.object({ name: settingName }), returns<DeskSettings>()),
});

/** The name queries wait for: settings are kept outside the shared tables. */
export const HOUSE_VALUES = 'house-values';

export interface Link {
  readonly id: string;
  readonly from: Ref;
  readonly to: Ref;
}

export const linksContract = defineContract('links', {
  /** All that lead away from a thing: what a call belongs to. Changes with the table `link`. */
  of: call(z.object({ from: refSchema }), returns<readonly Link[]>()),
});

/** The name queries wait for: it is kept outside the replica. */
export const SHORTCUT_STATES = 'shortcuts';

export const shellContract = defineContract('shell', {
  /** Whether the keys of the settings reach the desk from within other programs; changes with {@link SHORTCUT_STATES}. */
  shortcuts: call(z.object({}), returns<ShortcutStates>()),
  /** Brings the main window to the front at this route of the renderer, as the `open` event; the pop's way out. */
  open: call(
    z.object({
      route: z
        .string()
        .regex(/^\/(?!\/)[\w./-]*$/)
        .max(200),
    }),
    returns<void>(),
  ),
});

export const coreContracts = [
  sessionContract,
  accountContract,
  formDraftsContract,
  commandsContract,
  callsContract,
  settingsContract,
  linksContract,
  shellContract,
] as const;
