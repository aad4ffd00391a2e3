import { z } from 'zod';
import { secret, secretSet } from './secret.ts';

/** Asterisk's manager interface. */
export const amiSettings = z.object({
  enabled: z.boolean(),
  host: z.string().trim().max(253),
  port: z.int().min(1).max(65_535),
  user: z.string().trim().max(80),
  tls: z.boolean(),
  /** Dial plan context click-to-dial starts in. */
  context: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,80}$/),
  /** Devices of this agent, `PJSIP/201`. */
  devices: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9]+\/[\w.@-]{1,80}$/),
    )
    .max(10),
  /** Queues whose lost callers come onto the callback list although they never rang here; none: only what rang here. */
  queues: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[\w.@-][\w.@ -]{0,79}$/),
    )
    .max(50),
  secretSet,
});

export const amiSettingsPatch = amiSettings.omit({ secretSet: true }).partial().extend({ secret });

export const defaultAmiSettings: z.infer<typeof amiSettings> = {
  enabled: false,
  host: '',
  port: 5038,
  user: '',
  tls: false,
  context: 'internal',
  devices: [],
  queues: [],
  secretSet: false,
};
