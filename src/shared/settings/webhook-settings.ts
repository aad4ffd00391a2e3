import { z } from 'zod';

/** Calls a cloud PBX posts to the centre. Who gets which is set there; the session is all the desk shows. */
export const webhookSettings = z.object({ enabled: z.boolean() });

export const webhookSettingsPatch = webhookSettings.partial();

export const defaultWebhookSettings: z.infer<typeof webhookSettings> = { enabled: false };
