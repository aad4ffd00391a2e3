import { z } from 'zod';
import { dialProfile } from '../phone/dial-profile.ts';
import { amiSettings, amiSettingsPatch, defaultAmiSettings } from './ami-settings.ts';
import { defaultFritzboxSettings, fritzboxSettings, fritzboxSettingsPatch } from './fritzbox-settings.ts';
import { authoritySchema } from './pem.ts';
import { defaultShortcutSettings, shortcutSettings } from './shortcut-settings.ts';
import { defaultSipSettings, sipSettings, sipSettingsPatch } from './sip-settings.ts';
import { defaultWebhookSettings, webhookSettings, webhookSettingsPatch } from './webhook-settings.ts';

/**
 * The doors calls may come in through: one section each, with a secret of its own at most.
 * A new one is a line in each of the three lists, and one in src/main/telephony/adapters.ts.
 */
const adapters = { ami: amiSettings, sip: sipSettings, fritzbox: fritzboxSettings, webhook: webhookSettings };
const adapterPatches = {
  ami: amiSettingsPatch.optional(),
  sip: sipSettingsPatch.optional(),
  fritzbox: fritzboxSettingsPatch.optional(),
  webhook: webhookSettingsPatch.optional(),
};
const adapterDefaults = {
  ami: defaultAmiSettings,
  sip: defaultSipSettings,
  fritzbox: defaultFritzboxSettings,
  webhook: defaultWebhookSettings,
};

const centreSettings = z.object({
  url: z.url().max(500).nullable(),
  /** The only authorities its certificate is believed from; empty: the public ones. */
  ca: authoritySchema,
});

/** A desk that several people share, one after the other. */
const dutySettings = z.object({
  shared: z.boolean(),
  /** Minutes without input after which a shared desk asks who is there; 0: never. */
  lockAfterMin: z.int().min(0).max(240),
});

export type AdapterName = keyof typeof adapters;
export const adapterNames = Object.keys(adapters) as readonly AdapterName[];

/** What one desk is set to; lies in its own replica, never synced. Flags and environment override it for a run. */
export const deskSettings = z.object({
  language: z.enum(['de', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  centre: centreSettings,
  ...adapters,
  dialProfile,
  shortcuts: shortcutSettings,
  duty: dutySettings,
});
export type DeskSettings = z.infer<typeof deskSettings>;

export const deskSettingsPatch = z.object({
  language: deskSettings.shape.language.optional(),
  theme: deskSettings.shape.theme.optional(),
  centre: centreSettings.partial().optional(),
  ...adapterPatches,
  dialProfile: dialProfile.partial().optional(),
  shortcuts: shortcutSettings.partial().optional(),
  duty: dutySettings.partial().optional(),
});
export type DeskSettingsPatch = z.infer<typeof deskSettingsPatch>;

export const defaultDeskSettings: DeskSettings = {
  language: 'de',
  theme: 'system',
  centre: { url: null, ca: '' },
  ...adapterDefaults,
  dialProfile: { inbound: 'auto', outsideLine: '', country: '49', area: '', internalLength: 3 },
  shortcuts: defaultShortcutSettings,
  duty: { shared: false, lockAfterMin: 10 },
};
