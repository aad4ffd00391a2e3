import { z } from 'zod';
import { authoritySchema } from './pem.ts';
import { secret, secretSet } from './secret.ts';

/** A SIP account at the PBX that watches the agent's desk phone. It never carries a voice. */
export const sipSettings = z.object({
  enabled: z.boolean(),
  /** `host:port`, `[::1]:5060`; the port may be left out. Empty: not set up. */
  server: z
    .string()
    .trim()
    .max(253)
    .regex(/^$|^(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/),
  transport: z.enum(['ws', 'wss', 'tcp']),
  /** The account's own name: an endpoint for this desk alone, never the desk phone's. */
  user: z
    .string()
    .trim()
    .regex(/^[\w.+-]{0,80}$/),
  /** The extension of the agent's desk phone, whose dialog is watched. */
  extension: z
    .string()
    .trim()
    .regex(/^[\w.*#+-]{0,40}$/),
  /** `dialog`: watches only. `endpoint`: also registers, so that a dial plan that names the account rings it too. */
  mode: z.enum(['dialog', 'endpoint']),
  /** Who signed the PBX's certificate, where no public authority did; `wss` alone. */
  ca: authoritySchema,
  secretSet,
});

export const sipSettingsPatch = sipSettings.omit({ secretSet: true }).partial().extend({ secret });

export const defaultSipSettings: z.infer<typeof sipSettings> = {
  enabled: false,
  server: '',
  transport: 'wss',
  user: '',
  extension: '',
  mode: 'dialog',
  ca: '',
  secretSet: false,
};
