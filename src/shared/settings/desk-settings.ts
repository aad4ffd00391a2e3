import { z } from 'zod';
import { dialProfile } from '../phone/dial-profile.ts';

/** What one desk is set to; lies in its own replica, never synced. Flags and environment override it for a run. */
export const deskSettings = z.object({
  language: z.enum(['de', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  centre: z.object({ url: z.url().max(500).nullable() }),
  ami: z.object({
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
    /** Whether a secret is stored; the secret itself is never read back. */
    secretSet: z.boolean(),
  }),
  dialProfile,
});
export type DeskSettings = z.infer<typeof deskSettings>;

export const deskSettingsPatch = z.object({
  language: deskSettings.shape.language.optional(),
  theme: deskSettings.shape.theme.optional(),
  centre: deskSettings.shape.centre.optional(),
  ami: deskSettings.shape.ami
    .omit({ secretSet: true })
    .partial()
    .extend({ secret: z.string().max(200).optional() })
    .optional(),
  dialProfile: dialProfile.partial().optional(),
});
export type DeskSettingsPatch = z.infer<typeof deskSettingsPatch>;

export const defaultDeskSettings: DeskSettings = {
  language: 'de',
  theme: 'system',
  centre: { url: null },
  ami: {
    enabled: false,
    host: '',
    port: 5038,
    user: '',
    tls: false,
    context: 'internal',
    devices: [],
    secretSet: false,
  },
  dialProfile: { inbound: 'auto', outsideLine: '', country: '49', area: '', internalLength: 3 },
};
